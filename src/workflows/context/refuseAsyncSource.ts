import type { Commands } from '../commands/Commands.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { ignoreRejection, isAsyncSource, sourceKindOf } from '../guard/pipelines.js';

/**
 * Rejects an asynchronous value (such as a Promise) where a plain value is expected. It fails the decision,
 * whatever the workflow catches. A rejection of the Promise is silenced, so that it doesn't end the process.
 *
 * @param what - the origin of the value, for the message: `A side effect returned`
 */
export function refuseAsyncSource(commands: Commands, what: string, value: unknown): void {
  ignoreRejection(value);
  if (isAsyncSource(value))
    commands.violate(
      new DeterminismError(`${what} ${sourceKindOf(value)}`, 'Do asynchronous work in an activity'),
    );
}
