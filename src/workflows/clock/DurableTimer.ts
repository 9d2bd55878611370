import { cancelTimer, startTimer } from '../../decisions/index.js';
import type { Event } from '../../history/index.js';
import { defined } from '../../requests/index.js';
import type { Command } from '../commands/Command.js';
import type { Commands } from '../commands/Commands.js';
import { secondsOf } from '../commands/recorded.js';
import { isPassing } from '../errors/isPassing.js';
import { TimerNotStartedError } from '../errors/refusals.js';

/** How often a timer that SWF is too busy to start is asked for, before the decision fails to have a rest. */
const mostAttempts = 20;

/** A timer of SWF. */
export class DurableTimer {
  readonly #commands: Commands;
  readonly #seconds: number;
  readonly #work: () => void;
  readonly #retry: string | undefined;
  #attempt = 1;
  #isOff = false;
  #start: Command | undefined;
  #cancel: Command | undefined;
  /** The event by which SWF has recorded its start. */
  #origin = 0;

  /** @param retry - the mark of a retry policy's wait, whose seconds are not matched */
  constructor(commands: Commands, seconds: number, work: () => void, retry?: string) {
    this.#commands = commands;
    this.#seconds = seconds;
    this.#work = work;
    this.#retry = retry;
  }

  /** Starts it, and returns how to stop it. */
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
        ...defined({ control: this.#retry }),
      }),
      onRecorded: ({ id }) => {
        this.#origin = id;
      },
      onEvent: event => this.#told(event),
      isLeft: () => this.#isOff,
    };
    this.#commands.issue(this.#start);
    return () => this.#stop();
  }

  #stop(): void {
    if (this.#isOff || this.#start === undefined) return;
    const { id: timerId } = this.#start;
    if (!this.#commands.allows('the cancellation of a timer')) return;
    this.#isOff = true;
    if (this.#commands.withdraw(this.#start)) return;
    this.#cancel = {
      kind: 'CancelTimer',
      id: timerId,
      subject: '',
      decision: cancelTimer({ timerId }),
      // Where there was nothing to cancel, it has fired: over it is in any case.
      onRecorded: () => this.#commands.close(this.#origin),
    };
    this.#commands.issue(this.#cancel);
  }

  #told(event: Event): true {
    // It has fired in the very turn in which it was to be canceled.
    if (this.#cancel !== undefined) this.#commands.withdraw(this.#cancel);
    if (this.#isOff) return true;
    if (event.name === 'StartTimerFailed') this.#startAgain(event.attributes.cause);
    else {
      this.#isOff = true;
      this.#work();
    }
    return true;
  }

  /** No timer can be the wait for a timer; the turn that the refusal brings is. */
  #startAgain(cause: string | undefined): void {
    const isRestless = this.#attempt % mostAttempts === 0 && this.#commands.attempt === 1;
    if (!isPassing(cause) || isRestless) throw new TimerNotStartedError(cause);
    this.#attempt += 1;
    this.start();
  }
}
