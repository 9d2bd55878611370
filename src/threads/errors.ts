import { SwfError } from '../requests/index.js';

/** A package that is needed for this, and only for this, is not installed. The message says how to. */
export class MissingPackageError extends SwfError {
  override readonly name: string = 'MissingPackageError';
}

/** The thread of a handler ended before the handler did. `cause` is what is known of it. */
export class ThreadCrashedError extends SwfError {
  override readonly name: string = 'ThreadCrashedError';
}
