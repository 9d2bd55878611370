import { ActivityType, type DomainOrName } from '../../models/index.js';
import { checkOptions, defined, type OptionNames } from '../../requests/index.js';
import type { ActivityTask, PerformContext, Work } from '../../streams/index.js';
import { checkPriority } from '../../values/checks.js';
import {
  checkDuration,
  checkName,
  checkText,
  type Duration,
  limits,
  optional,
  refuse,
} from '../../values/index.js';
import type { JsonHint } from './Jsonable.js';
import { checkRetry, type RetryPolicy } from './RetryPolicy.js';

/** How tasks of an activity are scheduled. What is left out is the default of its registered type. */
export interface ActivityScheduling {
  /** Where its tasks go. */
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

/** What an activity is. */
export interface ActivityOptions<I = unknown> extends ActivityScheduling {
  /** 1 to 256 characters. */
  readonly name: string;
  /** 1 to 64 characters. What is registered under a name and version never changes. */
  readonly version: string;
  readonly description?: string;
  /** When it is tried again. @defaultValue never */
  readonly retry?: RetryPolicy<I>;
}

/** What an activity's implementation is given beside its input. */
export interface ActivityContext<I = unknown> extends PerformContext {
  readonly task: ActivityTask<I>;
}

/** Does an activity's work. */
export type ActivityFunction<I, O> = (input: I, context: ActivityContext<I>) => Work<O>;

/** An activity with what does its work, for `activityWorker`. */
export interface ActivityImplementation {
  readonly definition: AnyActivity;
  readonly handler: ActivityFunction<never, unknown>;
}

/**
 * An activity as its workflows and its workers both know it: its type, what it takes and what it gives.
 *
 * @typeParam I - the input
 * @typeParam O - the result
 */
export interface ActivityDefinition<I, O> {
  readonly name: string;
  readonly version: string;
  readonly options: ActivityOptions<I>;
  /** With what does the work: its input and its result are checked against the definition. */
  with(handler: ActivityFunction<I, O>): ActivityImplementation;
  /**
   * The model that `register: true` saves. Defaults that the definition does not state are a task list of the
   * worker's, 300 s for `startToCloseTimeout`, and `'NONE'` for the other timeouts.
   */
  type(domain: DomainOrName, taskList?: string): ActivityType;
}

/** A definition, whatever it takes and gives. */
export interface AnyActivity extends Pick<ActivityDefinition<never, unknown>, 'name' | 'version' | 'type'> {
  readonly options: Omit<ActivityOptions, 'retry'>;
}

/** The names of the {@link ActivityScheduling}. */
export const activityScheduling: OptionNames<ActivityScheduling> = {
  taskList: true,
  taskPriority: true,
  scheduleToStartTimeout: true,
  startToCloseTimeout: true,
  scheduleToCloseTimeout: true,
  heartbeatTimeout: true,
};

const names: OptionNames<ActivityOptions> = {
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
 * Defines an activity.
 *
 * @throws `InvalidArgumentError` for what SWF would refuse
 * @example
 * ```ts
 * import { activity, activityWorker, workflow } from 'rx-swf/workflows';
 *
 * const resize = activity<{ file: string }, { url: string }>({
 *   name: 'Resize',
 *   version: '1',
 *   startToCloseTimeout: 60,
 *   retry: { count: 3 },
 * });
 *
 * workflow({ name: 'Thumbnail', version: '1' }, (file: string, { run }) => run(resize, { file }));
 * activityWorker('media', 'thumbnails', [resize.with(({ file }) => ({ url: `/thumbnails/${file}` }))]).subscribe();
 * ```
 */
export function activity<I, O>(
  options: ActivityOptions<I> & JsonHint<I> & JsonHint<O>,
): ActivityDefinition<I, O> {
  const stated: ActivityOptions<I> = options;
  checkOptions('activity()', stated, names);
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
        : refuse('handler', handler, `a function that does the work of ${name}`),
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
        ...defined({ description, taskList: taskList ?? defaultList }),
      }),
  };
  return Object.freeze(definition);
}
