import { dematerialize, map, merge, type Observable, type SchedulerLike, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

/** What a source says, and when. */
export interface Message {
  /** From the beginning of the marbles, a second each. */
  readonly seconds: number;
  readonly kind: 'N' | 'E' | 'C';
  readonly value?: string | undefined;
  readonly error?: string | undefined;
}

/** The messages of a source. */
export const messagesOf = (marbles: string): Message[] =>
  TestScheduler.parseMarbles(marbles, undefined, undefined, false, true).map(({ frame, notification }) => ({
    seconds: frame / TestScheduler.frameTimeFactor,
    ...notification,
  }));

/** A source that tells its messages to each subscriber from the beginning, a timer for each. */
export const coldSource =
  (scheduler: SchedulerLike | undefined) =>
  (marbles: string): Observable<string> =>
    merge(
      ...messagesOf(marbles).map(message =>
        timer(message.seconds * 1_000, scheduler).pipe(map(() => toNotification(message))),
      ),
    ).pipe(dematerialize());

/** A message as RxJS knows it. */
export function toNotification({ kind, value = '', error }: Message) {
  if (kind === 'N') return { kind, value };
  return kind === 'E' ? { kind, error } : { kind };
}
