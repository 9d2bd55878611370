import {
  defer,
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
import type { ActivityTask } from '../../models/index.js';
import { ActivityFailure } from '../../streams/index.js';
import type { ActivityImplementation } from '../../workflows/index.js';
import { Answer } from '../Answer.js';
import type { Time } from './Time.js';

/** What the activities of a test stand on. */
export interface Ground {
  readonly time: Time;
  /** Activities that a workflow asks to cancel. */
  readonly cancels$: Observable<{ readonly runId: string; readonly activityId: string }>;
}

/** An implementation that may answer as mocks do. */
export function onGround(
  ground: Ground,
  { definition, handler }: ActivityImplementation,
): ActivityImplementation {
  const { heartbeatTimeout } = definition.options;
  const beat = typeof heartbeatTimeout === 'number' ? heartbeatTimeout * 500 : undefined;
  return {
    definition,
    handler: (input, context) => {
      const work = handler(input, context);
      const answered = (value: unknown) =>
        value instanceof Answer ? answer(ground, context.task, value, beat) : of(value);
      if (work instanceof Answer) return answered(work);
      // What a mock resolves with may be an answer too; all else stays as it is.
      return work instanceof Promise
        ? work.then(value => (value instanceof Answer ? lastValueFrom(answered(value)) : value))
        : work;
    },
  };
}

function answer(
  ground: Ground,
  task: ActivityTask,
  { seconds, ending }: Answer<unknown>,
  beat: number | undefined,
): Observable<unknown> {
  if (ending === undefined) return left(ground, task);
  const end$ = defer(() => {
    if ('reason' in ending) return throwError(() => new ActivityFailure(ending.reason, ending.details));
    const { value } = ending;
    return value instanceof Answer ? answer(ground, task, value, beat) : of(value);
  });
  return seconds === 0 ? end$ : asleep(ground, task, seconds, beat).pipe(mergeMap(() => end$));
}

/** Nobody will ever answer. */
function left({ time }: Ground, task: ActivityTask): Observable<never> {
  return defer(() => {
    time.pulse.leaves();
    task.abandon();
    return NEVER;
  });
}

/** Time passes. Emits when it has; a request to cancel ends the task. */
function asleep(
  { time, cancels$ }: Ground,
  task: ActivityTask,
  seconds: number,
  beat: number | undefined,
): Observable<unknown> {
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
            mergeMap(() => task.heartbeat()),
            repeat(),
          );
    return merge(over$, merge(canceled$, beats$).pipe(ignoreElements())).pipe(
      take(1),
      finalize(() => time.pulse.sleeps(-1)),
    );
  });
}
