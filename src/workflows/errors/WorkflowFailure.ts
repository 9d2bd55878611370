import { Failure } from '../../streams/actors/perform/ActivityFailure.js';

/**
 * An error that determines exactly what SWF records as the failure of the execution. Throw it in a workflow.
 *
 * @example
 * ```ts
 * import { throwError } from 'rxjs';
 * import { WorkflowFailure } from 'rx-swf/workflows';
 *
 * throwError(() => new WorkflowFailure('OutOfStock', { item: 7 }));
 * ```
 */
export class WorkflowFailure extends Failure {
  override readonly name: string = 'WorkflowFailure';
}

/**
 * An error that ends the execution as canceled. Throw it in a workflow after handling a cancel request.
 *
 * @example
 * ```ts
 * import { concat, mergeMap, takeUntil, throwError } from 'rxjs';
 * import { activity, workflow, WorkflowCancellation } from 'rx-swf/workflows';
 *
 * const reserve = activity<string, void>({ name: 'Reserve', version: '1' });
 * const release = activity<string, void>({ name: 'Release', version: '1' });
 *
 * workflow({ name: 'Booking', version: '1' }, (seat: string, { run, cancelRequested$ }) =>
 *   concat(
 *     run(reserve, seat),
 *     cancelRequested$.pipe(
 *       mergeMap(() => run(release, seat)),
 *       mergeMap(() => throwError(() => new WorkflowCancellation('released'))),
 *     ),
 *   ),
 * );
 * ```
 */
export class WorkflowCancellation extends Error {
  override readonly name: string = 'WorkflowCancellation';
  readonly details: unknown;

  constructor(details?: unknown) {
    super('The workflow ended its execution as canceled');
    this.details = details;
  }
}
