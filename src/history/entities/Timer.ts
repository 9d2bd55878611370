import type { CancelTimerFailedCause, StartTimerFailedCause } from '@aws-sdk/client-swf';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of a {@link Timer}. The first is open. */
export type TimerState = 'started' | 'startFailed' | 'fired' | 'canceled';

/** A timer, as recorded in the history. Its `id` is the timer id. */
export class Timer extends withPayloads(
  IdentifiedEntity<TimerState, TimerState | 'cancelFailed'>,
  'control',
) {
  /** Duration in seconds. */
  declare readonly startToFireTimeout: number | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` if SWF could not start it. */
  declare readonly startedEventId: number | undefined;
  /** Cause of the failure to start it or, while it is open, to cancel it. */
  declare readonly cause: StartTimerFailedCause | CancelTimerFailedCause | undefined;

  override get isOpen(): boolean {
    return this.state === 'started';
  }

  override toString(): string {
    return `Timer('${this.id}', ${this.state})`;
  }
}
