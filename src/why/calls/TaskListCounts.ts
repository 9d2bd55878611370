import { CountPendingActivityTasksCommand, CountPendingDecisionTasksCommand } from '@aws-sdk/client-swf';
import { map, type Observable, shareReplay } from 'rxjs';
import { request } from '../../requests/index.js';
import { type Count, toCount } from '../../values/index.js';
import type { ListKey, UnknownFact } from '../data/TaskListReport.js';
import type { PacedCalls } from './PacedCalls.js';

/** Counts the tasks that wait in task lists. Each list is asked for once. */
export class TaskListCounts {
  readonly #calls: PacedCalls;
  readonly #counts = new Map<ListKey, Observable<Count | UnknownFact>>();

  constructor(calls: PacedCalls) {
    this.#calls = calls;
  }

  of(key: ListKey): Observable<Count | UnknownFact> {
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const count = this.#ask(key).pipe(shareReplay({ bufferSize: 1, refCount: true }));
    this.#counts.set(key, count);
    return count;
  }

  #ask(key: ListKey): Observable<Count | UnknownFact> {
    const { client, name: domain } = this.#calls.domain;
    const name = key.slice(key.indexOf(' ') + 1);
    const input = { domain, taskList: { name } };
    return key.startsWith('activity ')
      ? request(client, CountPendingActivityTasksCommand, input).pipe(
          map(toCount),
          this.#calls.optional('CountPendingActivityTasks'),
        )
      : request(client, CountPendingDecisionTasksCommand, input).pipe(
          map(toCount),
          this.#calls.optional('CountPendingDecisionTasks'),
        );
  }
}
