import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { concat, concatMap, defer, EMPTY, from, ignoreElements, type Observable, scan } from 'rxjs';
import type { Domain } from '../../models/index.js';
import { paginate, serviceNow } from '../../requests/index.js';
import { type ArchivedHistory, isClosed, type ListedRun } from '../files/ArchivedHistory.js';
import { dayOf, domainFolder, oneDay, openFolder, temporaryExtension } from '../files/fileNames.js';
import { GrowingFiles } from './GrowingFiles.js';
import type { CheckedPullOptions } from './PullOptions.js';
import { PullState } from './PullState.js';
import { batchesOf, type CloseTimes, listRuns, readHistories } from './pullRuns.js';
import { serially } from './serially.js';

/**
 * Milliseconds after the end of a day from when on it can be complete. Listings lag: what closed late on a day may
 * be listed only on the next. SWF promises no limit, and its lag is seconds.
 */
const lag = 3_600_000;

/** Progress of a pull. */
export interface PullProgress {
  /** The day in UTC that is being pulled, such as `2026-11-28`, or `open`. */
  readonly day: string;
  /** Executions listed so far, of all days. */
  readonly listed: number;
  /** Histories written so far by this pull. */
  readonly written: number;
  /**
   * Executions that were listed and could not be archived so far: their retention period ended before they were read,
   * or, if they were listed as open, they closed. The next pull finds the latter among the closed ones.
   */
  readonly skipped: number;
}

/** A step of a pull: what was listed, written and skipped since the step before. */
type Step = PullProgress;

/** Pulls the days of a domain one after the other, and then the open executions. */
export const pullDomain = (
  archive: string,
  domain: Domain,
  options: CheckedPullOptions,
): Observable<PullProgress> =>
  defer(() => {
    const folder = domainFolder(archive, domain.name);
    return serially(folder, () => PullState.read(folder, options.redact));
  }).pipe(
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
      (total, { day, listed, written, skipped }) => ({
        day,
        listed: total.listed + listed,
        written: total.written + written,
        skipped: total.skipped + skipped,
      }),
      { day: '', listed: 0, written: 0, skipped: 0 },
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
  return defer(() => serially(folder, () => GrowingFiles.open(join(folder, day)))).pipe(
    concatMap(files =>
      concat(
        pullRuns(folder, files, domain, day, { oldest, latest }, options),
        // A day that goes on stays unpacked, because more executions may close on it.
        defer(() =>
          serially(folder, async () => {
            if (isOver) await files.pack();
            await (isOver ? state.complete(day) : state.write());
          }),
        ).pipe(ignoreElements()),
      ),
    ),
  );
}

/** Replaces the open executions of the archive by those of now, once all of them have been read. */
function pullOpen(folder: string, domain: Domain, options: CheckedPullOptions): Observable<Step> {
  const path = join(folder, openFolder);
  const temporary = path + temporaryExtension;
  return defer(() =>
    serially(folder, async () => {
      await rm(temporary, { recursive: true, force: true });
      return GrowingFiles.open(temporary);
    }),
  ).pipe(
    concatMap(files =>
      concat(
        pullRuns(folder, files, domain, openFolder, undefined, options),
        defer(() =>
          serially(folder, async () => {
            await files.pack();
            await rm(path, { recursive: true, force: true });
            await rename(temporary, path);
          }),
        ).pipe(ignoreElements()),
      ),
    ),
  );
}

function pullRuns(
  folder: string,
  files: GrowingFiles,
  domain: Domain,
  day: string,
  times: CloseTimes | undefined,
  options: CheckedPullOptions,
): Observable<Step> {
  return paginate<ListedRun, Step>(listRuns(domain, times, options), ({ items }) => {
    const missing = items.filter(({ runId }) => !files.has(runId));
    return concat(
      [{ day, listed: items.length, written: 0, skipped: 0 }],
      // The next batch is read when the one before is written, so that memory holds one.
      from(batchesOf(missing)).pipe(
        concatMap(batch =>
          readHistories(domain, batch, options).pipe(
            concatMap(async read => {
              const histories = read.filter(isArchivable);
              await serially(folder, () => files.append(histories));
              const written = histories.length;
              return { day, listed: 0, written, skipped: batch.length - written };
            }),
          ),
        ),
      ),
    );
  });
}

/** A run that has closed since it was listed as open belongs to a day. */
const isArchivable = ({ status, events }: ArchivedHistory): boolean =>
  status === 'CLOSED' || !isClosed(events);
