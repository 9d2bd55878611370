import type { TypeId } from '../../values/index.js';
import { duration } from './duration.js';

/** Options of the text of an explanation. */
export interface TextOptions {
  /** Writes a point in time. @defaultValue `2026-11-28 18:02:11 UTC` */
  readonly time?: (date: Date) => string;
}

/** Writes the times of an explanation, relative to the time at which it was made. */
export class Writer {
  readonly #now: Date;
  readonly #time: (date: Date) => string;

  constructor(now: Date, { time = utc }: TextOptions) {
    this.#now = now;
    this.#time = time;
  }

  /** `12 min ago (2026-11-28 18:02:11 UTC)` */
  ago(date: Date | undefined): string {
    if (date === undefined) return 'at an unknown time';
    return `${duration(this.#now.getTime() - date.getTime())} ago (${this.#time(date)})`;
  }

  /** `for 12 min (since 2026-11-28 18:02:11 UTC)` */
  since(date: Date | undefined): string {
    if (date === undefined) return 'for an unknown time';
    return `for ${duration(this.#now.getTime() - date.getTime())} (since ${this.#time(date)})`;
  }

  /** `in 12 min (2026-11-28 18:02:11 UTC)` */
  until(date: Date): string {
    const left = date.getTime() - this.#now.getTime();
    return left < 0 ? `${duration(-left)} ago` : `in ${duration(left)} (${this.#time(date)})`;
  }

  /** `at 2026-11-28 18:02:11 UTC` */
  at(date: Date | undefined): string {
    return date === undefined ? 'at an unknown time' : `at ${this.#time(date)}`;
  }

  isPast(date: Date): boolean {
    return date < this.#now;
  }
}

const utc = (date: Date): string => `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** ` (Resize@1)` */
export const typeText = (type: TypeId | undefined): string =>
  type === undefined ? '' : ` (${type.name}@${type.version})`;

/** `1 task`, `2 tasks` */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Removes the period at the end of a text. */
export const withoutPeriod = (text: string): string => text.replace(/\.$/, '');
