import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { History } from '../../history/index.js';
import { markedTurns } from '../../streams/actors/decide/markedTurns.js';
import { omitUndefined } from '../../values/index.js';
import type { Evidence } from '../data/Evidence.js';
import type { FailingDecisionsWait, RecordedFailure } from '../data/ExplanationData.js';
import { readable, recordedFailure } from '../data/recordedFailure.js';
import { after, timeOf } from '../data/times.js';

/** Returns the decisions that fail and are retried, if the latest turn failed. */
export function failingDecisionsWaits(history: History, { repeats }: Evidence): FailingDecisionsWait[] {
  const count = failuresInARow(history);
  const markers = history.markers.lives(reserved.error).filter(({ state }) => state === 'recorded');
  const last = markers.at(-1);
  if (count === 0 || last === undefined) return [];
  const timer = retryTimer(history);
  return [
    {
      kind: 'failingDecisions',
      count,
      isStuck: count >= repeats,
      failure: failureIn(() => last.details),
      ...omitUndefined({
        since: markers.at(-count)?.timestamp,
        lastAt: last.timestamp,
        retryAt: timer && after(timeOf(timer, 'started'), timer.startToFireTimeout),
      }),
    },
  ];
}

/** Returns the running timer that triggers the next attempt of a failed decision. */
export const retryTimer = ({ timers }: History) =>
  timers.started.find(({ id }) => isReserved(id, reserved.error));

function failuresInARow(history: History): number {
  let count = 0;
  for (const { failed } of markedTurns(history)) {
    if (!failed) break;
    count += 1;
  }
  return count;
}

/** Reads the marker of a failed turn. */
function failureIn(details: () => unknown): RecordedFailure {
  const value = readable(details);
  if (typeof value !== 'object' || value === null || !('reason' in value)) return { details: value };
  const inner = 'details' in value ? value.details : undefined;
  return recordedFailure(String(value.reason), () => inner);
}
