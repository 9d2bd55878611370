import { inHome, readText } from '#host';
import { describeError, InvalidSettingsError } from '../requests/index.js';
import { fromString } from './fromString.js';
import type { Settings } from './toSettings.js';

/**
 * Settings from an INI file; none when there is no such file.
 *
 * @throws `InvalidSettingsError` when the file cannot be read or is malformed; the message names it
 */
export function fromFile(path: string): Settings {
  const text = read(path);
  return text === undefined ? {} : fromString(text, path);
}

/** Settings from a file in the user's home, `~/.swf` unless told. */
export function fromHome(name = '.swf'): Settings {
  const path = inHome(name);
  return path === undefined ? {} : fromFile(path);
}

function read(path: string): string | undefined {
  try {
    return readText(path);
  } catch (cause) {
    const { code, message } = describeError(cause);
    throw new InvalidSettingsError(`${path} cannot be read: ${code ?? message}`, { cause });
  }
}
