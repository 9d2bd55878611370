import {
  asyncScheduler,
  concatMap,
  defer,
  EMPTY,
  endWith,
  expand,
  filter,
  ignoreElements,
  map,
  merge,
  type Observable,
  type SchedulerLike,
  takeWhile,
} from 'rxjs';
import type { Event, History } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { checkBackoff, checkOptions, type OptionNames } from '../../requests/index.js';
import { checkCount, checkPeriod, objectId, optional } from '../../values/index.js';
import { type ExecutionState, type RunId, runKey } from './ExecutionGroup.js';
import { Groups } from './Groups.js';
import { HistoryFeed, type HistoryLook } from './HistoryFeed.js';
import type { Look } from './Look.js';
import { lookAtExecution, type RunPlace } from './looks.js';
import { type WatchOptions, watchOptions } from './WatchOptions.js';
import { adaptiveInterval, type Wish } from './Wish.js';

/** Options for following the state of an execution. */
export interface WatchStateOptions extends WatchOptions {
  /**
   * Upper bound of the milliseconds between a response and the next request. Intervals begin at 250 ms and grow
   * while nothing happens. @defaultValue 2 500; 10 000 after an hour without an event
   */
  readonly interval?: number;
  /** True to go on with the runs that continue this one as new. @defaultValue false */
  readonly acrossRuns?: boolean;
}

/** Options for following the history of an execution. */
export interface WatchHistoryOptions extends WatchStateOptions {
  /** Id of the first event that is wanted of this run. @defaultValue 1 */
  readonly fromEventId?: number;
}

const stateOptions: OptionNames<WatchStateOptions> = { ...watchOptions, acrossRuns: true };
const historyOptions: OptionNames<WatchHistoryOptions> = { ...stateOptions, fromEventId: true };

/** Where a followed run is, and how its payloads are converted. */
export interface FollowedRun {
  readonly place: RunPlace;
  readonly converter: DataConverter;
  readonly run: RunId;
}

/** A look at one of the runs of an execution. */
interface RunLook extends HistoryLook {
  readonly run: RunId;
}

const feeds = new Groups<HistoryFeed>();

/** Throws `InvalidArgumentError` for options that are not valid. */
export function checkWatchState(options: WatchStateOptions): void {
  checkOptions('watchState()', options, stateOptions);
  checkWatch(options);
}

/** Throws `InvalidArgumentError` for options that are not valid. */
export function checkWatchHistory(options: WatchHistoryOptions): void {
  checkOptions('watchHistory()', options, historyOptions);
  checkWatch(options);
  optional(checkCount, 'fromEventId', options.fromEventId, 1);
}

function checkWatch({ backoff = {}, interval }: WatchStateOptions): void {
  checkBackoff(backoff);
  optional(checkPeriod, 'interval', interval);
}

/** Emits the events of a run as they are written. Completes when it has closed. */
export function followEvents(followed: FollowedRun, options: WatchHistoryOptions): Observable<Event> {
  const { fromEventId = 1, ...watching } = options;
  return defer(() => {
    let seen = fromEventId - 1;
    let run = followed.run;
    return followRuns(followed, watching, fromEventId).pipe(
      concatMap(look => {
        if (look.run !== run) seen = 0;
        run = look.run;
        const { history } = look;
        const fresh = history.slice(Math.max(0, history.length - (history.lastEventId - seen)));
        seen = Math.max(seen, history.lastEventId);
        // As a list, because RxJS takes a history for an array: it has a length.
        return [...fresh];
      }),
    );
  });
}

/** Emits the history of a run, continued by what is new. Completes when it has closed. */
export const followState = (followed: FollowedRun, options: WatchStateOptions): Observable<History> =>
  followRuns(followed, options, 1).pipe(
    filter(({ isCurrent }) => isCurrent),
    map(({ history }) => history),
  );

function followRuns(
  { place, converter, run }: FollowedRun,
  options: WatchStateOptions,
  fromEventId: number,
): Observable<RunLook> {
  const { acrossRuns = false } = options;
  const follow = (one: RunId, first: number) =>
    followRun({ place, converter, run: one }, options, first).pipe(map(look => ({ ...look, run: one })));
  const first$ = follow(run, fromEventId);
  if (!acrossRuns) return first$;
  return first$.pipe(
    expand(({ history: { last }, isCurrent }) =>
      isCurrent && last?.name === 'WorkflowExecutionContinuedAsNew'
        ? follow({ workflowId: run.workflowId, runId: last.attributes.newExecutionRunId }, 1)
        : EMPTY,
    ),
  );
}

/** Emits what is known of a run's history from an event on, and then each continuation. */
function followRun(
  { place, converter, run }: FollowedRun,
  { interval, scheduler = asyncScheduler, acrossRuns: _, ...callbacks }: WatchStateOptions,
  first: number,
): Observable<HistoryLook> {
  // Notices tell of few events, so that they cannot take the place of looks.
  const at = { ...place, scheduler, keepsInterval: true };
  const longest = interval ?? 2_500;
  const wanted = { wantsDetail: false, wantsEnd: true, wantsEvents: true };
  const wish: Wish = {
    ...callbacks,
    ...wanted,
    interval: adaptiveInterval(Math.min(250, longest), longest, interval ?? 10_000),
  };
  // The feed takes the looks as they come; how often is up to its subscribers.
  const passive: Wish = { ...wanted, interval: () => Number.POSITIVE_INFINITY };
  return defer(() => {
    const quiet = { ...at, notices: undefined };
    const feed = feedOf(at, converter, run, first, lookAtExecution(quiet, run, passive));
    const end = Symbol('end');
    return merge(feed.looks$.pipe(endWith(end)), lookAtExecution(at, run, wish).pipe(ignoreElements())).pipe(
      takeWhile(look => look !== end),
    );
  });
}

/** Returns the feed of a run: one that has all events, or the one from an event on. */
function feedOf(
  { client, domain, scheduler }: RunPlace & { readonly scheduler: SchedulerLike },
  converter: DataConverter,
  run: RunId,
  first: number,
  looks$: Observable<Look<ExecutionState>>,
): HistoryFeed {
  const name = (from: number) => [domain, runKey(run), from, objectId(converter)].join('\n');
  return (
    feeds.find(client, scheduler, name(1)) ??
    feeds.of(client, scheduler, domain, at => new HistoryFeed(at, run, first, converter, looks$), name(first))
  );
}
