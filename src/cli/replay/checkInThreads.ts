import {
  concat,
  concatMap,
  defer,
  EMPTY,
  from,
  ignoreElements,
  map,
  mergeMap,
  type Observable,
  of,
  range,
  repeat,
  takeWhile,
  tap,
  using,
} from 'rxjs';
import type { ArchivedLine } from '../../archive/files/readArchive.js';
import { type GateReport, groupKey, PathTally } from '../../archive/gate/GateReport.js';
import { GateThread } from './GateThread.js';

/** Number of histories that were read and replayed so far. */
export interface GateProgress {
  readonly read: number;
  readonly replayed: number;
}

/** How histories are checked. */
export interface ThreadedGate {
  /** Absolute path of the module of workflows. */
  readonly module: string;
  readonly jobs: number;
  readonly all: boolean;
  readonly onProgress: (progress: GateProgress) => void;
}

/** Works like `gate()`, in threads: each takes a line when it has checked the one before, so that none queue. */
export const checkInThreads = (
  lines: AsyncIterable<ArchivedLine>,
  { module, jobs, all, onProgress }: ThreadedGate,
): Observable<GateReport> =>
  defer(() => {
    const tally = new PathTally();
    const longest = new Map<string, ArchivedLine>();
    let [read, replayed] = [0, 0];
    const counted$ = eachInThreads(module, jobs, lines, (thread, line) =>
      thread.check(line, all).pipe(
        tap(checked => {
          read += 1;
          if (all && checked.path) replayed += 1;
          const isLongest = tally.add(checked, all);
          if (isLongest && !all && checked.path) longest.set(groupKey(checked.run, checked.path), line);
          onProgress({ read, replayed });
        }),
      ),
    );
    const replayed$ = defer(() =>
      eachInThreads(module, Math.min(jobs, longest.size), valuesOf(longest), (thread, line) =>
        thread.check(line, true).pipe(
          tap(checked => {
            replayed += 1;
            tally.replayed(checked);
            onProgress({ read, replayed });
          }),
        ),
      ),
    );
    return concat(
      counted$.pipe(ignoreElements()),
      replayed$.pipe(ignoreElements()),
      defer(() => of(tally.report())),
    );
  });

async function* valuesOf<T>(map: ReadonlyMap<string, T>): AsyncGenerator<T> {
  yield* map.values();
}

/** Works on the values of an iterable in threads, each of which takes the next value when it has finished one. */
function eachInThreads<T, R>(
  module: string,
  jobs: number,
  values: AsyncIterable<T>,
  work: (thread: GateThread, value: T) => Observable<R>,
): Observable<R> {
  const iterator = values[Symbol.asyncIterator]();
  const end = Symbol('end');
  return range(0, jobs).pipe(
    mergeMap(() =>
      using(
        () => new GateThread(module),
        resource =>
          defer(() => from(iterator.next())).pipe(
            concatMap(({ done, value }): Observable<R | typeof end> => {
              if (done === true) return of(end);
              return resource instanceof GateThread ? work(resource, value) : EMPTY;
            }),
            repeat(),
            takeWhile((result): result is Exclude<typeof result, typeof end> => result !== end),
            map(result => result as R),
          ),
      ),
    ),
  );
}
