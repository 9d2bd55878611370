import { SwfError } from '../../requests/index.js';

/** An execution cannot be redriven. The message says why, and what to do instead. */
export class NotRedrivableError extends SwfError {
  override readonly name: string = 'NotRedrivableError';

  /** @param remedy - what to do instead */
  constructor(what: string, why: string, remedy: string) {
    super(`${what} ${why}. ${remedy}`, { kind: 'NotRedrivable', resource: what });
  }
}
