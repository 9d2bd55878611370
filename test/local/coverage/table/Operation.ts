import type { Input } from './Input.js';
import type { Output } from './Output.js';

/** The API's definition of an operation. */
export interface Operation {
  readonly input: Input;
  /** Undefined if it answers nothing at all. */
  readonly output: Output | undefined;
  readonly faults: readonly string[];
}
