import { Worker } from 'node:worker_threads';
import {
  asyncScheduler,
  catchError,
  defer,
  filter,
  interval,
  map,
  merge,
  mergeMap,
  type Observable,
  pairwise,
  type SchedulerLike,
  Subject,
  startWith,
  take,
  throwError,
  timeout,
} from 'rxjs';
import type { ArchivedLine } from '../../archive/files/readArchive.js';
import type { CheckedHistory } from '../../archive/gate/checkHistory.js';
import { InvalidArgumentError, messageOf } from '../../requests/index.js';
import type { CheckRequest, ThreadData, ThreadMessage } from './messages.js';
import { nameOf } from './nameOf.js';

/** Options of a thread. */
export interface ThreadOptions {
  /**
   * Seconds that loading the module, or one check, may take: code that loops forever can only be stopped from outside.
   * @defaultValue 60
   */
  readonly limit?: number;
  /** Scheduler of the limit. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** Megabytes of heap. @defaultValue as much as Node.js gives a process */
  readonly megabytes?: number;
  /** File that the thread runs. @defaultValue the one beside this file */
  readonly entry?: URL;
}

const besideThis = new URL('./replayInThread.js', import.meta.url);

/** A thread that loads a module and checks histories, a batch at a time. */
export class GateThread {
  readonly #module: string;
  readonly #limit: number;
  readonly #scheduler: SchedulerLike;
  readonly #counter = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #messages = new Subject<ThreadMessage>();
  /** Errors if the thread ends. Those who subscribe later get the error too. */
  readonly #ended = new Subject<never>();

  constructor(
    module: string,
    { limit = 60, scheduler = asyncScheduler, entry = besideThis, megabytes }: ThreadOptions = {},
  ) {
    this.#module = module;
    this.#limit = limit * 1_000;
    this.#scheduler = scheduler;
    const workerData: ThreadData = { module, begun: this.#counter };
    this.#worker = new Worker(entry, {
      workerData,
      stdout: true,
      ...(megabytes !== undefined && { resourceLimits: { maxOldGenerationSizeMb: megabytes } }),
    });
    // Standard output is that of the report. What workflows print there would be read as a part of it.
    this.#worker.stdout.resume();
    this.#worker
      .on('message', (message: ThreadMessage) => this.#messages.next(message))
      .on('error', error => this.#ended.error(error))
      .on('exit', code => this.#ended.error(new Error(`its thread exited with code ${code}`)));
  }

  /** Emits the number of workflows once the module is loaded. Subscribe at once. */
  load(): Observable<number> {
    const what = `The module ${this.#module}`;
    return this.#next(() => `${what} can't be loaded`).pipe(
      timeout({ first: this.#limit, scheduler: this.#scheduler, with: () => this.#stuck(what, 'loaded') }),
      map(message => ('workflows' in message ? message.workflows : refuse(message))),
    );
  }

  /** Checks histories. Errors if a file is damaged, if the thread ends, or if the code loops forever. */
  check(lines: readonly ArchivedLine[], replays: boolean): Observable<readonly CheckedHistory[]> {
    const request: CheckRequest = { lines, replays };
    return defer(() => {
      const before = this.#begun;
      const current = () => nameOf(lines[Math.max(0, this.#begun - before - 1)]);
      this.#worker.postMessage(request);
      return merge(
        this.#next(() => `${current()} can't be replayed`),
        this.#noticeStuck(current),
      );
    }).pipe(
      take(1),
      map(message => ('checked' in message ? message.checked : refuse(message))),
    );
  }

  /** Ends the thread. */
  end(): void {
    void this.#worker.terminate();
  }

  /** Number of checks that the thread has begun. */
  get #begun(): number {
    return Atomics.load(this.#counter, 0);
  }

  /** Emits the next message. */
  #next(what: () => string): Observable<ThreadMessage> {
    const ended$ = this.#ended.pipe(
      catchError((cause: unknown) =>
        throwError(() => new Error(`${what()}: ${messageOf(cause)}`, { cause })),
      ),
    );
    return merge(this.#messages, ended$).pipe(take(1));
  }

  /** Errors once no check has begun for as long as the limit. */
  #noticeStuck(current: () => string): Observable<never> {
    return interval(this.#limit, this.#scheduler).pipe(
      map(() => this.#begun),
      startWith(this.#begun),
      pairwise(),
      filter(([before, now]) => before === now),
      mergeMap(() => this.#stuck(current(), 'replayed')),
    );
  }

  #stuck(what: string, done: string): Observable<never> {
    const seconds = this.#limit / 1_000;
    return throwError(
      () => new Error(`${what} has not been ${done} in ${seconds} s: the code may loop forever`),
    );
  }
}

function refuse(message: ThreadMessage): never {
  throw new InvalidArgumentError('error' in message ? message.error : 'unexpected answer of a thread');
}
