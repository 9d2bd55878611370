import { describeFailure } from '../../streams/actors/perform/describeFailure.js';
import { refuse } from '../../values/index.js';

/**
 * An answer of a mock other than an immediate value. Created by {@link takes}, {@link fails} and
 * {@link timesOut}.
 */
export class MockAnswer<out O> {
  /** The duration, in the workflow's time. */
  readonly seconds: number;
  /** `undefined` for no answer. */
  readonly ending:
    | { readonly value: O | MockAnswer<O> }
    | { readonly reason: string; readonly details: unknown }
    | undefined;

  constructor(seconds: number, ending: MockAnswer<O>['ending']) {
    this.seconds = seconds;
    this.ending = ending;
  }
}

/**
 * Creates an answer that comes after a number of seconds of the workflow's time, without slowing down the
 * test. Meanwhile, the mock heartbeats as its definition requires, and stops when its cancellation is
 * requested.
 *
 * @example
 * ```ts
 * import { fails, mock, takes } from 'rx-swf/testing';
 * import { activity } from 'rx-swf/workflows';
 *
 * const encode = activity<string, string>({ name: 'Encode', version: '1' });
 * mock(encode, takes(7_200, 'film.mp4'));
 * mock(encode, takes(60, fails('disk full')));
 * ```
 */
export function takes<O>(seconds: number, answer: O | MockAnswer<O>): MockAnswer<O> {
  if (!(seconds >= 0 && seconds < Number.POSITIVE_INFINITY))
    refuse('seconds', seconds, 'a number of at least 0');
  return new MockAnswer(seconds, { value: answer });
}

/**
 * Creates a failure, as the workflow sees it: from a reason, or from an error, which is reported as if a
 * worker's handler had thrown it.
 *
 * @example
 * ```ts
 * import { fails, mock } from 'rx-swf/testing';
 * import { activity } from 'rx-swf/workflows';
 *
 * class CardDeclined extends Error {}
 *
 * const charge = activity<number, void>({ name: 'Charge', version: '1', retry: { unless: ['CardDeclined'] } });
 * mock(charge, fails('CardDeclined'));
 * mock(charge, fails(new CardDeclined('no money')));
 * ```
 */
export function fails(reason: string | Error, details?: unknown): MockAnswer<never> {
  if (typeof reason === 'string') return new MockAnswer(0, { reason, details });
  const described = describeFailure(reason);
  return new MockAnswer(0, { reason: described.reason, details: details ?? described.details });
}

/**
 * Creates a timeout: the mock never answers, so its first timeout ends it. That is its heartbeat timeout, if
 * it has one, as for a worker that died.
 */
export function timesOut(): MockAnswer<never> {
  return new MockAnswer(0, undefined);
}
