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
import { MockAnswer } from '../mocks/MockAnswer.js';
import type { TestClock } from './TestClock.js';

/** Dependencies of the activities of a test. */
export interface MockEnvironment {
  readonly clock: TestClock;
  /** Emits activities for which a workflow requests cancellation. */
  readonly cancels$: Observable<{ readonly runId: string; readonly activityId: string }>;
}

/** Wraps an implementation so that it may return the answers of mocks. */
export function withMockAnswers(
  environment: MockEnvironment,
  { definition, handler }: ActivityImplementation,
): ActivityImplementation {
  const { heartbeatTimeout } = definition.options;
  const heartbeatInterval = typeof heartbeatTimeout === 'number' ? heartbeatTimeout * 500 : undefined;
  return {
    definition,
    handler: (input, given) => {
      const { context, latestProgress } = rememberProgress(given);
      const work = handler(input, context);
      const mocked = { environment, task: context.task, heartbeatInterval, latestProgress };
      const answered = (value: unknown) => (value instanceof MockAnswer ? answer(mocked, value) : of(value));
      if (work instanceof MockAnswer) return answered(work);
      // A mock may also resolve with an answer; other values stay as they are.
      return work instanceof Promise
        ? work.then(value => (value instanceof MockAnswer ? lastValueFrom(answered(value)) : value))
        : work;
    },
  };
}

/** A task that is answered by a mock. */
interface MockedTask {
  readonly environment: MockEnvironment;
  readonly task: ActivityTask;
  /** The heartbeat interval, in milliseconds; `undefined` for none. */
  readonly heartbeatInterval: number | undefined;
  /** The last progress that the mock reported. */
  readonly latestProgress: () => unknown;
}

/**
 * A context that remembers its last progress. The worker only sends it with its next heartbeat, which may
 * never come.
 */
function rememberProgress(given: ActivityContext<never>) {
  let latest: unknown;
  const heartbeat = (details: unknown): void => {
    latest = details;
    given.heartbeat(details);
  };
  const context: ActivityContext<never> = Object.create(given, {
    heartbeat: { value: heartbeat, enumerable: true },
  });
  return { context, latestProgress: () => latest };
}

function answer(mocked: MockedTask, { seconds, ending }: MockAnswer<unknown>): Observable<unknown> {
  if (ending === undefined) return neverAnswer(mocked);
  const end$ = defer(() => {
    if ('reason' in ending) return throwError(() => new ActivityFailure(ending.reason, ending.details));
    const { value } = ending;
    return value instanceof MockAnswer ? answer(mocked, value) : of(value);
  });
  return seconds === 0 ? end$ : sleep(mocked, seconds).pipe(mergeMap(() => end$));
}

/**
 * Never answers. The last reported progress is sent as a heartbeat first, as by a worker that dies
 * afterwards.
 */
function neverAnswer({ environment: { clock }, task, latestProgress }: MockedTask): Observable<never> {
  const last$ = defer(() => (latestProgress() === undefined ? EMPTY : task.heartbeat(latestProgress())));
  const abandoned$ = defer(() => {
    clock.idleDetector.taskAbandoned();
    task.abandon();
    return NEVER;
  });
  return concat(last$.pipe(ignoreElements()), abandoned$);
}

/** Waits and then emits; a cancel request ends the task. */
function sleep(
  { environment: { clock, cancels$ }, task, heartbeatInterval, latestProgress }: MockedTask,
  seconds: number,
): Observable<unknown> {
  const { activityId, workflowExecution } = task;
  return defer(() => {
    clock.idleDetector.addSleeping(1);
    const over$ = clock.sleep(seconds * 1_000);
    const canceled$ = cancels$.pipe(
      filter(one => one.runId === workflowExecution.runId && one.activityId === activityId),
      take(1),
      exhaustMap(() => task.cancel()),
    );
    const heartbeats$ =
      heartbeatInterval === undefined
        ? NEVER
        : defer(() => clock.sleep(heartbeatInterval)).pipe(
            mergeMap(() => task.heartbeat(latestProgress())),
            repeat(),
          );
    return merge(over$, merge(canceled$, heartbeats$).pipe(ignoreElements())).pipe(
      take(1),
      finalize(() => clock.idleDetector.addSleeping(-1)),
    );
  });
}
