import type { CancelTimerFailedCause, StartTimerFailedCause } from '@aws-sdk/client-swf';
import { IdentifiedEntity } from './Entity.js';

/** The states of a {@link Timer}. The first is the open one. */
export type TimerState = 'started' | 'startFailed' | 'fired' | 'canceled';

/** A timer, as its history tells. Its `id` is the timer id. */
export class Timer extends IdentifiedEntity<TimerState, TimerState | 'cancelFailed'> {
  /** Seconds from its start to its end. */
  declare readonly startToFireTimeout: number | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` where SWF refused to start it. */
  declare readonly startedEventId: number | undefined;
  declare readonly rawControl: string | undefined;
  /** Why SWF refused to start it, or, while it is open, to cancel it. */
  declare readonly cause: StartTimerFailedCause | CancelTimerFailedCause | undefined;

  override get isOpen(): boolean {
    return this.state === 'started';
  }

  get control(): unknown {
    return this.value(this.rawControl);
  }

  override toString(): string {
    return `Timer('${this.id}', ${this.state})`;
  }
}
