import { cancelTimer, startTimer } from '../../decisions/index.js';
import type { Event } from '../../history/index.js';
import { omitUndefined } from '../../values/index.js';
import type { Command } from '../commands/Command.js';
import type { Commands } from '../commands/Commands.js';
import { isTransientCause } from '../errors/isTransientCause.js';
import { TimerNotStartedError } from '../errors/NotStartedError.js';
import { secondsOf } from '../turns/commandOf.js';

/**
 * The number of attempts at a timer that SWF refuses to start because of a quota, before the decision fails
 * in order to back off.
 */
const maxAttempts = 20;

/** An SWF timer. */
export class DurableTimer {
  readonly #commands: Commands;
  readonly #seconds: number;
  readonly #work: () => void;
  readonly #retry: string | undefined;
  #attempt = 1;
  #isOver = false;
  #start: Command | undefined;
  #cancel: Command | undefined;
  /** The event that records its start. */
  #origin = 0;

  /** @param retry - the mark of a retry policy's delay, whose seconds are not matched */
  constructor(commands: Commands, seconds: number, work: () => void, retry?: string) {
    this.#commands = commands;
    this.#seconds = seconds;
    this.#work = work;
    this.#retry = retry;
  }

  /** Starts the timer. Returns a function that stops it. */
  start(): () => void {
    const timerId = this.#commands.nextId();
    this.#start = {
      kind: 'StartTimer',
      id: timerId,
      subject: secondsOf(this.#seconds),
      ignoresSubject: this.#retry !== undefined,
      decision: startTimer({
        timerId,
        startToFireTimeout: this.#seconds,
        ...omitUndefined({ control: this.#retry }),
      }),
      onRecorded: ({ id }) => {
        this.#origin = id;
      },
      onEvent: event => this.#onEvent(event),
      isLeft: () => this.#isOver,
      isWanted: () => !this.#isOver,
    };
    this.#commands.issue(this.#start);
    return () => this.#stop();
  }

  #stop(): void {
    if (this.#isOver || this.#start === undefined) return;
    const { id: timerId } = this.#start;
    if (!this.#commands.allows('the cancellation of a timer')) return;
    this.#isOver = true;
    if (this.#commands.withdraw(this.#start)) return;
    this.#cancel = {
      kind: 'CancelTimer',
      id: timerId,
      subject: '',
      decision: cancelTimer({ timerId }),
      // If there was nothing to cancel, the timer has fired: it is over in either case.
      onRecorded: () => this.#commands.close(this.#origin),
    };
    this.#commands.issue(this.#cancel);
  }

  #onEvent(event: Event): true {
    // The timer fired in the same turn in which it was canceled.
    if (this.#cancel !== undefined) this.#commands.withdraw(this.#cancel);
    if (this.#isOver) return true;
    if (event.name === 'StartTimerFailed') this.#restart(event.attributes.cause);
    else {
      this.#isOver = true;
      this.#work();
    }
    return true;
  }

  /** A retry cannot wait with another timer, so it waits for the turn that the refusal triggers. */
  #restart(cause: string | undefined): void {
    const mustBackOff = this.#attempt % maxAttempts === 0 && this.#commands.attempt === 1;
    if (!isTransientCause(cause) || mustBackOff) throw new TimerNotStartedError(cause);
    this.#attempt += 1;
    this.start();
  }
}
