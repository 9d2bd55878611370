import { checkOptions, isAmount, type Rule, type Rules } from '../options/checkOptions.js';
import type { Alarm, Clock, Pace } from './Clock.js';
import { realClock, TimeoutAlarm } from './realClock.js';

/** How long it must be quiet before time jumps, in real milliseconds. */
export interface SkipClockOptions {
  /** When a worker or decider polls, and all that it waits for is a deadline. Default 5. */
  readonly quiet?: number;
  /**
   * When somebody might still step in: nobody polls and no task waits, somebody polls but not for the task that
   * waits, or what comes next is the end of an execution by its own timeout. Default 1,000; with `Infinity` time
   * never jumps then.
   */
  readonly patience?: number;
}

const period: Rule = [isAmount, 'a number of milliseconds from 0'];
const rules: Rules<SkipClockOptions> = { quiet: period, patience: period };

/**
 * A clock that goes as the machine's does while somebody works, and jumps to the next timer or timeout when nobody
 * does: a workflow with a timer of thirty days runs in milliseconds.
 *
 * Time is real while a request is under way, a task is held by a worker or decider, or a Lambda function runs, so
 * heartbeats and timeouts of held tasks mean what they say. Long polls wait in real time, always.
 *
 * @example
 * ```ts
 * import { LocalSwf, skipClock } from 'rx-swf/local';
 *
 * new LocalSwf({ clock: 'skip' });
 * new LocalSwf({ clock: skipClock({ patience: 50 }) });   // a test of what happens when nobody comes
 * ```
 */
export function skipClock(options: SkipClockOptions = {}): Clock {
  checkOptions('skipClock()', options, rules);
  const { quiet = 5, patience = 1000 } = options;
  return new SkipClock({ quick: quiet, patient: patience, real: Number.POSITIVE_INFINITY });
}

class SkipClock implements Clock {
  readonly polls = realClock();
  readonly now = () => this.polls.now() + this.#skipped;
  readonly #silence: Readonly<Record<Pace, number>>;
  readonly #alarms = new Set<SkipAlarm>();
  #skipped = 0;
  /** Rings when it has been quiet for long enough. */
  readonly #silenceEnd: Alarm = this.polls.alarm(() => {
    if (this.#jump !== undefined) this.#jumpTo(this.#jump.until);
  });
  #jump: { readonly until: number; readonly pace: Pace } | undefined;

  constructor(silence: Readonly<Record<Pace, number>>) {
    this.#silence = silence;
  }

  alarm(ring: () => void): SkipAlarm {
    return new SkipAlarm(this.now, ring, this.#alarms, () => this.#plan());
  }

  reach(time: number): void {
    if (time > this.now()) this.#jumpTo(time);
  }

  /** The jump that all services on this clock agree to; one that is planned already keeps its time. */
  #plan(): void {
    let until = Number.POSITIVE_INFINITY;
    let pace: Pace = 'quick';
    for (const alarm of this.#alarms) {
      if (alarm.until < until) until = alarm.until;
      if (this.#silence[alarm.pace] > this.#silence[pace]) pace = alarm.pace;
    }
    if (this.#jump?.until === until && this.#jump.pace === pace) return;
    this.#silenceEnd.clear();
    this.#jump = undefined;
    const silence = this.#silence[pace];
    if (until === Number.POSITIVE_INFINITY || silence === Number.POSITIVE_INFINITY) return;
    this.#jump = { until, pace };
    this.#silenceEnd.set(this.polls.now() + silence);
  }

  #jumpTo(until: number): void {
    this.#jump = undefined;
    this.#skipped += Math.max(Math.ceil(until - this.now()), 0);
    for (const alarm of [...this.#alarms]) alarm.afterJump();
  }
}

class SkipAlarm implements Alarm {
  readonly #now: () => number;
  readonly #ring: () => void;
  readonly #timeout: TimeoutAlarm;
  readonly #among: Set<SkipAlarm>;
  readonly #plan: () => void;
  #at = Number.POSITIVE_INFINITY;
  until = Number.POSITIVE_INFINITY;
  pace: Pace = 'quick';

  constructor(now: () => number, ring: () => void, among: Set<SkipAlarm>, plan: () => void) {
    this.#now = now;
    this.#ring = () => {
      this.#at = Number.POSITIVE_INFINITY;
      ring();
    };
    this.#timeout = new TimeoutAlarm(now, this.#ring);
    this.#among = among;
    this.#plan = plan;
  }

  set(at: number): void {
    this.#at = at;
    this.#timeout.set(at);
  }

  clear(): void {
    this.#timeout.clear();
    this.#at = Number.POSITIVE_INFINITY;
    this.#among.delete(this);
    this.#plan();
  }

  keepAlive(wanted: boolean): void {
    this.#timeout.keepAlive(wanted);
  }

  hold(): void {
    this.#agree(Number.POSITIVE_INFINITY, 'real');
  }

  release(until: number, pace: Pace): void {
    this.#agree(until, pace);
  }

  /** The clock shows another time: what was waited for may be here. */
  afterJump(): void {
    if (this.#at === Number.POSITIVE_INFINITY) return;
    this.#timeout.clear();
    if (this.#at <= this.#now()) this.#ring();
    else this.#timeout.set(this.#at);
  }

  #agree(until: number, pace: Pace): void {
    this.#among.add(this);
    this.until = until;
    this.pace = pace;
    this.#plan();
  }
}
