import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { checkOptions } from '../requests/index.js';
import type { ActivityTask, PerformContext } from '../streams/index.js';
import { checkPeriod, refuse } from '../values/index.js';
import { lazyPool, type PoolOptions } from './pool.js';
import { runJob } from './runJob.js';
import type { ThreadTask } from './ThreadHandler.js';

/** How handlers run in threads. Periods in milliseconds. */
export interface ThreadOptions extends PoolOptions {
  /**
   * How long a handler may go on once its signal is aborted, before its thread is ended; `Infinity` for as long as it
   * takes. @defaultValue 5 000
   */
  readonly grace?: number;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

/**
 * A handler for `perform` that does its work in a worker thread, so that work which blocks the event loop holds up
 * neither heartbeats nor other tasks. Needs the package `piscina` and Node.js.
 *
 * - The module exports a {@link ThreadHandler} by default. Input, result and heartbeats are cloned.
 * - What the handler throws fails the task, with its name, message and stack; an `ActivityFailure` keeps its reason
 *   and details.
 * - A thread that crashes fails its task with a {@link ThreadCrashedError}; the next task gets another thread.
 * - Once the signal is aborted, the handler has `grace` to end. Then its thread is ended.
 * - Threads start with the first tasks, and end when there has been nothing to do for `idleTimeout`.
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
    // What the module returns is the user's word.
    return result as R;
  };
}

function urlOf(file: URL | string): URL {
  const url = /^file:/.test(`${file}`) ? new URL(file) : pathToFileURL(resolve(`${file}`));
  if (!existsSync(fileURLToPath(url))) refuse('file', `${file}`, 'a module that exists');
  return url;
}

function toThreadTask(task: ActivityTask): ThreadTask {
  const { input, domain, activityId, activityType, workflowExecution } = task;
  return { input, domain: domain.name, activityId, activityType, workflowExecution };
}
