/**
 * Reason why a data folder cannot be used:
 *
 * - `LOCKED`: another process, or another `LocalSwf` in this process, is using it;
 * - `VERSION`: it was written in a format that this version does not support;
 * - `OTHER_REGION`: it was created with another `region` or `account`;
 * - `DAMAGED`: something in it is missing or has changed;
 * - `FAILED`: it cannot be read or written, for example because the disk is full;
 * - `MISSING_DEPENDENCY`: `classic-level` is not installed, is older than version 3, or has no binary for this platform.
 */
export type DataFolderErrorCode =
  | 'LOCKED'
  | 'VERSION'
  | 'OTHER_REGION'
  | 'DAMAGED'
  | 'FAILED'
  | 'MISSING_DEPENDENCY';

/**
 * Error of a data folder that cannot be used. Its message tells you how to fix the problem.
 *
 * @example
 * ```ts
 * import { DataFolderError, LocalSwf } from 'rx-swf/local';
 *
 * const swf = new LocalSwf({ data: '.swf-data' });
 * try {
 *   await swf.ready();
 * } catch (error) {
 *   if (error instanceof DataFolderError && error.code === 'LOCKED') console.error('It is already running');
 *   else throw error;
 * }
 * ```
 */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  readonly code: DataFolderErrorCode;
  /** The folder as given in the options. */
  readonly folder: string;

  constructor(code: DataFolderErrorCode, folder: string, problem: string, cause?: unknown) {
    super(`The data folder ${folder} ${problem}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.folder = folder;
  }
}
