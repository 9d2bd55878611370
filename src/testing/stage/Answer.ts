import { describeFailure } from '../../streams/actors/perform/describeFailure.js';
import { refuse } from '../../values/index.js';

/** How a mock answers, if not with a value at once. Made by {@link takes}, {@link fails} and {@link timesOut}. */
export class Answer<out O> {
  /** How long it takes, in the workflow's time. */
  readonly seconds: number;
  /** `undefined` for none. */
  readonly ending:
    | { readonly value: O | Answer<O> }
    | { readonly reason: string; readonly details: unknown }
    | undefined;

  constructor(seconds: number, ending: Answer<O>['ending']) {
    this.seconds = seconds;
    this.ending = ending;
  }
}

/**
 * An answer that comes after so many seconds of the workflow's time, which cost the test none. A mock that takes its
 * time heartbeats as its definition asks for, and stops when it is asked to cancel.
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
export function takes<O>(seconds: number, answer: O | Answer<O>): Answer<O> {
  if (!(seconds >= 0 && seconds < Number.POSITIVE_INFINITY)) refuse('seconds', seconds, 'a number from 0');
  return new Answer(seconds, { value: answer });
}

/**
 * A failure, as the workflow is to see it: by a reason, or by an error, of which a worker's handler that throws it tells
 * the same.
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
export function fails(reason: string | Error, details?: unknown): Answer<never> {
  if (typeof reason === 'string') return new Answer(0, { reason, details });
  const described = describeFailure(reason);
  return new Answer(0, { reason: described.reason, details: details ?? described.details });
}

/**
 * No answer at all: what is mocked times out, by whichever of its timeouts is the first. That is its heartbeat
 * timeout, if it has one, as for a worker that died.
 */
export function timesOut(): Answer<never> {
  return new Answer(0, undefined);
}
