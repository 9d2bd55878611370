import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type { ResourceLimits } from 'node:worker_threads';
import type { Piscina } from 'piscina';
import { type Observable, Subject } from 'rxjs';
import { defined, longestTimer } from '../requests/index.js';
import { checkCount, checkPeriod } from '../values/index.js';
import { MissingPackageError } from './errors.js';

/** The threads of a pool. */
export interface PoolOptions {
  /** The most threads at a time; the worker's `concurrency` should not be more. @defaultValue `os.availableParallelism()` */
  readonly threads?: number;
  /** How long a thread is kept for a next task, in milliseconds. It keeps no process alive. @defaultValue 10 000 */
  readonly idleTimeout?: number;
  /** What a thread may use of memory. A thread that uses more crashes. */
  readonly resourceLimits?: ResourceLimits;
  /** Options of Node.js for the threads, e.g. `['--enable-source-maps']`. @defaultValue those of the process */
  readonly execArgv?: readonly string[];
}

/** The threads, once there may be some. */
export interface Pool {
  readonly threads: Piscina;
  /** Emits the errors of threads that had no task, e.g. because they could not start. */
  readonly error$: Observable<unknown>;
}

/** A pool that is made when it is first asked for. Throws at once what is wrong with the options or the set-up. */
export function lazyPool(options: PoolOptions): () => Promise<Pool> {
  const { threads = availableParallelism(), idleTimeout = 10_000, resourceLimits, execArgv } = options;
  checkCount('threads', threads, 1);
  checkPeriod('idleTimeout', idleTimeout);
  demandPiscina();
  const create = async (): Promise<Pool> => {
    const { Piscina } = await import('piscina');
    const pool = new Piscina({
      filename: fileOfChild,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleTimeout > longestTimer ? Number.POSITIVE_INFINITY : idleTimeout,
      ...defined({ resourceLimits, execArgv: execArgv?.slice() }),
    });
    const error$ = new Subject<unknown>();
    // Without a listener, an error of an idle thread would end the process.
    pool.on('error', error => error$.next(error));
    return { threads: pool, error$ };
  };
  let pool: Promise<Pool> | undefined;
  return () =>
    (pool ??= create().catch((error: unknown) => {
      // What passes, too many open files for example, is not kept: the next task makes another.
      pool = undefined;
      throw error;
    }));
}

// With the extension of this module: the tests run the sources.
const fileOfChild = new URL(import.meta.url.replace(/pool(\.\w+)$/, 'child$1')).href;

function demandPiscina(): void {
  try {
    createRequire(import.meta.url).resolve('piscina');
  } catch (cause) {
    throw new MissingPackageError('Handlers in threads need the package piscina: npm install piscina', {
      cause,
    });
  }
}
