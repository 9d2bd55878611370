import { defer, type Observable } from 'rxjs';
import { ImportError, LocalSwf } from '../../local/index.js';
import { InvalidArgumentError, isInstance, messageOf } from '../../requests/index.js';
import { omitUndefined } from '../../values/index.js';
import type { CommandContext } from '../frame/CommandContext.js';
import { readInput } from '../frame/readInput.js';
import type { ImportCommandOptions } from './command.js';

/** Adds an execution to a data folder, and prints where it stands. */
export const importFile = (
  { terminal }: CommandContext,
  { data, region, ...options }: ImportCommandOptions,
  file: string,
): Observable<void> =>
  defer(async () => {
    const recorded = await readJson(file);
    const swf = new LocalSwf({ data, ...omitUndefined({ region }) });
    try {
      const { workflowId, runId, domain, eventId } = await swf.importExecution(recorded, options);
      terminal.print(`${workflowId} ${runId} of domain ${domain} stands at event ${eventId}.\n`);
    } catch (error) {
      if (!isInstance(error, ImportError) && !isInstance(error, RangeError)) throw error;
      throw new InvalidArgumentError(messageOf(error), { cause: error });
    } finally {
      await swf.close();
    }
  });

async function readJson(file: string) {
  try {
    return JSON.parse(await readInput(file));
  } catch (error) {
    throw new InvalidArgumentError(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
}
