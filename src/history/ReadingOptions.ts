import type { DataConverter } from '../payloads/index.js';
import { checkOptions } from '../requests/index.js';
import type { TypeId } from '../values/index.js';

/** Options for reading events. */
export interface ReadingOptions {
  /** Converter for payloads. @defaultValue JSON */
  readonly converter?: DataConverter | undefined;
  /** Type of the execution, for a history without the `WorkflowExecutionStarted` event. */
  readonly workflowType?: TypeId | undefined;
}

/** Throws on misspelled reading options. */
export function checkReading(subject: string, options: ReadingOptions): void {
  checkOptions(subject, options, { converter: true, workflowType: true });
}
