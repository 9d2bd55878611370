import { SwfError } from '../../requests/index.js';

/**
 * Thrown if a workflow does something that a replay cannot repeat. The decision fails, whatever the workflow
 * catches.
 */
export class DeterminismError extends SwfError {
  override readonly name: string = 'DeterminismError';
  /** What is wrong: the message without the advice. */
  readonly what: string;

  /** @param remedy - what to do instead */
  constructor(what: string, remedy: string, options: { readonly cause?: unknown } = {}) {
    super(`${what}. ${remedy}`, { kind: 'NotDeterministic', ...options });
    this.what = what;
  }
}

/** Thrown if a workflow waits, but for no event that SWF could deliver: it would wait forever. */
export class StalledError extends DeterminismError {
  override readonly name: string = 'StalledError';

  constructor() {
    super(
      'The workflow is waiting for something that is not durable, probably a Promise',
      'Wait only for activities, timers, signals and children. If it uses no Promise, one of its Observables never completes',
    );
  }
}

/**
 * A redriven run cannot take over the earlier run, because its code issues other commands than those in the history
 * of that run, or with other inputs. The message names the first that differs.
 */
export class RedriveMismatchError extends DeterminismError {
  override readonly name: string = 'RedriveMismatchError';

  constructor(what: string, cause: unknown) {
    super(
      what,
      'Deploy code that continues it, or terminate this run and redrive the earlier one from that command or one before',
      { cause },
    );
  }
}
