import { SwfError } from '../../requests/index.js';

/**
 * Thrown if a workflow does something that a replay cannot repeat. The decision fails, whatever the workflow
 * catches.
 */
export class DeterminismError extends SwfError {
  override readonly name: string = 'DeterminismError';

  /** @param remedy - what to do instead */
  constructor(what: string, remedy: string, options: { readonly cause?: unknown } = {}) {
    super(`${what}. ${remedy}`, { kind: 'NotDeterministic', ...options });
  }
}

/** Thrown if a workflow waits, but for no event that SWF could deliver: it would wait forever. */
export class StalledError extends DeterminismError {
  override readonly name: string = 'StalledError';

  constructor() {
    super(
      'The workflow is waiting on something that is not durable, probably a Promise',
      'Wait for activities, timers, signals or children only. If there is no Promise in it, an Observable in it never completes',
    );
  }
}
