import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { concat, concatMap, defer, EMPTY, from, ignoreElements, map, type Observable, scan } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { paginate, serviceNow } from '../../requests/index.js';
import type { ListedRun } from '../files/ArchivedHistory.js';
import { dayOf, domainFolder, oneDay, openFolder } from '../files/fileNames.js';
import { GrowingFiles } from './GrowingFiles.js';
import type { CheckedPullOptions } from './PullOptions.js';
import { PullState } from './PullState.js';
import { type CloseTimes, listRuns, readHistories } from './pullRuns.js';

/**
 * Milliseconds after the end of a day from when on it can be complete. Listings lag: what closed late on a day may
 * be listed only on the next.
 */
const lag = 3_600_000;

/** Progress of a pull. */
export interface PullProgress {
  /** The day in UTC that is being pulled, such as `2026-11-28`, or `open`. */
  readonly day: string;
  /** Executions listed so far, of all days. */
  readonly listed: number;
  /** Histories written so far by this pull. The others were in the archive already. */
  readonly written: number;
}

/** A step of a pull: what was listed and written since the step before. */
type Step = PullProgress;

/** Pulls the days of a domain one after the other, and then the open executions. */
export const pullDomain = (
  archive: string,
  domain: Domain,
  options: CheckedPullOptions,
): Observable<PullProgress> =>
  defer(() => PullState.read(domainFolder(archive, domain.name), options.redact)).pipe(
    concatMap(state => {
      const folder = domainFolder(archive, domain.name);
      const now = serviceNow(domain.client);
      return concat(
        from(daysOf(options, now)).pipe(
          concatMap(day =>
            state.isComplete(day) ? EMPTY : pullDay(folder, domain, day, state, now, options),
          ),
        ),
        options.open ? pullOpen(folder, domain, options) : EMPTY,
      );
    }),
    scan<Step, PullProgress>(
      (total, { day, listed, written }) => ({
        day,
        listed: total.listed + listed,
        written: total.written + written,
      }),
      { day: '', listed: 0, written: 0 },
    ),
  );

/** Returns the days of a pull, oldest first. */
function daysOf({ since, until }: CheckedPullOptions, now: number): readonly string[] {
  const first = since?.getTime() ?? now - 30 * oneDay;
  const last = Math.min(until?.getTime() ?? now, now);
  const days: string[] = [];
  for (let start = Date.parse(dayOf(first)); start <= last; start += oneDay) days.push(dayOf(start));
  return days;
}

function pullDay(
  folder: string,
  domain: Domain,
  day: string,
  state: PullState,
  now: number,
  options: CheckedPullOptions,
): Observable<Step> {
  const oldest = new Date(day);
  const latest = new Date(oldest.getTime() + oneDay - 1);
  const isOver = now >= latest.getTime() + lag;
  return defer(() => GrowingFiles.open(join(folder, day))).pipe(
    concatMap(files =>
      concat(
        pullRuns(files, domain, day, { oldest, latest }, options),
        // A day that goes on stays unpacked, because more executions may close on it.
        defer(async () => {
          if (isOver) await files.pack();
          await (isOver ? state.complete(day) : state.write());
        }).pipe(ignoreElements()),
      ),
    ),
  );
}

/** Replaces the open executions of the archive by those of now. */
const pullOpen = (folder: string, domain: Domain, options: CheckedPullOptions): Observable<Step> =>
  defer(async () => {
    await rm(join(folder, openFolder), { recursive: true, force: true });
    return GrowingFiles.open(join(folder, openFolder));
  }).pipe(
    concatMap(files =>
      concat(
        pullRuns(files, domain, openFolder, undefined, options),
        defer(() => files.pack()).pipe(ignoreElements()),
      ),
    ),
  );

function pullRuns(
  files: GrowingFiles,
  domain: Domain,
  day: string,
  times: CloseTimes | undefined,
  options: CheckedPullOptions,
): Observable<Step> {
  return paginate<ListedRun, Step>(listRuns(domain, times, options), ({ items }) => {
    const missing = items.filter(({ runId }) => !files.has(runId));
    return concat(
      [{ day, listed: items.length, written: 0 }],
      readHistories(domain, missing, options).pipe(
        concatMap(histories =>
          from(files.append(histories)).pipe(map(() => ({ day, listed: 0, written: histories.length }))),
        ),
      ),
    );
  });
}
