import { DoesNotExistError, isInstance } from '../../requests/index.js';

/** Returns that an open execution has closed since it was listed, if that is why SWF refuses a call. */
export const alreadyClosed = (error: unknown): string | undefined =>
  isInstance(error, DoesNotExistError) ? 'already closed' : undefined;
