// What the tests have a page do: each function runs in the page, and the test compares what it resolves to.

import { remote } from 'rx-swf/remote';
import { lastValueFrom, map, ReplaySubject, take, toArray } from 'rxjs';

const ids$ = new ReplaySubject<number>();
const states$ = new ReplaySubject<string>();

/** Watches the history of an execution behind a gateway. */
export function watch(url: string, workflowId: string): void {
  const media = remote(url, { backoff: { initial: 1, max: 1 } });
  media.status$.pipe(map(({ state }) => state)).subscribe(states$);
  media
    .execution(workflowId)
    .history$.pipe(map(({ id }) => id))
    .subscribe(ids$);
}

/** The ids of so many events from the first one. */
export const firstIds = (count: number) => lastValueFrom(ids$.pipe(take(count), toArray()));

/** The ids of all events, once the execution is closed. */
export const allIds = () => lastValueFrom(ids$.pipe(toArray()));

/** So many states of the connection from the first one. */
export const firstStates = (count: number) => lastValueFrom(states$.pipe(take(count), toArray()));
