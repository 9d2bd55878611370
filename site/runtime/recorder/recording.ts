import type { AnyWorkflow } from 'rx-swf/workflows';
import { Recorder } from './Recorder.js';

/** The recordings of this worker, which runs one block. */
export const recording = {
  recorder: new Recorder(),
  /** Workflows that the block defines, by `Name@version`. */
  workflows: new Map<string, AnyWorkflow>(),
  /** `true` to let a skipped clock jump slowly enough to watch. */
  isSlow: false,
};
