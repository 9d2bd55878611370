import type { DataConverter } from '../../payloads/index.js';
import type { ExecutionId } from '../../values/index.js';
import type { Semantics } from '../commands/Semantics.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import type { Ambient } from '../guard/Host.js';

/** What the code of a run is, and how it is to be run. */
export interface RunSettings {
  readonly workflow: AnyWorkflow;
  readonly domain: string;
  readonly execution: ExecutionId;
  readonly converter: DataConverter;
  /** The rules for an execution that has decided nothing yet. */
  readonly semantics: Semantics;
  readonly ambient: Ambient;
  /** Whether Promises are looked for in a way that slows down all others of the process. */
  readonly watchPromises: boolean;
}
