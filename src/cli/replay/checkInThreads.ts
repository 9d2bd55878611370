import { concat, defer, finalize, ignoreElements, map, mergeAll, type Observable, of, tap } from 'rxjs';
import type { ArchivedLine } from '../../archive/files/readArchive.js';
import type { GateReport } from '../../archive/gate/GateReport.js';
import { groupKey, PathTally } from '../../archive/gate/PathTally.js';
import { batchesOf } from './batchesOf.js';
import type { GateThread, ThreadOptions } from './GateThread.js';
import { GateThreads } from './GateThreads.js';

/** Number of histories that were read and replayed so far. */
export interface GateProgress {
  readonly read: number;
  readonly replayed: number;
}

/** Lines of a file that are read again, by their number. */
export type ChosenLines = ReadonlyMap<string, ReadonlySet<number>>;

/** How histories are checked. */
export interface ThreadedGate {
  /** Path of the module of workflows. */
  readonly module: string;
  readonly jobs: number;
  readonly all: boolean;
  readonly onProgress: (progress: GateProgress) => void;
  readonly threads?: ThreadOptions;
}

/**
 * Works like `gate()`, in threads. Memory holds one batch of histories for each of them: the histories that stand for their paths
 * are found first, and then read again and replayed.
 *
 * @param linesOf - reads the lines, or the chosen ones
 */
export const checkInThreads = (
  linesOf: (chosen?: ChosenLines) => AsyncGenerator<ArchivedLine>,
  { module, jobs, all, onProgress, threads: options = {} }: ThreadedGate,
): Observable<GateReport> =>
  defer(() => {
    const threads = new GateThreads(module, jobs, options);
    const tally = new PathTally();
    const longest = new Map<string, Place>();
    let [read, replayed] = [0, 0];
    const check = (lines: AsyncGenerator<ArchivedLine>, replays: boolean) =>
      threads.each(batchesOf(lines), (thread, batch) => resultsOf(thread, batch, replays)).pipe(mergeAll());
    const counted$ = defer(() => check(linesOf(), all)).pipe(
      tap(({ checked, place }) => {
        read += 1;
        if (all && checked.path) replayed += 1;
        const isLongest = tally.add(checked, all);
        if (isLongest && !all && checked.path) longest.set(groupKey(checked.run, checked.path), place);
        onProgress({ read, replayed });
      }),
    );
    const replayed$ = defer(() =>
      longest.size === 0 ? [] : check(linesOf(chosenOf(longest.values())), true),
    ).pipe(
      tap(({ checked }) => {
        replayed += 1;
        tally.replayed(checked);
        onProgress({ read, replayed });
      }),
    );
    return concat(
      threads.load(),
      counted$.pipe(ignoreElements()),
      replayed$.pipe(ignoreElements()),
      defer(() => of(tally.report())),
    ).pipe(finalize(() => threads.end()));
  });

/** Where a history was read. The text is left out, because results may wait for those before them. */
type Place = Pick<ArchivedLine, 'file' | 'line'>;

const resultsOf = (thread: GateThread, batch: readonly ArchivedLine[], replays: boolean) =>
  thread.check(batch, replays).pipe(
    map(results =>
      batch.flatMap(({ file, line }, n) => {
        const checked = results[n];
        return checked === undefined ? [] : [{ checked, place: { file, line } }];
      }),
    ),
  );

function chosenOf(places: Iterable<Place>): ChosenLines {
  const chosen = new Map<string, Set<number>>();
  for (const { file, line } of places) {
    const known = chosen.get(file) ?? new Set();
    chosen.set(file, known.add(line));
  }
  return chosen;
}
