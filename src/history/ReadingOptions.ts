import type { DataConverter } from '../payloads/index.js';
import { checkOptions } from '../requests/index.js';
import type { TypeId } from '../values/index.js';

/** How events are read. */
export interface ReadingOptions {
  /** How payloads are read. @defaultValue JSON */
  readonly converter?: DataConverter | undefined;
  /** The execution's type, for a history that does not begin at its start, which tells it. */
  readonly workflowType?: TypeId | undefined;
}

/** Refuses misspelt options of a reading. */
export function checkReading(subject: string, options: ReadingOptions): void {
  checkOptions(subject, options, { converter: true, workflowType: true });
}
