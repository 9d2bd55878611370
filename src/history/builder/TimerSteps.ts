import type { StartTimerFailedCause } from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import type { Timer, TimerState } from '../entities/Timer.js';
import { checkState } from '../events/checkState.js';
import { ActivitySteps } from './ActivitySteps.js';

/** Options for starting a timer. */
export interface TimerStartedOptions {
  /** Seconds. @defaultValue 1 */
  readonly startToFireTimeout?: number | undefined;
  readonly control?: unknown;
}

/** Options for the life of a timer. */
export interface TimerStepOptions extends TimerStartedOptions {
  /** The state that it reaches. @defaultValue 'fired' */
  readonly state?: TimerState | undefined;
  readonly cause?: StartTimerFailedCause | undefined;
}

const names: OptionNames<TimerStepOptions> = {
  startToFireTimeout: true,
  control: true,
  state: true,
  cause: true,
};
const nothing = {};

/** Steps of timers. */
export abstract class TimerSteps extends ActivitySteps {
  /** Adds a timer, from its start up to `state`. */
  timer(id: string, options: TimerStepOptions = nothing): this {
    checkOptions('timer()', options, names);
    const { state = 'fired', cause } = options;
    checkState(state);
    if (state === 'startFailed') return this.timerStartFailed(id, cause);
    this.timerStarted(id, options);
    if (state === 'fired') return this.timerFired(id);
    return state === 'canceled' ? this.timerCanceled(id) : this;
  }

  timerStarted(id: string, options: TimerStartedOptions = nothing): this {
    checkOptions('timerStarted()', options, names);
    if (this.compiled.timers.get(id)?.isOpen) this.refuse('TimerStarted', `timer '${id}' is running`);
    this.decided('TimerStarted', {
      timerId: id,
      startToFireTimeout: String(options.startToFireTimeout ?? 1),
      ...this.payload('control', options.control),
    });
    return this;
  }

  /** SWF rejects the decision to start the timer. */
  timerStartFailed(id: string, cause: StartTimerFailedCause = 'TIMER_ID_ALREADY_IN_USE'): this {
    this.decided('StartTimerFailed', { timerId: id, cause });
    return this;
  }

  /** The timer fires, no earlier than its timeout. */
  timerFired(id: string): this {
    const { eventId: startedEventId, startToFireTimeout = 0 } = this.#timer('TimerFired', id);
    const after = this.timeOf(startedEventId) + startToFireTimeout * 1_000;
    this.happened('TimerFired', { timerId: id, startedEventId }, { after });
    return this;
  }

  timerCanceled(id: string): this {
    const { eventId: startedEventId } = this.#timer('TimerCanceled', id);
    this.decided('TimerCanceled', { timerId: id, startedEventId });
    return this;
  }

  /** SWF rejects the decision to cancel a timer that is not running. */
  timerCancelFailed(id: string): this {
    if (this.compiled.timers.get(id)?.isOpen) {
      this.refuse('CancelTimerFailed', `timer '${id}' is running, and so not unknown`);
    }
    this.decided('CancelTimerFailed', { timerId: id, cause: 'TIMER_ID_UNKNOWN' });
    return this;
  }

  #timer(event: string, id: string): Timer {
    const timer = this.compiled.timers.get(id);
    if (timer === undefined) return this.refuse(event, `there is no timer '${id}'`);
    return timer.isOpen ? timer : this.refuse(event, `timer '${id}' is ${timer.state}, not started`);
  }
}
