import { defer, map, materialize, type Observable, type ObservableNotification, toArray } from 'rxjs';
import type { Case, CaseContext } from './Case.js';

/** A message and its time, in seconds since the beginning. */
export type Line = readonly [seconds: number, said: string, what?: unknown];

/** Plays a case, and emits all of its messages as one value. */
export function transcript({ run }: Pick<Case, 'run'>, context: CaseContext): Observable<readonly Line[]> {
  return defer(() => {
    const start = context.now();
    return defer(() => run(context)).pipe(
      materialize(),
      map(notification => line((context.now() - start) / 1_000, notification)),
      toArray(),
    );
  });
}

function line(seconds: number, notification: ObservableNotification<unknown>): Line {
  switch (notification.kind) {
    case 'N':
      return [seconds, 'next', plain(notification.value)];
    case 'E':
      return [seconds, 'error', messageOf(notification.error)];
    case 'C':
      return [seconds, 'complete'];
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Converts a value as a payload would. */
const plain = (value: unknown) => (value === undefined ? 'undefined' : JSON.parse(JSON.stringify(value)));
