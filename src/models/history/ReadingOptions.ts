import { checkOptions } from '../../requests/index.js';
import type { DataConverter } from '../DataConverter.js';
import type { TypeId } from '../ids.js';

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
