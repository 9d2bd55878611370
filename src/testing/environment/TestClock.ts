import { firstValueFrom, map, Observable } from 'rxjs';
import { type Clock, type ClockAlarm, realClock } from '../../local/index.js';
import { wait } from '../../requests/index.js';
import { IdleDetector } from './IdleDetector.js';

/** The clock of a test, for the service and the mocks. */
export interface TestClock extends Clock {
  readonly idleDetector: IdleDetector;
  /** Emits after a number of milliseconds, and completes. */
  sleep(milliseconds: number): Observable<void>;
  /** Advances time to the next event that is due, but at most to `limit`. */
  advance(limit?: number): Promise<void>;
}

const never = Number.POSITIVE_INFINITY;

/** A scheduled event. */
interface Deadline {
  at: number;
  readonly ring: () => void;
}

/** A clock that stands still until everything is idle, and then jumps to the next event that is due. */
export class SkippedClock implements TestClock {
  readonly idleDetector = new IdleDetector();
  /** The deadlines of polls are ignored: they wait for workers, not for the workflow. */
  readonly polls = realClock();
  readonly #alarms = new Set<Deadline>();
  readonly #sleepers = new Set<Deadline>();
  #now: number;
  /** The time of the service's next own action. */
  #serviceDeadline = never;

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  readonly now = (): number => this.#now;

  alarm(ring: () => void): ClockAlarm {
    const deadline = { at: never, ring };
    return {
      set: at => {
        deadline.at = at;
        this.#alarms.add(deadline);
      },
      clear: () => this.#alarms.delete(deadline),
      keepAlive: () => {},
      hold: () => this.idleDetector.setPace(undefined),
      release: (until, pace) => {
        this.#serviceDeadline = until;
        this.idleDetector.setPace(pace);
      },
    };
  }

  sleep(milliseconds: number): Observable<void> {
    return new Observable(subscriber => {
      const at = this.#now + milliseconds;
      const ring = () => {
        subscriber.next();
        subscriber.complete();
      };
      const sleeper = { at, ring };
      this.#sleepers.add(sleeper);
      return () => this.#sleepers.delete(sleeper);
    });
  }

  async advance(limit: number = never): Promise<void> {
    const next = [...this.#sleepers].reduce(
      (earliest, { at }) => Math.min(earliest, at),
      this.#serviceDeadline,
    );
    const to = Math.min(next, limit);
    if (to < never) this.#now = Math.max(this.#now, Math.ceil(to));
    for (const deadlines of [this.#alarms, this.#sleepers]) this.#ring(deadlines);
  }

  #ring(deadlines: Set<Deadline>): void {
    for (const deadline of [...deadlines].filter(({ at }) => at <= this.#now)) {
      deadlines.delete(deadline);
      deadline.ring();
    }
  }
}

/** The machine's clock. */
export class RealClock implements TestClock {
  readonly idleDetector = new IdleDetector();
  readonly #clock = realClock();

  readonly now = (): number => this.#clock.now();

  alarm(ring: () => void): ClockAlarm {
    const alarm = this.#clock.alarm(ring);
    return {
      set: at => alarm.set(at),
      clear: () => alarm.clear(),
      keepAlive: wanted => alarm.keepAlive(wanted),
      hold: () => this.idleDetector.setPace(undefined),
      release: (_, pace) => this.idleDetector.setPace(pace),
    };
  }

  sleep(milliseconds: number): Observable<void> {
    return wait(milliseconds).pipe(map(() => undefined));
  }

  /** Checks again soon, because the next real event cannot be predicted. */
  async advance(limit: number = never): Promise<void> {
    await firstValueFrom(wait(Math.max(0, Math.min(20, limit - this.now()))));
  }
}
