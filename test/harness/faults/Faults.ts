/** What may go wrong between a client and SWF. */
export const faultNames = [
  /** SWF refuses the call: too many of them. */
  'throttled',
  /** SWF fails, with a 5xx, before it has done anything. */
  'failedBefore',
  /** The same after it has done what it was asked for. */
  'failedAfter',
  /** The connection is reset before SWF has the call. */
  'resetBefore',
  /** It is reset when SWF has carried the call out. */
  'resetAfter',
  /** The answer is cut off in the middle. */
  'halfSent',
  /** The answer takes its time, in two pieces. */
  'slow',
  /** What comes is not SWF's answer but somebody else's page. */
  'garbled',
  /** The host's name does not resolve. */
  'noSuchHost',
] as const;

/** Beside these, an answer that stops in the middle, on a connection that stays: on a wire only. */
export type FaultName = (typeof faultNames)[number] | 'stalled';

/** How likely each fault is for a call, from 0 to 1; together at most 1. */
export type Chances = { readonly [N in FaultName]?: number };

/** All of them, each as likely. */
export const mixed = (chance: number): Chances =>
  Object.fromEntries(faultNames.map(name => [name, chance / faultNames.length]));

/** Numbers in [0, 1) that a seed decides (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mix = Math.imul(state ^ (state >>> 15), 1 | state);
    mix = (mix + Math.imul(mix ^ (mix >>> 7), 61 | mix)) ^ mix;
    return ((mix ^ (mix >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Decides which calls fail, and how; the same for the same seed, call by call. Counts what it has decided. */
export class Faults {
  readonly seed: number;
  /** How often each fault was chosen. */
  readonly injected: Partial<Record<FaultName, number>> = {};
  calls = 0;
  readonly #chances: Chances;
  readonly #random: () => number;

  constructor(chances: Chances, seed: number) {
    this.#chances = chances;
    this.seed = seed;
    this.#random = dice(seed);
  }

  /** The fault of the next call, if it has one; of these only. */
  next(names: readonly FaultName[] = faultNames): FaultName | undefined {
    this.calls += 1;
    let left = this.#random();
    for (const name of names) {
      left -= this.#chances[name] ?? 0;
      if (left < 0) return this.#count(name);
    }
    return undefined;
  }

  /** How long a slow answer takes, in milliseconds. */
  pause(): number {
    return 5 + this.#random() * 45;
  }

  toString(): string {
    return `seed ${this.seed}: ${JSON.stringify(this.injected)} in ${this.calls} calls`;
  }

  #count(name: FaultName): FaultName {
    this.injected[name] = (this.injected[name] ?? 0) + 1;
    return name;
  }
}
