import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import type { ResourceLimits } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import { type Observable, Subject } from 'rxjs';
import { longestTimer } from '../requests/index.js';
import { checkCount, checkPeriod, omitUndefined } from '../values/index.js';
import { MissingPackageError } from './errors.js';

/** Options of a thread pool. */
export interface ThreadPoolOptions {
  /**
   * Maximum number of threads; the worker's `concurrency` should not exceed it.
   * @defaultValue `os.availableParallelism()`
   */
  readonly threads?: number;
  /**
   * Time that an idle thread is kept for the next task, in milliseconds. It does not keep the process alive.
   * @defaultValue 10 000
   */
  readonly idleTimeout?: number;
  /** Memory limits of a thread. A thread that exceeds them crashes. */
  readonly resourceLimits?: ResourceLimits;
  /** Node.js options of the threads, e.g. `['--enable-source-maps']`. @defaultValue those of the process */
  readonly execArgv?: readonly string[];
}

/** A thread pool and its errors. */
export interface ThreadPool {
  readonly threads: Piscina;
  /** Emits errors of threads without a task, e.g. of those that could not start. */
  readonly error$: Observable<unknown>;
}

/** Returns a function that creates the pool on first use. Checks the options and the package immediately. */
export function lazyPool(options: ThreadPoolOptions): () => Promise<ThreadPool> {
  const { threads = availableParallelism(), idleTimeout = 10_000, resourceLimits, execArgv } = options;
  checkCount('threads', threads, 1);
  checkPeriod('idleTimeout', idleTimeout);
  checkPiscina();
  const create = async (): Promise<ThreadPool> => {
    const { Piscina } = await import('piscina');
    const pool = new Piscina({
      filename: threadEntry(),
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleTimeout > longestTimer ? Number.POSITIVE_INFINITY : idleTimeout,
      ...omitUndefined({ resourceLimits, execArgv: execArgv?.slice() }),
    });
    const error$ = new Subject<unknown>();
    // Without a listener, an error in an idle thread would crash the process.
    pool.on('error', error => error$.next(error));
    return { threads: pool, error$ };
  };
  let pool: Promise<ThreadPool> | undefined;
  return () =>
    (pool ??= create().catch((error: unknown) => {
      // A transient error, such as too many open files, is not cached: the next task creates another pool.
      pool = undefined;
      throw error;
    }));
}

/** Returns the URL of the threads' entry point. It has this module's extension, because tests run the sources. */
function threadEntry(): string {
  return new URL(`./runInThread${extname(import.meta.url)}`, import.meta.url).href;
}

function checkPiscina(): void {
  try {
    createRequire(import.meta.url).resolve('piscina');
  } catch (cause) {
    throw new MissingPackageError(
      'inThread() requires the package piscina. Install it with: npm install piscina',
      {
        cause,
      },
    );
  }
}
