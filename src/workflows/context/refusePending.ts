import type { Commands } from '../commands/Commands.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { ignoreRejection, sourceKindOf } from '../guard/pipelines.js';

const pending: readonly string[] = ['a Promise', 'an Observable', 'a generator', 'an async generator'];

/**
 * Rejects a pending value (such as a Promise) where a plain value is expected. It fails the decision,
 * whatever the workflow catches. A rejection of the Promise is silenced, so that it doesn't end the process.
 *
 * @param what - the origin of the value, for the message: `A side effect returned`
 */
export function refusePending(commands: Commands, what: string, value: unknown): void {
  ignoreRejection(value);
  const kind = sourceKindOf(value);
  if (pending.includes(kind))
    commands.violate(new DeterminismError(`${what} ${kind}`, 'Do what is to be waited for in an activity'));
}
