/**
 * Activity handlers in worker threads.
 *
 * @packageDocumentation
 */

export { MissingPackageError, ThreadCrashedError } from './errors.js';
export { inThread, type ThreadOptions } from './inThread.js';
export type { ThreadContext, ThreadHandler, ThreadTask } from './ThreadHandler.js';
export type { ThreadPoolOptions } from './ThreadPool.js';
