import { inHome, readText } from '#host';
import { describeError, InvalidSettingsError } from '../requests/index.js';
import { fromString } from './fromString.js';
import type { Settings } from './toSettings.js';

/**
 * Reads settings from an INI file. Returns an empty object if the file does not exist.
 *
 * @throws `InvalidSettingsError` if the file can't be read or is malformed; the message names the file
 */
export function fromFile(path: string): Settings {
  const text = read(path);
  return text === undefined ? {} : fromString(text, path);
}

/** Reads settings from a file in the user's home directory, by default `~/.swf`. */
export function fromHome(name = '.swf'): Settings {
  const path = inHome(name);
  return path === undefined ? {} : fromFile(path);
}

function read(path: string): string | undefined {
  try {
    return readText(path);
  } catch (cause) {
    const { code, message } = describeError(cause);
    throw new InvalidSettingsError(`Cannot read ${path}: ${code ?? message}`, { cause });
  }
}
