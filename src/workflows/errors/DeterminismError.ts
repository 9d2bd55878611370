import { SwfError } from '../../requests/index.js';

/** Something in a workflow that a replay could not repeat. The decision fails, whatever the workflow catches. */
export class DeterminismError extends SwfError {
  override readonly name: string = 'DeterminismError';

  /** @param remedy - what to do instead */
  constructor(what: string, remedy: string, options: { readonly cause?: unknown } = {}) {
    super(`${what}. ${remedy}`, { kind: 'NotDeterministic', ...options });
  }
}

/** A workflow that waits, but for nothing that SWF will tell: it would wait for ever. */
export class StalledError extends DeterminismError {
  override readonly name: string = 'StalledError';

  constructor() {
    super(
      'The workflow is waiting on something that is not durable, probably a Promise',
      'Wait for activities, timers, signals or children only. If there is no Promise in it, an Observable in it never completes',
    );
  }
}
