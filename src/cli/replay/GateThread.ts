import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { defer, fromEvent, map, merge, mergeMap, type Observable, of, take, throwError, timeout } from 'rxjs';
import type { ArchivedLine } from '../../archive/files/readArchive.js';
import type { CheckedHistory } from '../../archive/gate/checkHistory.js';
import type { CheckAnswer, CheckRequest, ThreadData } from './messages.js';

/** Milliseconds that one replay may take. Code that loops forever can only be stopped from another thread. */
const longestReplay = 60_000;

/** A thread that checks histories, one at a time. */
export class GateThread {
  readonly #worker: Worker;

  /** @param module - absolute path of the module of workflows */
  constructor(module: string) {
    const workerData: ThreadData = { module };
    // The entry has this module's extension, because tests run the sources.
    const entry = new URL(`./replayInThread${extname(import.meta.url)}`, import.meta.url);
    this.#worker = new Worker(entry, { workerData, stdout: false, stderr: false });
  }

  /** Checks a history. Errors if its file is damaged, if the module can't be loaded, or if the code loops forever. */
  check(line: ArchivedLine, replays: boolean): Observable<CheckedHistory> {
    const request: CheckRequest = { line, replays };
    return defer(() => {
      const answer$ = merge(
        fromEvent(this.#worker, 'message').pipe(map(message => message as CheckAnswer)),
        fromEvent(this.#worker, 'error').pipe(mergeMap(error => throwError(() => error))),
      );
      // The listeners must be there before the thread can answer.
      queueMicrotask(() => this.#worker.postMessage(request));
      return answer$.pipe(take(1));
    }).pipe(
      timeout({
        each: longestReplay,
        with: () =>
          throwError(
            () => new Error(`${placeOf(line)} has not been replayed in 60 s: the code may loop forever`),
          ),
      }),
      mergeMap(answer =>
        'checked' in answer ? of(answer.checked) : throwError(() => new Error(answer.error)),
      ),
    );
  }

  /** Ends the thread. `using()` calls it. */
  unsubscribe(): void {
    void this.#worker.terminate();
  }
}

const placeOf = ({ file, line }: ArchivedLine): string => `The history in line ${line} of ${file}`;
