import type { ExecutionId } from '../../values/index.js';
import type { Waitable } from '../saga/saga.js';

/**
 * A child execution: an Observable of its result that also reports its start.
 *
 * @example
 * ```ts
 * import { saga, workflow } from 'rx-swf/workflows';
 * import { of } from 'rxjs';
 *
 * const album = workflow({ name: 'Album', version: '1' }, (title: string) => of(`${title} is complete`));
 *
 * workflow({ name: 'Shop', version: '1' }, (title: string, { child }) =>
 *   saga(function* () {
 *     // Starts the child without waiting for its result.
 *     const { workflowId } = yield* child(album, title).started$;
 *     return workflowId;
 *   }),
 * );
 * ```
 */
export interface ChildWorkflow<O> extends Waitable<O> {
  /**
   * Emits the ids of the child once it has started, and completes; errors with `ChildNotStartedError`. If the
   * result has been subscribed to, this is the start of that child. Otherwise, subscribing here starts the
   * child, and the first later subscription to the result waits for the same child. Until then the child is
   * not awaited: neither the end of the execution nor a cancel request ends it.
   */
  readonly started$: Waitable<ExecutionId>;
}
