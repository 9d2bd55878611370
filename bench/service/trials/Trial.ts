import type { InProcessHandler } from 'rx-swf/local';
import type { Answer } from '../direct.js';
import type { Run } from '../Run.js';

/** One operation with one kind of input. */
export interface Trial {
  readonly name: string;
  readonly operation: string;
  /** True if a call ends the execution, so that the next call needs another one. */
  readonly closes?: boolean;
  /** Prepares what the call needs and returns its input. */
  input(state: State): object | Promise<object>;
  /** Cleans up after a call, so that the next one starts from the same state. */
  afterwards?(state: State, answer: Answer): Promise<unknown>;
}

/** State that a trial starts from. */
export interface State {
  readonly handler: InProcessHandler;
  /** Execution used only by this trial. */
  readonly run: Run;
  /** Name that has not been used before. */
  readonly fresh: string;
}

/** Creates a trial that needs only its input. */
export const trial = (operation: string, input: Trial['input'], variant?: string): Trial => ({
  name: variant === undefined ? operation : `${operation}, ${variant}`,
  operation,
  input,
});
