/**
 * Why a data folder cannot be used:
 *
 * - `LOCKED`: another process, or another `LocalSwf` in this one, uses it;
 * - `VERSION`: it was written in a format that this version does not know;
 * - `OTHER_REGION`: it was made with another `region` or `account`;
 * - `DAMAGED`: something in it is missing or has changed;
 * - `FAILED`: it cannot be read or written, as on a full disk;
 * - `MISSING_DEPENDENCY`: the package that stores it is not there.
 */
export type DataErrorCode =
  | 'LOCKED'
  | 'VERSION'
  | 'OTHER_REGION'
  | 'DAMAGED'
  | 'FAILED'
  | 'MISSING_DEPENDENCY';

/**
 * A data folder cannot be used. The message says what to do.
 *
 * @example
 * ```ts
 * import { DataError, LocalSwf } from 'rx-swf/local';
 *
 * const swf = new LocalSwf({ data: '.swf-data' });
 * try {
 *   await swf.ready();
 * } catch (error) {
 *   if (error instanceof DataError && error.code === 'LOCKED') console.error('It is running already');
 *   else throw error;
 * }
 * ```
 */
export class DataError extends Error {
  override readonly name = 'DataError';
  readonly code: DataErrorCode;
  /** The folder as it was given. */
  readonly folder: string;

  constructor(code: DataErrorCode, folder: string, problem: string, cause?: unknown) {
    super(`The data folder ${folder} ${problem}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.folder = folder;
  }
}
