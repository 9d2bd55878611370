import { ImportError, type ImportOptions, type LocalSwf, type RestoredExecution } from '../../local/index.js';
import { InvalidArgumentError, isInstance, messageOf } from '../../requests/index.js';
import { readInput } from '../frame/readInput.js';

/**
 * Adds the execution in a file to an embedded service.
 *
 * @throws `InvalidArgumentError` if the file can't be read, or its execution can't be taken over
 */
export async function importInto(
  swf: LocalSwf,
  file: string,
  options: ImportOptions = {},
): Promise<RestoredExecution> {
  const recorded = await readJson(file);
  try {
    return await swf.importExecution(recorded, options);
  } catch (error) {
    if (!isInstance(error, ImportError) && !isInstance(error, RangeError)) throw error;
    throw new InvalidArgumentError(messageOf(error), { cause: error });
  }
}

/** Returns where an imported execution stands. */
export const describeImported = ({ workflowId, runId, domain, eventId }: RestoredExecution): string =>
  `${workflowId} ${runId} of domain ${domain} stands at event ${eventId}.`;

async function readJson(file: string) {
  try {
    return JSON.parse(await readInput(file));
  } catch (error) {
    throw new InvalidArgumentError(`Cannot read ${file}: ${messageOf(error)}`, { cause: error });
  }
}
