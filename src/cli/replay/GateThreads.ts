import {
  concatMap,
  defer,
  EMPTY,
  finalize,
  forkJoin,
  from,
  map,
  merge,
  type Observable,
  of,
  repeat,
  takeWhile,
} from 'rxjs';
import { InvalidArgumentError } from '../../requests/index.js';
import { GateThread, type ThreadOptions } from './GateThread.js';
import { inOrder, type Placed } from './inOrder.js';

/** The threads of a gate. They share the work: each takes the next value when it has finished one. */
export class GateThreads {
  readonly #module: string;
  readonly #threads: readonly GateThread[];

  constructor(module: string, jobs: number, options: ThreadOptions) {
    this.#module = module;
    this.#threads = Array.from({ length: jobs }, () => new GateThread(module, options));
  }

  /** Completes once all threads have loaded the module. Errors if it has no workflow. */
  load(): Observable<never> {
    return forkJoin(this.#threads.map(thread => thread.load())).pipe(
      concatMap(([workflows]) => {
        if (workflows !== 0) return EMPTY;
        throw new InvalidArgumentError(
          `${this.#module} exports no workflow with code: a contract can't be replayed`,
        );
      }),
    );
  }

  /** Works on values, and emits the results in the order of the values. Unsubscribing ends the source. */
  each<T, R>(
    values: AsyncGenerator<T>,
    work: (thread: GateThread, value: T) => Observable<R>,
  ): Observable<R> {
    return defer(() => {
      let taken = 0;
      const next$ = defer(() => {
        const place = taken;
        taken += 1;
        return from(values.next()).pipe(map(result => ({ place, result })));
      });
      const resultsOf = (thread: GateThread) =>
        next$.pipe(
          concatMap(({ place, result }): Observable<Placed<R> | undefined> => {
            if (result.done === true) return of(undefined);
            return work(thread, result.value).pipe(map(value => ({ place, value })));
          }),
          repeat(),
          takeWhile(placed => placed !== undefined),
        );
      return merge(...this.#threads.map(resultsOf)).pipe(
        inOrder,
        finalize(() => void values.return(undefined)),
      );
    });
  }

  /** Ends the threads. */
  end(): void {
    for (const thread of this.#threads) thread.end();
  }
}
