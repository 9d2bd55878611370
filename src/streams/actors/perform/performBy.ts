import type { OperatorFunction } from 'rxjs';
import { checkIsOptions } from '../../../requests/index.js';
import { refuse, typeKey } from '../../../values/index.js';
import type { ActivityTask } from '../tasks/ActivityTask.js';
import type { HandlerResult, ResultOf } from '../tasks/runHandler.js';
import { ActivityFailure } from './ActivityFailure.js';
import type { ActivityOutcome } from './answer.js';
import type { PerformContext } from './PerformContext.js';
import { type PerformOptions, perform } from './perform.js';

/**
 * Handlers by activity type: `'Resize@1'` handles version 1 of `Resize`, `'Resize'` all versions without a
 * handler of their own.
 */
export type ActivityHandlers = Readonly<Record<string, AnyHandler>>;

/**
 * A handler, declared as a method so that its parameter may state the input type of the activity
 * (bivariance).
 */
type AnyHandler = {
  handle(task: ActivityTask, context: PerformContext): HandlerResult<unknown>;
}['handle'];

/** Union of the handlers' results. */
type Results<H extends ActivityHandlers> = ResultOf<ReturnType<H[keyof H]>>;

/**
 * Does the work of each task with the handler of its activity type, like {@link perform}. A task without a
 * matching handler is failed, with the reason `UnknownActivityType` and details that list the known types.
 *
 * @throws `InvalidArgumentError` if there are no handlers, or one is not a function
 * @example
 * ```ts
 * import { type ActivityTask, ActivityWorker, performBy } from 'rx-swf';
 *
 * new ActivityWorker('media', ['images', 'films'], { concurrency: 8 }).pipe(
 *   performBy({
 *     'Resize@2': ({ input }: ActivityTask<{ file: string }>) => ({ url: `/thumbnails/${input.file}` }),
 *     Probe: async ({ input }: ActivityTask<{ url: string }>) => (await fetch(input.url)).status,
 *   }),
 * ).subscribe();
 * ```
 */
export function performBy<H extends ActivityHandlers>(
  handlers: H,
  options: PerformOptions = {},
): OperatorFunction<ActivityTask, ActivityOutcome<unknown, Results<H>>> {
  checkIsOptions('performBy()', handlers);
  const known = Object.keys(handlers);
  if (known.length === 0) refuse('handlers', handlers, 'an object with a handler for each activity type');
  for (const [type, handler] of Object.entries(handlers)) {
    if (typeof handler !== 'function') refuse(`handlers['${type}']`, handler, 'a function');
  }
  const handlerOf = ({ activityType }: ActivityTask) => {
    const type = typeKey(activityType);
    const key = [type, activityType.name].find(candidate => Object.hasOwn(handlers, candidate));
    const handler = key === undefined ? undefined : handlers[key];
    if (handler === undefined) throw new ActivityFailure('UnknownActivityType', { type, known });
    return handler;
  };
  // Only the task determines which of the handlers runs, so the result is any of theirs.
  return perform((task, context) => handlerOf(task)(task, context) as ReturnType<H[keyof H]>, options);
}
