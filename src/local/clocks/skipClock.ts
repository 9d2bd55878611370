import { checkOptions, milliseconds, type Rules } from '../options/checkOptions.js';
import type { Clock, ClockAlarm, ClockPace } from './Clock.js';
import { realClock, TimeoutAlarm } from './realClock.js';

/** Options of a skip clock: the real milliseconds without activity before time jumps. */
export interface SkipClockOptions {
  /** Applies when a worker or decider polls and everything waits for the next deadline. Defaults to 5. */
  readonly quiet?: number;
  /**
   * Applies when a call may still arrive: there is no poll and no task is pending, there are polls and a task
   * is pending that none of them takes, or the next deadline is the timeout of an execution. Defaults to
   * 1,000; with `Infinity`, time never jumps in these cases.
   */
  readonly patience?: number;
}

const rules: Rules<SkipClockOptions> = { quiet: milliseconds, patience: milliseconds };

/**
 * Creates a clock that runs at the speed of the machine's while work is in progress, and jumps to the next
 * timer or timeout when none is: a workflow with a timer of thirty days runs in milliseconds.
 *
 * Time passes in real time while a request is in progress, a worker or decider has a task, or a Lambda
 * function runs, so heartbeats and timeouts of running tasks take their actual time. Long polls always wait
 * in real time.
 *
 * @example
 * ```ts
 * import { LocalSwf, skipClock } from 'rx-swf/local';
 *
 * new LocalSwf({ clock: 'skip' });
 * new LocalSwf({ clock: skipClock({ patience: 50 }) });   // for tests in which no worker polls
 * ```
 */
export function skipClock(options: SkipClockOptions = {}): Clock {
  checkOptions('skipClock()', options, rules);
  const { quiet = 5, patience = 1000 } = options;
  return new SkipClock({ quick: quiet, patient: patience, real: Number.POSITIVE_INFINITY });
}

/**
 * The machine's clock plus the time skipped so far.
 *
 * In: each service on this clock calls `hold` before it works and `release(until, pace)` when it is idle.
 * Out: a jump to the earliest `until` after a silence that the slowest pace sets, and the alarms that are
 * then due ring.
 *
 * Invariant: there is at most one planned jump, and it is replaced only if `until` or `pace` changes. A
 * service that holds has the pace `real`, whose silence is infinite, so no jump is planned.
 * Trap: the silence itself and long polls run on `polls`, the real clock, which never jumps.
 */
class SkipClock implements Clock {
  readonly polls = realClock();
  readonly now = () => this.polls.now() + this.#skipped;
  readonly #silence: Readonly<Record<ClockPace, number>>;
  readonly #alarms = new Set<SkipAlarm>();
  #skipped = 0;
  /** Rings after enough real time without activity. */
  readonly #silenceEnd: ClockAlarm = this.polls.alarm(() => {
    if (this.#jump !== undefined) this.#jumpTo(this.#jump.until);
  });
  #jump: { readonly until: number; readonly pace: ClockPace } | undefined;

  constructor(silence: Readonly<Record<ClockPace, number>>) {
    this.#silence = silence;
  }

  alarm(ring: () => void): SkipAlarm {
    return new SkipAlarm(this.now, ring, this.#alarms, () => this.#plan());
  }

  reach(time: number): void {
    if (time > this.now()) this.#jumpTo(time);
  }

  /**
   * Plans the jump that all services on this clock allow. If that jump is already planned, it keeps its time.
   */
  #plan(): void {
    let until = Number.POSITIVE_INFINITY;
    let pace: ClockPace = 'quick';
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

class SkipAlarm implements ClockAlarm {
  readonly #now: () => number;
  readonly #ring: () => void;
  readonly #timeout: TimeoutAlarm;
  readonly #alarms: Set<SkipAlarm>;
  readonly #plan: () => void;
  #at = Number.POSITIVE_INFINITY;
  until = Number.POSITIVE_INFINITY;
  pace: ClockPace = 'quick';

  constructor(now: () => number, ring: () => void, alarms: Set<SkipAlarm>, plan: () => void) {
    this.#now = now;
    this.#ring = () => {
      this.#at = Number.POSITIVE_INFINITY;
      ring();
    };
    this.#timeout = new TimeoutAlarm(now, this.#ring);
    this.#alarms = alarms;
    this.#plan = plan;
  }

  set(at: number): void {
    this.#at = at;
    this.#timeout.set(at);
  }

  clear(): void {
    this.#timeout.clear();
    this.#at = Number.POSITIVE_INFINITY;
    this.#alarms.delete(this);
    this.#plan();
  }

  keepAlive(wanted: boolean): void {
    this.#timeout.keepAlive(wanted);
  }

  hold(): void {
    this.#allow(Number.POSITIVE_INFINITY, 'real');
  }

  release(until: number, pace: ClockPace): void {
    this.#allow(until, pace);
  }

  /** Called after the clock has jumped: rings if the alarm is due, and otherwise waits for the rest. */
  afterJump(): void {
    if (this.#at === Number.POSITIVE_INFINITY) return;
    this.#timeout.clear();
    if (this.#at <= this.#now()) this.#ring();
    else this.#timeout.set(this.#at);
  }

  #allow(until: number, pace: ClockPace): void {
    this.#alarms.add(this);
    this.until = until;
    this.pace = pace;
    this.#plan();
  }
}
