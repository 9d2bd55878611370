import type { InProcessHandler } from 'rx-swf/local';
import type { Answer } from '../direct.js';
import type { Run } from '../Run.js';

/** One operation, called in one way. */
export interface Trial {
  readonly name: string;
  readonly operation: string;
  /** Whether a call ends the execution, so that the next one needs another. */
  readonly closes?: boolean;
  /** Brings about what the call needs, and gives its input. */
  input(state: State): object | Promise<object>;
  /** Clears up behind a call, so that the next one finds what this one found. */
  afterwards?(state: State, answer: Answer): Promise<unknown>;
}

/** What a trial finds. */
export interface State {
  readonly handler: InProcessHandler;
  /** An execution that is this trial's alone. */
  readonly run: Run;
  /** A name that was not used before. */
  readonly fresh: string;
}

/** A trial that needs no more than its input. */
export const trial = (operation: string, input: Trial['input'], variant?: string): Trial => ({
  name: variant === undefined ? operation : `${operation}, ${variant}`,
  operation,
  input,
});
