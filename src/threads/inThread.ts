import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { checkOptions } from '../requests/index.js';
import type { ActivityTask, PerformContext } from '../streams/index.js';
import { checkPeriod, refuse } from '../values/index.js';
import { runJob } from './runJob.js';
import type { ThreadTask } from './ThreadHandler.js';
import { lazyPool, type ThreadPoolOptions } from './ThreadPool.js';

/** Options of {@link inThread}. Periods in milliseconds. */
export interface ThreadOptions extends ThreadPoolOptions {
  /**
   * Grace period for a handler to finish after its signal is aborted. When it is over, the thread is
   * terminated; `Infinity` for no limit. @defaultValue 5 000
   */
  readonly grace?: number;
  /** Scheduler for the grace period. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/**
 * Creates a handler for `perform` that runs in a worker thread, so that work that blocks the event loop
 * delays neither heartbeats nor other tasks. Requires Node.js and the package `piscina`.
 *
 * - The module's default export is a {@link ThreadHandler}. Input, result and heartbeat details are cloned.
 * - An error thrown by the handler fails the task with its name, message and stack; an `ActivityFailure`
 *   keeps its reason and details.
 * - A thread that crashes fails its task with a {@link ThreadCrashedError}; the next task gets a new thread.
 * - After the signal is aborted, the handler has `grace` milliseconds to finish; then its thread is
 *   terminated.
 * - Threads are started on demand and end after being idle for `idleTimeout`.
 *
 * @param file - URL or path of the module
 * @throws `InvalidArgumentError` for a file that does not exist
 * @throws `MissingPackageError` without `piscina`
 * @example
 * ```ts
 * import { ActivityWorker, perform } from 'rx-swf';
 * import { inThread } from 'rx-swf/threads';
 *
 * new ActivityWorker<{ file: string }>('media', 'thumbnails', { concurrency: 4 })
 *   .pipe(perform(inThread(new URL('./resize.js', import.meta.url), { threads: 4 })))
 *   .subscribe(({ status, task }) => console.log(status, `${task}`));
 * ```
 */
export function inThread<I, R>(
  file: URL | string,
  options: ThreadOptions = {},
): (task: ActivityTask<I>, context: PerformContext) => Promise<R> {
  checkOptions('inThread()', options, {
    threads: true,
    idleTimeout: true,
    resourceLimits: true,
    execArgv: true,
    grace: true,
    scheduler: true,
  });
  const { grace = 5_000, scheduler = asyncScheduler } = options;
  checkPeriod('grace', grace);
  const { href } = urlOf(file);
  const pool = lazyPool(options);
  return async (task, context) => {
    const result = await runJob(await pool(), { file: href, task: toThreadTask(task) }, context, {
      grace,
      scheduler,
    });
    // The type of the module's result can't be checked.
    return result as R;
  };
}

function urlOf(file: URL | string): URL {
  const url = /^file:/.test(`${file}`) ? new URL(file) : pathToFileURL(resolve(`${file}`));
  if (!existsSync(fileURLToPath(url))) refuse('file', `${file}`, 'the URL or path of an existing module');
  return url;
}

function toThreadTask(task: ActivityTask): ThreadTask {
  const { input, domain, activityId, activityType, workflowExecution } = task;
  return { input, domain: domain.name, activityId, activityType, workflowExecution };
}
