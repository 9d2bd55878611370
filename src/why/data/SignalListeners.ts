import type { History } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import type { ExecutionId, TypeId } from '../../values/index.js';
import type { ListenedSignals } from './ExplanationData.js';
import type { UnknownFact } from './TaskListReport.js';

/** A run whose code is to be replayed. */
export interface ReplayedRun {
  /** Name of the domain. */
  readonly domain: string;
  readonly execution: ExecutionId;
  readonly workflowType: TypeId;
  readonly converter: DataConverter;
}

/**
 * Returns the signals that the code of an execution listens to at the end of its history; `undefined` if it doesn't
 * have the code. `signalListeners` of `rx-swf/workflows` creates one for durable workflows.
 */
export type SignalListeners = (
  history: History,
  run: ReplayedRun,
) => ListenedSignals | UnknownFact | undefined;
