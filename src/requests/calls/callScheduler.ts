import {
  asyncScheduler,
  identity,
  type MonoTypeOperatorFunction,
  Observable,
  type SchedulerLike,
} from 'rxjs';

// A stream with a scheduler makes its calls through methods that take none, such as `task.complete()`. The
// scheduler is therefore passed through a module variable: it is in force while the stream subscribes to
// those calls, and while a response is emitted, because that may trigger the next call.

let inForce: SchedulerLike = asyncScheduler;

/** Returns the scheduler for the time limit of a call that begins now. */
export const callScheduler = (): SchedulerLike => inForce;

/** Runs a function while a scheduler is in force. */
export function withCallScheduler<R>(scheduler: SchedulerLike, work: () => R): R {
  const before = inForce;
  inForce = scheduler;
  try {
    return work();
  } finally {
    inForce = before;
  }
}

/** Runs the time limits of the calls that a source makes on the given scheduler. */
export function timeoutCallsOn<T>(scheduler: SchedulerLike | undefined): MonoTypeOperatorFunction<T> {
  if (scheduler === undefined || scheduler === asyncScheduler) return identity;
  return source =>
    new Observable<T>(subscriber => withCallScheduler(scheduler, () => source.subscribe(subscriber)));
}
