import { type Clock, type ClockAlarm, manualClock, realClock } from 'rx-swf/local';

/** An external action that is scheduled for a time. */
interface Visit {
  readonly at: number;
  readonly make: () => Promise<unknown>;
}

/**
 * A clock that stands still while anything is in progress, and then advances to the next event. Workers and
 * deciders take no time on it, so that executions keep exact time.
 */
export class StillClock implements Clock {
  readonly polls = realClock();
  readonly #calendar = manualClock();
  readonly #visits: Visit[] = [];
  /** Time of the service's next own action; never while it has work. */
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

  /** Runs an action while time stands still. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#plan(this.#until);
    }
  }

  /** Schedules an action. Actions of the same time run in the order in which they were scheduled. */
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
