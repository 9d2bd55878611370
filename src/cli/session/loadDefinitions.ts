import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { defer, map, type Observable } from 'rxjs';
import { describeError, InvalidArgumentError } from '../../requests/index.js';
import { type Definitions, findDefinitions } from './Definitions.js';

/**
 * Imports a module of workflows and activities. Errors with `InvalidArgumentError` if it can't be loaded, or if it
 * exports no definition.
 *
 * @param module - a path, relative to the current folder
 */
export const loadDefinitions = (module: string): Observable<Definitions> =>
  defer(() => importModule(resolve(module))).pipe(
    map(exported => {
      const definitions = findDefinitions(resolve(module), Object.values(exported));
      if (definitions.types.length === 0)
        throw new InvalidArgumentError(
          `${module} exports no definition. Export what workflow(), activity(), workflowType() or activityType() return`,
        );
      return definitions;
    }),
  );

async function importModule(path: string): Promise<object> {
  if (!existsSync(path)) throw new InvalidArgumentError(`Cannot load ${path}: there is no such file`);
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw new InvalidArgumentError(`Cannot load ${path}: ${reasonFor(cause)}`, { cause });
  }
}

function reasonFor(cause: unknown): string {
  const { code, message } = describeError(cause);
  if (code === 'ERR_UNKNOWN_FILE_EXTENSION')
    return 'this Node.js loads no TypeScript. Build it first, or run the command with NODE_OPTIONS="--import tsx"';
  return message;
}
