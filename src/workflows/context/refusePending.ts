import type { Commands } from '../commands/Commands.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { kindOf, silence } from '../guard/pipelines.js';

const pending: readonly string[] = ['a Promise', 'an Observable', 'a generator', 'an async generator'];

/**
 * Refuses what stands for a value that is still to come: nothing waits for it here. It fails the decision, whatever
 * the workflow catches, and ends no process when a Promise rejects.
 *
 * @param what - what has it: `A side effect returned`
 */
export function refusePending(commands: Commands, what: string, value: unknown): void {
  silence(value);
  const kind = kindOf(value);
  if (pending.includes(kind))
    commands.violate(new DeterminismError(`${what} ${kind}`, 'Do what is to be waited for in an activity'));
}
