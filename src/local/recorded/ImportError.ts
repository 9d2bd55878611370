/**
 * Reason why a recorded execution cannot be taken over:
 *
 * - `INCOMPLETE`: events of its history are missing, or don't fit the ones before them;
 * - `EXISTS`: the service already has this run, or an open execution with its workflow id;
 * - `EXPIRED`: it closed longer ago than the retention period of its domain;
 * - `UNKNOWN_FORMAT`: a later version of the library has exported it.
 */
export type ImportErrorCode = 'INCOMPLETE' | 'EXISTS' | 'EXPIRED' | 'UNKNOWN_FORMAT';

/**
 * Error of a recorded execution that cannot be taken over. Its message tells you how to fix the problem.
 *
 * @example
 * ```ts
 * import { ImportError, LocalSwf } from 'rx-swf/local';
 *
 * try {
 *   LocalSwf.fork({ events: [] });
 * } catch (error) {
 *   if (error instanceof ImportError && error.code === 'INCOMPLETE') console.error(error.eventId);   // 1
 *   else throw error;
 * }
 * ```
 */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly code: ImportErrorCode;
  /** The id of the event that is missing or doesn't fit. */
  readonly eventId: number | undefined;

  constructor(code: ImportErrorCode, message: string, eventId?: number) {
    super(message);
    this.code = code;
    this.eventId = eventId;
  }
}
