import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';

/**
 * Imports a module of the user and returns its exports.
 *
 * @throws `InvalidArgumentError` that names the file
 */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const path = resolve(file);
  if (!existsSync(path) || !statSync(path).isFile())
    throw new InvalidArgumentError(
      `There is no file ${file}. Expected a module of definitions, such as ./workflows.js`,
    );
  try {
    return { ...(await import(pathToFileURL(path).href)) };
  } catch (error) {
    const advice = /\.[cm]?tsx?$/.test(file) ? '. Compile it to JavaScript first' : '';
    throw new InvalidArgumentError(`Cannot load ${file}: ${messageOf(error)}${advice}`, { cause: error });
  }
}
