import { ActivityType, type DomainOrName } from '../../models/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import type { ActivityTask, HandlerResult, PerformContext } from '../../streams/index.js';
import {
  checkDuration,
  checkName,
  checkPriority,
  checkText,
  type Duration,
  limits,
  omitUndefined,
  optional,
  refuse,
} from '../../values/index.js';
import type { JsonConstraint } from './Jsonable.js';
import { checkRetry, type RetryPolicy } from './RetryPolicy.js';

/** Scheduling options of an activity. Omitted options default to those of the registered type. */
export interface ActivityScheduling {
  /** The task list that its tasks are sent to. */
  readonly taskList?: string;
  /** A whole number; larger is more urgent. */
  readonly taskPriority?: number;
  /** The longest time that a task may wait for a worker, in seconds, or `'NONE'`. */
  readonly scheduleToStartTimeout?: Duration;
  /** The longest time that a worker may take, in seconds, or `'NONE'`. */
  readonly startToCloseTimeout?: Duration;
  /** The longest time that a task may take, waiting included, in seconds, or `'NONE'`. */
  readonly scheduleToCloseTimeout?: Duration;
  /** The longest time between two heartbeats of a worker, in seconds, or `'NONE'`. */
  readonly heartbeatTimeout?: Duration;
}

/** Options of an activity definition. */
export interface ActivityOptions<I = unknown> extends ActivityScheduling {
  /** 1 to 256 characters. */
  readonly name: string;
  /** 1 to 64 characters. A registered name and version never changes. */
  readonly version: string;
  readonly description?: string;
  /** Retry policy. @defaultValue no retries */
  readonly retry?: RetryPolicy<I>;
}

/** The second argument of an activity function. */
export interface ActivityContext<I = unknown> extends PerformContext {
  readonly task: ActivityTask<I>;
}

/** A function that performs an activity. */
export type ActivityFunction<I, O> = (input: I, context: ActivityContext<I>) => HandlerResult<O>;

/** An activity with its implementation, for `activityWorker`. */
export interface ActivityImplementation {
  readonly definition: AnyActivity;
  readonly handler: ActivityFunction<never, unknown>;
}

/**
 * An activity definition, shared by workflows and workers: its type, its input and its result.
 *
 * @typeParam I - the input
 * @typeParam O - the result
 */
export interface ActivityDefinition<I, O> {
  readonly name: string;
  readonly version: string;
  readonly options: ActivityOptions<I>;
  /** Attaches an implementation, whose input and result are type-checked against the definition. */
  with(handler: ActivityFunction<I, O>): ActivityImplementation;
  /**
   * Returns the model that `register: true` saves. Where the definition sets no defaults, they are a task
   * list of the worker, 300 s for `startToCloseTimeout`, and `'NONE'` for the other timeouts.
   */
  type(domain: DomainOrName, taskList?: string): ActivityType;
}

/** An activity definition with any input and result. */
export interface AnyActivity extends Pick<ActivityDefinition<never, unknown>, 'name' | 'version' | 'type'> {
  readonly options: Omit<ActivityOptions, 'retry'>;
}

/** The option names of {@link ActivityScheduling}. */
export const activityScheduling: OptionNames<ActivityScheduling> = {
  taskList: true,
  taskPriority: true,
  scheduleToStartTimeout: true,
  startToCloseTimeout: true,
  scheduleToCloseTimeout: true,
  heartbeatTimeout: true,
};

/** The option names of {@link ActivityOptions}. */
export const activityOptions: OptionNames<ActivityOptions> = {
  ...activityScheduling,
  name: true,
  version: true,
  description: true,
  retry: true,
};

const timeouts = [
  'scheduleToStartTimeout',
  'startToCloseTimeout',
  'scheduleToCloseTimeout',
  'heartbeatTimeout',
] as const;

/**
 * Declares an activity: its type, its input and its result. Workflows run it, workers implement it by
 * {@link activity} or `with`.
 *
 * @throws `InvalidArgumentError` for an option that SWF would reject
 * @example
 * ```ts
 * import { activityType } from 'rx-swf/contracts';
 * import { activity, activityWorker } from 'rx-swf/workflows';
 *
 * export const resize = activityType<{ file: string }, { url: string }>({ name: 'Resize', version: '1' });
 *
 * // in the worker:
 * const implementation = activity(resize, ({ file }) => ({ url: `/thumbnails/${file}` }));
 * activityWorker('media', 'thumbnails', [implementation]).subscribe();
 * ```
 */
export function activityType<I, O>(
  options: ActivityOptions<I> & JsonConstraint<I> & JsonConstraint<O>,
): ActivityDefinition<I, O> {
  const stated: ActivityOptions<I> = options;
  checkOptions('activityType()', stated, activityOptions);
  const { name, version, description, retry, taskList, ...scheduling } = stated;
  checkName('name', name);
  checkName('version', version, limits.version);
  optional(checkText, 'description', description, limits.description);
  optional(checkName, 'taskList', taskList);
  optional(checkPriority, 'taskPriority', options.taskPriority);
  for (const timeout of timeouts) optional(checkDuration, timeout, options[timeout]);
  if (retry !== undefined) checkRetry(retry);
  const definition: ActivityDefinition<I, O> = {
    name,
    version,
    options: Object.freeze<ActivityOptions<I>>({ ...stated }),
    with: handler =>
      typeof handler === 'function'
        ? { definition, handler }
        : refuse('handler', handler, `a function that performs ${name}`),
    type: (domain, defaultList) =>
      new ActivityType({
        domain,
        name,
        version,
        heartbeatTimeout: 'NONE',
        scheduleToCloseTimeout: 'NONE',
        scheduleToStartTimeout: 'NONE',
        startToCloseTimeout: 300,
        ...scheduling,
        ...omitUndefined({ description, taskList: taskList ?? defaultList }),
      }),
  };
  return Object.freeze(definition);
}
