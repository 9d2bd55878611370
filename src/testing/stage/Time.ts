import { firstValueFrom, map, Observable } from 'rxjs';
import { type Clock, type ClockAlarm, realClock } from '../../local/index.js';
import { wait } from '../../requests/index.js';
import { Pulse } from './Pulse.js';

/** The clock of a test, for the service and the mocks. */
export interface Time extends Clock {
  readonly pulse: Pulse;
  /** Emits after a number of milliseconds, and completes. */
  sleep(milliseconds: number): Observable<void>;
  /** Advances time to the next event that is due, but at most to `limit`. */
  pass(limit?: number): Promise<void>;
}

const never = Number.POSITIVE_INFINITY;

/** A scheduled event. */
interface Appointment {
  at: number;
  readonly ring: () => void;
}

/** A clock that stands still until everything is idle, and then jumps to the next event that is due. */
export class SkippedTime implements Time {
  readonly pulse = new Pulse();
  /** The deadlines of polls are ignored: they wait for workers, not for the workflow. */
  readonly polls = realClock();
  readonly #alarms = new Set<Appointment>();
  readonly #sleepers = new Set<Appointment>();
  #now: number;
  /** The time of the service's next own action. */
  #until = never;

  constructor(start: Date) {
    this.#now = start.getTime();
  }

  readonly now = (): number => this.#now;

  alarm(ring: () => void): ClockAlarm {
    const appointment = { at: never, ring };
    return {
      set: at => {
        appointment.at = at;
        this.#alarms.add(appointment);
      },
      clear: () => this.#alarms.delete(appointment),
      keepAlive: () => {},
      hold: () => this.pulse.says(undefined),
      release: (until, pace) => {
        this.#until = until;
        this.pulse.says(pace);
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

  async pass(limit: number = never): Promise<void> {
    const next = [...this.#sleepers].reduce((earliest, { at }) => Math.min(earliest, at), this.#until);
    const to = Math.min(next, limit);
    if (to < never) this.#now = Math.max(this.#now, Math.ceil(to));
    for (const appointments of [this.#alarms, this.#sleepers]) this.#ring(appointments);
  }

  #ring(appointments: Set<Appointment>): void {
    for (const appointment of [...appointments].filter(({ at }) => at <= this.#now)) {
      appointments.delete(appointment);
      appointment.ring();
    }
  }
}

/** The machine's clock. */
export class RealTime implements Time {
  readonly pulse = new Pulse();
  readonly #clock = realClock();

  readonly now = (): number => this.#clock.now();

  alarm(ring: () => void): ClockAlarm {
    const alarm = this.#clock.alarm(ring);
    return {
      set: at => alarm.set(at),
      clear: () => alarm.clear(),
      keepAlive: wanted => alarm.keepAlive(wanted),
      hold: () => this.pulse.says(undefined),
      release: (_, pace) => this.pulse.says(pace),
    };
  }

  sleep(milliseconds: number): Observable<void> {
    return wait(milliseconds).pipe(map(() => undefined));
  }

  /** Checks again soon, because the next real event cannot be predicted. */
  async pass(limit: number = never): Promise<void> {
    await firstValueFrom(wait(Math.max(0, Math.min(20, limit - this.now()))));
  }
}
