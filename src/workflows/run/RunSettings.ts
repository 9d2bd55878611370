import type { DataConverter } from '../../payloads/index.js';
import type { ExecutionId } from '../../values/index.js';
import type { Semantics } from '../commands/Semantics.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import type { GlobalsMode } from '../guard/TurnHost.js';
import type { Parts } from '../redrive/parts.js';

/** The code of a run and its settings. */
export interface RunSettings {
  readonly workflow: AnyWorkflow;
  readonly domain: string;
  readonly execution: ExecutionId;
  readonly converter: DataConverter;
  /** The rules for an execution without any decision yet. */
  readonly semantics: Semantics;
  readonly globals: GlobalsMode;
  /** Indicates whether Promises are detected, which slows down all other Promises of the process. */
  readonly watchPromises: boolean;
  /** Indicates whether the code runs beside the code that decides, so that it must not have effects of its own. */
  readonly isCandidate?: boolean;
  /** The record of what the run takes over, as long as its history doesn't have it. */
  readonly inherited?: Parts | undefined;
  /** Called with each value that the pipeline emits, when it emits it. For inspection. */
  readonly onEmitted?: ((value: unknown) => void) | undefined;
}
