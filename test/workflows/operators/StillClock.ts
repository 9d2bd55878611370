import { type Clock, type ClockAlarm, manualClock, realClock } from 'rx-swf/local';

/** Something from outside that is to happen at a time. */
interface Visit {
  readonly at: number;
  readonly make: () => Promise<unknown>;
}

/**
 * A clock that stands still while anybody works, and goes on to what comes next when nobody does: what workers and
 * deciders take is no time at all, so that executions on it keep exact time.
 */
export class StillClock implements Clock {
  readonly polls = realClock();
  readonly #calendar = manualClock();
  readonly #visits: Visit[] = [];
  /** When the service acts next by itself; never, while it has work. */
  #until = Number.POSITIVE_INFINITY;
  #busy = 0;
  #jump: NodeJS.Immediate | undefined;

  now(): number {
    return this.#calendar.now();
  }

  alarm(ring: () => void): ClockAlarm {
    return {
      ...this.#calendar.alarm(ring),
      hold: () => this.#plan(Number.POSITIVE_INFINITY),
      release: (until, pace) => this.#plan(pace === 'quick' ? until : Number.POSITIVE_INFINITY),
    };
  }

  /** Does something for which time stands still until it is done. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#plan(this.#until);
    }
  }

  /** Does something at a time; of what is due at the same time, what was asked for first. */
  at(time: number, make: () => Promise<unknown>): void {
    const later = this.#visits.findIndex(({ at }) => at > time);
    this.#visits.splice(later < 0 ? this.#visits.length : later, 0, { at: time, make });
  }

  #plan(until: number): void {
    clearImmediate(this.#jump);
    this.#until = until;
    if (until === Number.POSITIVE_INFINITY || this.#busy > 0) return;
    this.#jump = setImmediate(() => this.#go());
  }

  #go(): void {
    const [visit] = this.#visits;
    const next = Math.min(this.#until, visit?.at ?? this.#until);
    this.#calendar.advance(Math.max(next - this.now(), 0));
    if (visit?.at !== next) return;
    this.#visits.shift();
    void this.during(visit.make);
  }
}
