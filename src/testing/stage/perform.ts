import {
  concat,
  defer,
  EMPTY,
  exhaustMap,
  filter,
  finalize,
  ignoreElements,
  lastValueFrom,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  repeat,
  take,
  throwError,
} from 'rxjs';
import { ActivityFailure, type ActivityTask } from '../../streams/index.js';
import type { ActivityContext, ActivityImplementation } from '../../workflows/index.js';
import { Answer } from './Answer.js';
import type { Time } from './Time.js';

/** Dependencies of the activities of a test. */
export interface Ground {
  readonly time: Time;
  /** Emits activities for which a workflow requests cancellation. */
  readonly cancels$: Observable<{ readonly runId: string; readonly activityId: string }>;
}

/** Wraps an implementation so that it may return the answers of mocks. */
export function onGround(
  ground: Ground,
  { definition, handler }: ActivityImplementation,
): ActivityImplementation {
  const { heartbeatTimeout } = definition.options;
  const beat = typeof heartbeatTimeout === 'number' ? heartbeatTimeout * 500 : undefined;
  return {
    definition,
    handler: (input, given) => {
      const { context, told } = overheard(given);
      const work = handler(input, context);
      const job = { ground, task: context.task, beat, told };
      const answered = (value: unknown) => (value instanceof Answer ? answer(job, value) : of(value));
      if (work instanceof Answer) return answered(work);
      // A mock may also resolve with an answer; other values stay as they are.
      return work instanceof Promise
        ? work.then(value => (value instanceof Answer ? lastValueFrom(answered(value)) : value))
        : work;
    },
  };
}

/** A task that is answered by a mock. */
interface Job {
  readonly ground: Ground;
  readonly task: ActivityTask;
  /** The heartbeat interval, in milliseconds; `undefined` for none. */
  readonly beat: number | undefined;
  /** The last progress that the mock reported. */
  readonly told: () => unknown;
}

/**
 * A context that remembers its last progress. The worker only sends it with its next heartbeat, which may
 * never come.
 */
function overheard(given: ActivityContext<never>) {
  let latest: unknown;
  const heartbeat = (details: unknown): void => {
    latest = details;
    given.heartbeat(details);
  };
  const context: ActivityContext<never> = Object.create(given, {
    heartbeat: { value: heartbeat, enumerable: true },
  });
  return { context, told: () => latest };
}

function answer(job: Job, { seconds, ending }: Answer<unknown>): Observable<unknown> {
  if (ending === undefined) return left(job);
  const end$ = defer(() => {
    if ('reason' in ending) return throwError(() => new ActivityFailure(ending.reason, ending.details));
    const { value } = ending;
    return value instanceof Answer ? answer(job, value) : of(value);
  });
  return seconds === 0 ? end$ : asleep(job, seconds).pipe(mergeMap(() => end$));
}

/**
 * Never answers. The last reported progress is sent as a heartbeat first, as by a worker that dies
 * afterwards.
 */
function left({ ground: { time }, task, told }: Job): Observable<never> {
  const last$ = defer(() => (told() === undefined ? EMPTY : task.heartbeat(told())));
  const left$ = defer(() => {
    time.pulse.leaves();
    task.abandon();
    return NEVER;
  });
  return concat(last$.pipe(ignoreElements()), left$);
}

/** Waits and then emits; a cancel request ends the task. */
function asleep({ ground: { time, cancels$ }, task, beat, told }: Job, seconds: number): Observable<unknown> {
  const { activityId, workflowExecution } = task;
  return defer(() => {
    time.pulse.sleeps(1);
    const over$ = time.sleep(seconds * 1_000);
    const canceled$ = cancels$.pipe(
      filter(one => one.runId === workflowExecution.runId && one.activityId === activityId),
      take(1),
      exhaustMap(() => task.cancel()),
    );
    const beats$ =
      beat === undefined
        ? NEVER
        : defer(() => time.sleep(beat)).pipe(
            mergeMap(() => task.heartbeat(told())),
            repeat(),
          );
    return merge(over$, merge(canceled$, beats$).pipe(ignoreElements())).pipe(
      take(1),
      finalize(() => time.pulse.sleeps(-1)),
    );
  });
}
