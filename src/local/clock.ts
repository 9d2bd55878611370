/** Rings once when its time has come; setting it again replaces the former time. */
export interface Alarm {
  /** Rings at this time, in milliseconds since the epoch, or soon after. */
  set(at: number): void;
  /** Does not ring any more. */
  clear(): void;
  /** Whether the process should stay alive for it: somebody waits for what it brings. */
  keepAlive(wanted: boolean): void;
}

/**
 * Where the embedded service takes its time from. The service keeps one alarm, set to its next deadline, so a
 * clock of one's own decides when, and how fast, deadlines are reached.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** An alarm of this clock that calls `ring`. */
  alarm(ring: () => void): Alarm;
}

/**
 * A clock that stands still until it is told to advance.
 *
 * @example
 * ```ts
 * import { LocalSwf, manualClock } from 'rx-swf/local';
 *
 * const clock = manualClock();
 * const swf = new LocalSwf({ clock });
 * clock.advance(30 * 86_400_000);   // every timer and timeout of thirty days, in order, at once
 * ```
 */
export interface ManualClock extends Clock {
  /** Moves on by so many milliseconds, stopping at each deadline on the way. */
  advance(milliseconds: number): void;
}

/** `setTimeout` waits no longer than this. */
const longestTimeout = 2 ** 31 - 1;

/**
 * The machine's own clock.
 *
 * @example
 * ```ts
 * import { LocalSwf, realClock } from 'rx-swf/local';
 *
 * const swf = new LocalSwf({ clock: realClock() });   // the default
 * ```
 */
export function realClock(): Clock {
  return { now: Date.now, alarm: ring => new RealAlarm(ring) };
}

class RealAlarm implements Alarm {
  readonly #ring: () => void;
  #timer: NodeJS.Timeout | undefined;
  #wanted = false;

  constructor(ring: () => void) {
    this.#ring = ring;
  }

  set(at: number): void {
    clearTimeout(this.#timer);
    const timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#ring();
      },
      Math.min(Math.max(at - Date.now(), 0), longestTimeout),
    );
    if (!this.#wanted) timer.unref();
    this.#timer = timer;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  keepAlive(wanted: boolean): void {
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (wanted) this.#timer?.ref();
    else this.#timer?.unref();
  }
}

/**
 * A clock for tests, which begins at `start` (milliseconds since the epoch) and moves only by `advance`.
 *
 * @example
 * ```ts
 * import { LocalSwf, manualClock } from 'rx-swf/local';
 *
 * const clock = manualClock(Date.UTC(2030, 0, 1));
 * const swf = new LocalSwf({ clock });
 * clock.advance(60_000);
 * ```
 */
export function manualClock(start: number = Date.UTC(2020, 0, 1)): ManualClock {
  let now = start;
  const alarms = new Map<Alarm, { at: number; ring: () => void }>();

  const next = () => {
    let earliest: { alarm: Alarm; at: number; ring: () => void } | undefined;
    for (const [alarm, { at, ring }] of alarms) {
      if (earliest === undefined || at < earliest.at) earliest = { alarm, at, ring };
    }
    return earliest;
  };

  return {
    now: () => now,
    alarm(ring) {
      const alarm: Alarm = {
        set: at => void alarms.set(alarm, { at, ring }),
        clear: () => void alarms.delete(alarm),
        keepAlive: () => {},
      };
      return alarm;
    },
    advance(milliseconds) {
      if (!(milliseconds >= 0)) throw new RangeError(`A clock cannot advance by ${milliseconds} ms`);
      const end = now + milliseconds;
      for (let due = next(); due !== undefined && due.at <= end; due = next()) {
        alarms.delete(due.alarm);
        now = Math.max(now, due.at);
        due.ring();
      }
      now = end;
    },
  };
}
