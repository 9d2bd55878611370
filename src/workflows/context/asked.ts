import type { Subscriber } from 'rxjs';
import { defer, retry, throwError, timer } from 'rxjs';
import type { Event } from '../../models/index.js';
import { NotStartedError } from '../errors/refusals.js';
import type { Command } from '../replay/Command.js';
import { isPassing } from '../replay/isPassing.js';
import { Waitable } from '../saga.js';
import type { Runtime } from './Runtime.js';

/** Something that SWF is asked for, of which it tells what becomes. */
export interface Question<T> {
  readonly command: Pick<Command, 'kind' | 'id' | 'subject' | 'decision'>;
  /** Tells the subscriber what an event says, and returns whether that was the last of it. */
  readonly told: (event: Event) => Told<T> | undefined;
  /** The command that takes back what has been sent. */
  readonly cancel?: (() => Command) | undefined;
  /** Whether it may be forgotten once nobody waits for it; else the end of an execution that is canceled waits. */
  readonly isForgotten?: boolean;
}

/** What an event says: the end of it. */
export type Told<T> = { readonly value: T } | { readonly error: unknown };

/**
 * A command as an Observable: issued when it is subscribed to, and taken back when it is unsubscribed from. What SWF
 * refuses because there is too much of it at the moment is asked for again, after 1 s, 2 s, 4 s and so on up to 300 s.
 */
export function asked<T>(runtime: Runtime, question: () => Question<T>): Waitable<T> {
  const once$ = new Waitable<T>(subscriber => ask(runtime, question(), subscriber));
  const patient$ = defer(() => once$).pipe(
    retry({
      delay: (error: unknown, attempt) =>
        error instanceof NotStartedError && isPassing(error.reason)
          ? timer(Math.min(300, 2 ** (attempt - 1)) * 1_000, runtime.scheduler)
          : throwError(() => error),
    }),
  );
  return new Waitable<T>(subscriber => patient$.subscribe(subscriber));
}

function ask<T>({ commands }: Runtime, question: Question<T>, subscriber: Subscriber<T>): () => void {
  const { command: asks, told, cancel, isForgotten = false } = question;
  let isOver = false;
  let canceling: Command | undefined;
  let isLeft = false;
  const command: Command = {
    ...asks,
    isLeft: () => isLeft && isForgotten,
    onEvent: event => {
      const end = told(event);
      if (end === undefined) return false;
      isOver = true;
      // It has ended in the very turn in which it was to be canceled.
      if (canceling !== undefined) commands.withdraw(canceling);
      tell(subscriber, end);
      return true;
    },
  };
  commands.issue(command);
  return () => {
    if (isOver || isLeft) return;
    commands.check(`the cancellation of ${asks.kind} '${asks.id}'`);
    isLeft = true;
    if (commands.withdraw(command) || cancel === undefined) return;
    canceling = cancel();
    commands.issue(canceling);
  };
}

function tell<T>(subscriber: Subscriber<T>, end: Told<T>): void {
  if ('error' in end) subscriber.error(end.error);
  else {
    subscriber.next(end.value);
    subscriber.complete();
  }
}
