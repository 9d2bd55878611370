import type { DataConverter } from '../payloads/index.js';
import type { TypeId } from '../values/index.js';

/** Options of `History.from()`. */
export interface HistoryFromOptions {
  /** Converter for payloads. @defaultValue JSON */
  readonly converter?: DataConverter | undefined;
  /** Type of the execution, for a history without the `WorkflowExecutionStarted` event. */
  readonly workflowType?: TypeId | undefined;
}
