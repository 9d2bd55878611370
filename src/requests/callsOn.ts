import {
  asyncScheduler,
  identity,
  type MonoTypeOperatorFunction,
  Observable,
  type SchedulerLike,
} from 'rxjs';

// A stream that is given a scheduler makes its calls through methods that take none, such as `task.complete()`. So the
// scheduler is in force while the stream subscribes to them, and while an answer is passed on, which may lead to the
// next call.

let inForce: SchedulerLike = asyncScheduler;

/** The scheduler for the time limit of a call that begins now. */
export const schedulerInForce = (): SchedulerLike => inForce;

/** Does something while a scheduler is in force. */
export function within<R>(scheduler: SchedulerLike, work: () => R): R {
  const before = inForce;
  inForce = scheduler;
  try {
    return work();
  } finally {
    inForce = before;
  }
}

/** Counts the time limits of the calls that a source makes on a scheduler. */
export function callsOn<T>(scheduler: SchedulerLike | undefined): MonoTypeOperatorFunction<T> {
  if (scheduler === undefined || scheduler === asyncScheduler) return identity;
  return source => new Observable<T>(subscriber => within(scheduler, () => source.subscribe(subscriber)));
}
