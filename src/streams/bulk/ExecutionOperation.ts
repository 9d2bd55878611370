import type { Observable } from 'rxjs';
import type { WorkflowExecution } from '../../models/index.js';
import type { PacedOperation } from '../../requests/index.js';
import type { Outcome } from './Outcome.js';

/** Operation of a command on one execution, or on each execution of a selection. */
export interface ExecutionOperation {
  /** Name of the command. */
  readonly name: string;
  /** Verbs for texts, such as `Terminate`, `Terminating` and `Terminated`. */
  readonly verbs: { readonly plain: string; readonly doing: string; readonly done: string };
  /** State of the executions that it works on. */
  readonly state: 'open' | 'closed';
  /** Operation of SWF whose rate limits how fast a selection is worked off. */
  readonly paces: PacedOperation;
  /** Arguments in addition to the execution. A report can be resumed with the same ones only. */
  readonly args: object;
  /** True if it is done to one run of each workflow id only. */
  readonly isOncePerId?: boolean;
  /** Acts on an execution. Emits what to add to its record. */
  perform(execution: WorkflowExecution): Observable<Pick<Outcome, 'newRunId'>>;
  /** Returns why there is nothing to do for a listed execution, or `undefined`. */
  needless?(execution: WorkflowExecution): string | undefined;
  /** Returns why an execution that has refused it doesn't need it, or `undefined` if that is a failure. */
  skipped(error: unknown): string | undefined;
}
