import { SwfError } from '../requests/index.js';

/** An optional package that this feature needs is not installed. The message says how to install it. */
export class MissingPackageError extends SwfError {
  override readonly name: string = 'MissingPackageError';
}

/** A handler's thread ended before the handler did. `cause` is the underlying error. */
export class ThreadCrashedError extends SwfError {
  override readonly name: string = 'ThreadCrashedError';
}
