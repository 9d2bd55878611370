import { defer, EMPTY, type Observable } from 'rxjs';
import { type Domain, type DomainOrName, toDomain } from '../../models/index.js';
import { checkOptions, type OptionNames, type Retry } from '../../requests/index.js';
import { actorOptions } from '../../streams/actors/ActorOptions.js';
import { performOptions } from '../../streams/actors/perform/perform.js';
import {
  type ActivityHandlers,
  type ActivityOutcome,
  type ActivityTask,
  type ActivityWorker,
  type ActorEvent,
  type ActorOptions,
  type ActorState,
  type PerformContext,
  type PerformOptions,
  performBy,
} from '../../streams/index.js';
import { eventBuffer, omitUndefined, refuse, Stream, typeKey } from '../../values/index.js';
import type { ActivityContext, ActivityImplementation, AnyActivity } from '../definitions/activityType.js';
import { checkTypes } from './checkTypes.js';
import { PreparedActivityWorker } from './PreparedActivityWorker.js';
import { registerPolled } from './registerPolled.js';
import type { WorkflowWorkerOptions } from './WorkflowWorkerOptions.js';

/** Options of an activity worker. */
export interface DurableActivityWorkerOptions
  extends ActorOptions,
    Omit<PerformOptions, 'backoff' | 'scheduler'>,
    Pick<WorkflowWorkerOptions, 'register'> {}

const names: OptionNames<DurableActivityWorkerOptions> = {
  ...actorOptions,
  ...performOptions,
  register: true,
};

/**
 * A worker that performs activities. Created by {@link activityWorker}. A busy `for await` keeps the latest 1,000
 * outcomes and doesn't slow the worker down.
 */
export class DurableActivityWorker extends Stream<ActivityOutcome> {
  readonly domain: Domain;
  readonly activities: readonly ActivityImplementation[];
  readonly #worker: ActivityWorker;
  readonly #options: DurableActivityWorkerOptions;

  constructor(
    domain: DomainOrName,
    taskLists: string | readonly string[],
    activities: readonly ActivityImplementation[],
    options: DurableActivityWorkerOptions,
  ) {
    super(subscriber => this.#performed().subscribe(subscriber), eventBuffer);
    checkOptions('activityWorker()', options, names);
    checkTypes('activities', 'activity', definitionsOf(activities));
    const {
      register: isRegistering = false,
      heartbeatInterval: _i,
      heartbeatTimeout: _t,
      cancelGrace: _g,
      ...actor
    } = options;
    this.domain = toDomain(domain);
    this.activities = Object.freeze([...activities]);
    this.#options = options;
    this.#worker = new PreparedActivityWorker(this.domain, taskLists, actor, onRetry =>
      isRegistering ? this.#register(onRetry) : EMPTY,
    );
  }

  /** The first of its task lists. */
  get taskList(): string {
    return this.#worker.taskList;
  }

  /** Events of this worker: polls, tasks, heartbeats, responses, retries. See `Actor.events$`. */
  get events$(): Stream<ActorEvent<ActivityTask>> {
    return this.#worker.events$;
  }

  /** The state of this worker: the present, then changes. See `Actor.state$`. */
  get state$(): Stream<ActorState> {
    return this.#worker.state$;
  }

  /** The state at this moment. */
  get state(): ActorState {
    return this.#worker.state;
  }

  /**
   * Registers its missing types, as `register: true` does before the first poll. The default task list of
   * types that set none is the first list of this worker. Emits once; errors with `TypeMismatchError`.
   */
  register(): Observable<void> {
    return this.#register();
  }

  #register(onRetry?: (retry: Retry) => void): Observable<void> {
    const definitions = this.activities.map(({ definition }) => definition);
    return registerPolled(this.domain, this.#worker.taskLists, definitions, { ...this.#options, onRetry });
  }

  #performed(): Observable<ActivityOutcome> {
    return defer(() => {
      const { backoff, scheduler, ...options } = this.#options;
      const { heartbeatInterval, heartbeatTimeout = timeoutsOf(this.activities), cancelGrace } = options;
      const given = omitUndefined({ heartbeatInterval, heartbeatTimeout, cancelGrace, backoff, scheduler });
      return this.#worker.pipe(performBy(handlersOf(this.activities), given));
    });
  }
}

/**
 * Performs activities: a cold Observable of the outcome of each task. Responds to tasks like `perform`. A
 * task of an unknown type fails with the reason `UnknownActivityType`.
 *
 * @param taskLists - the task lists of these activities
 * @throws `InvalidArgumentError` for invalid options
 * @example
 * ```ts
 * import { activity, activityWorker } from 'rx-swf/workflows';
 *
 * const download = activity<string, { bytes: number }>({ name: 'Download', version: '1', heartbeatTimeout: 30 });
 *
 * activityWorker(
 *   'media',
 *   'downloads',
 *   [
 *     download.with(async (url, { signal, heartbeat }) => {
 *       const response = await fetch(url, { signal });
 *       heartbeat({ status: response.status });
 *       return { bytes: (await response.arrayBuffer()).byteLength };
 *     }),
 *   ],
 *   { concurrency: 8, register: true },
 * ).subscribe();
 * ```
 */
export function activityWorker(
  domain: DomainOrName,
  taskLists: string | readonly string[],
  activities: readonly ActivityImplementation[],
  options: DurableActivityWorkerOptions = {},
): DurableActivityWorker {
  return new DurableActivityWorker(domain, taskLists, activities, options);
}

/** Returns the definitions of implementations, and checks that each has a handler. */
function definitionsOf(activities: readonly ActivityImplementation[]): readonly AnyActivity[] {
  if (!Array.isArray(activities)) refuse('activities', activities, 'a list of activities');
  return activities.map((one: unknown, i) =>
    isImplementation(one)
      ? one.definition
      : refuse(`activities[${i}]`, one, 'an activity with its handler: activity.with(handler)'),
  );
}

const isImplementation = (one: unknown): one is ActivityImplementation =>
  typeof one === 'object' && one !== null && 'definition' in one && 'handler' in one;

/**
 * The heartbeat timeouts that the definitions set. For the others, the default of the registered type
 * applies.
 */
function timeoutsOf(activities: readonly ActivityImplementation[]) {
  const stated = new Map(activities.map(({ definition }) => [typeKey(definition), definition.options]));
  return ({ activityType }: ActivityTask) => stated.get(typeKey(activityType))?.heartbeatTimeout;
}

function handlersOf(activities: readonly ActivityImplementation[]): ActivityHandlers {
  return Object.fromEntries(
    activities.map(({ definition, handler }) => [
      typeKey(definition),
      // The workflow is type-checked against the same definition, so the task has its input type.
      (task: ActivityTask<never>, context: PerformContext) => {
        task.keepProgress();
        return handler(task.input, contextOf(task, context));
      },
    ]),
  );
}

/**
 * The context of a handler. Its last progress is also sent with a failure, even before the next heartbeat.
 */
function contextOf(task: ActivityTask<never>, context: PerformContext): ActivityContext<never> {
  const heartbeat = (details: unknown): void => {
    task.keepProgress(details);
    context.heartbeat(details);
  };
  return Object.create(context, {
    task: { value: task, enumerable: true },
    heartbeat: { value: heartbeat, enumerable: true },
  });
}
