import { checkOptions } from '../../requests/index.js';
import { refuse } from '../../values/index.js';
import {
  type ActivityDefinition,
  type ActivityFunction,
  type ActivityImplementation,
  type ActivityOptions,
  activityOptions,
  activityType,
} from './activityType.js';
import type { JsonConstraint } from './Jsonable.js';

/**
 * Implements an activity that was declared elsewhere. The input and the result are type-checked against the
 * declaration.
 *
 * @see {@link activityType}
 */
export function activity<I, O>(
  contract: ActivityDefinition<I, O>,
  handler: ActivityFunction<I, O>,
): ActivityImplementation;
/**
 * Defines an activity.
 *
 * @throws `InvalidArgumentError` for an option that SWF would reject
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
  // The last member keeps a contract, whose members are options too, from being taken for them.
  options: ActivityOptions<I> & JsonConstraint<I> & JsonConstraint<O> & { readonly with?: never },
): ActivityDefinition<I, O>;
export function activity<I, O>(
  given: ActivityDefinition<I, O> | (ActivityOptions<I> & JsonConstraint<I> & JsonConstraint<O>),
  handler?: ActivityFunction<I, O>,
): ActivityDefinition<I, O> | ActivityImplementation {
  if (!isContract(given)) {
    const options: ActivityOptions<I> = given;
    checkOptions('activity()', options, activityOptions);
    return activityType<I, O>(given);
  }
  return handler === undefined
    ? refuse('handler', handler, `a function that performs ${given.name}`)
    : given.with(handler);
}

const isContract = <I, O>(
  given: ActivityDefinition<I, O> | ActivityOptions<I>,
): given is ActivityDefinition<I, O> => typeof given === 'object' && given !== null && 'with' in given;
