import {
  concatMap,
  defer,
  filter,
  from,
  map,
  mergeMap,
  type OperatorFunction,
  repeat,
  type SchedulerLike,
  takeWhile,
  timer,
} from 'rxjs';
import type { History } from '../../history/index.js';
import type { StepList, StepLog } from './StepLog.js';

/** Milliseconds of replaying after which other work goes on. */
const slice = 10;

/** Slices after which the list so far is emitted: a long history takes seconds. */
const slicesPerList = 25;

/** A log, and the history that it is to read next. */
export interface Reading {
  readonly log: StepLog;
  readonly history: History;
}

/**
 * Emits the list of a log after each history, and several times within a long one. Works in slices of ten milliseconds, so
 * that other work goes on.
 */
export const recordSteps =
  (scheduler: SchedulerLike): OperatorFunction<Reading, StepList> =>
  readings$ =>
    readings$.pipe(
      concatMap(({ log, history }) =>
        defer(() => {
          const turns = log.read(history);
          return timer(0, scheduler).pipe(
            // A turn must not run inside of the flush of an RxJS scheduler.
            mergeMap(() => from(Promise.resolve())),
            map(() => isLeft(turns)),
            repeat(),
            takeWhile(isLeft => isLeft, true),
            filter((isLeft, index) => !isLeft || index % slicesPerList === slicesPerList - 1),
            map(() => log.list),
          );
        }),
      ),
    );

/** Plays turns for the length of a slice. Returns whether any are left. */
function isLeft(turns: Iterator<void>): boolean {
  const end = performance.now() + slice;
  while (performance.now() < end) if (turns.next().done === true) return false;
  return true;
}
