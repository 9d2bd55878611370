import { suggest } from '../../requests/checks/suggest.js';
import { showValue } from '../../requests/descriptions/index.js';
import { InvalidArgumentError } from '../../requests/errors/SwfError.js';
import { eventTable } from './eventTable.js';

const states: ReadonlySet<string> = new Set([
  ...Object.values(eventTable).map(({ state }) => state),
  'unknown',
]);

/** Throws on a misspelled state, which would match nothing, such as `'timed_out'` for `'timedOut'`. */
export function checkState(state: unknown): void {
  if (typeof state === 'string' && states.has(state)) return;
  const name = showValue(state);
  throw new InvalidArgumentError(`Unknown state ${JSON.stringify(name)}. ${suggest(name, [...states])}`, {
    resource: 'state',
  });
}
