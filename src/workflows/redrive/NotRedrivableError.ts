import { SwfError } from '../../requests/index.js';

/** Why an execution cannot be redriven. */
export type RedriveRefusal =
  /** It is open. */
  | 'open'
  | 'completed'
  /** A later run has the same workflow id. */
  | 'laterRun'
  /** It has done nothing. */
  | 'nothingDone'
  /** Its decider is not a durable workflow. */
  | 'notDurable'
  /** It has no command of the name in `from`. */
  | 'noSuchCommand'
  /** Its input leaves no room for the reference to the earlier run. */
  | 'longInput';

/** An execution cannot be redriven. The message says why, and what to do instead. */
export class NotRedrivableError extends SwfError {
  override readonly name: string = 'NotRedrivableError';
  readonly refusal: RedriveRefusal;

  /** @param remedy - what to do instead */
  constructor(refusal: RedriveRefusal, what: string, why: string, remedy: string) {
    super(`${what} ${why}. ${remedy}`, { kind: 'NotRedrivable', resource: what });
    this.refusal = refusal;
  }
}
