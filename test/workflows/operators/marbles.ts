import { dematerialize, map, merge, type Observable, type SchedulerLike, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';

/** A message of a source, and its time. */
export interface Message {
  /** Seconds since the beginning of the marbles, one for each. */
  readonly seconds: number;
  readonly kind: 'N' | 'E' | 'C';
  readonly value?: string | undefined;
  readonly error?: string | undefined;
}

/** Returns the messages of a marble diagram. */
export const messagesOf = (marbles: string): Message[] =>
  TestScheduler.parseMarbles(marbles, undefined, undefined, false, true).map(({ frame, notification }) => ({
    seconds: frame / TestScheduler.frameTimeFactor,
    ...notification,
  }));

/** Creates a source that emits its messages to each subscriber from the beginning, with a timer for each. */
export const coldSource =
  (scheduler: SchedulerLike | undefined) =>
  (marbles: string): Observable<string> =>
    merge(
      ...messagesOf(marbles).map(message =>
        timer(message.seconds * 1_000, scheduler).pipe(map(() => toNotification(message))),
      ),
    ).pipe(dematerialize());

/** Converts a message to a notification of RxJS. */
export function toNotification({ kind, value = '', error }: Message) {
  if (kind === 'N') return { kind, value };
  return kind === 'E' ? { kind, error } : { kind };
}
