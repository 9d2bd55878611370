import type { Rate } from './documentedRates.js';

/** Milliseconds in which the rate recovers fully from throttling. */
const recovery = 60_000;

/** The lowest factor to which throttling slows the rate. */
const slowest = 1 / 16;

/** Seconds of refill that watching always leaves to other calls. */
const reserved = 2;

/** Tolerance for sums of fractions of tokens. */
const tolerance = 1e-6;

/**
 * Budget of one operation. Watching has a bucket of its own, a share of the account's. A second bucket counts
 * every call of this client, so that watching also waits while other calls have used up the account's.
 */
export class Budget {
  #rate: Rate;
  #share: number;
  #tokens: number;
  #account: number;
  #at: number;
  #factor = 1;
  #isThrottled = false;

  constructor(rate: Rate, share: number, now: number) {
    this.#rate = rate;
    this.#share = share;
    this.#account = rate.burst;
    this.#tokens = this.#most;
    this.#at = now;
  }

  /** Sets the rate from now on. What has been used up of the buckets stays so. */
  set(rate: Rate, share: number, now: number): void {
    this.#refill(now);
    const used = { tokens: this.#most - this.#tokens, account: this.#rate.burst - this.#account };
    this.#rate = rate;
    this.#share = share;
    this.#tokens = this.#most - used.tokens;
    this.#account = Math.max(0, rate.burst - used.account);
  }

  /** Calls per second that watching may make. */
  get perSecond(): number {
    return this.#rate.perSecond * this.#share * this.#factor;
  }

  /** Counts a call of any kind. */
  count(now: number): void {
    this.#refill(now);
    this.#account = Math.max(0, this.#account - 1);
  }

  /** Takes a token of watching, and returns true if there was one. */
  take(now: number): boolean {
    if (this.delay(now) > 0) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Returns the milliseconds until watching may make a call. */
  delay(now: number): number {
    this.#refill(now);
    const { burst, perSecond } = this.#rate;
    const reserve = Math.min(perSecond * reserved, burst / 4);
    const seconds = Math.max(
      (1 - this.#tokens - tolerance) / this.perSecond,
      (reserve + 1 - this.#account - tolerance) / perSecond,
    );
    return Math.max(0, Math.ceil(seconds * 1000));
  }

  /** Returns the milliseconds after which `calls` more calls will have been allowed. */
  delayOf(calls: number, now: number): number {
    this.#refill(now);
    return Math.max(0, ((calls - this.#tokens) / this.perSecond) * 1000);
  }

  /** Notes that SWF has throttled a call: its bucket is empty, and others draw on it. */
  throttle(now: number): void {
    this.#refill(now);
    this.#tokens = Math.min(this.#tokens, 0);
    this.#account = 0;
    this.#factor = Math.max(slowest, this.#factor / 2);
    this.#isThrottled = true;
  }

  /** Notes that SWF has answered a call again. What the pause would have allowed is not made up for. */
  resume(now: number): void {
    if (!this.#isThrottled) return;
    this.#refill(now);
    this.#tokens = Math.min(this.#tokens, 1);
    this.#isThrottled = false;
  }

  /** Tokens of a full bucket of watching. */
  get #most(): number {
    return Math.max(1, Math.floor(this.#rate.burst * this.#share));
  }

  #refill(now: number): void {
    const elapsed = Math.max(0, now - this.#at);
    const { burst, perSecond } = this.#rate;
    this.#at = now;
    this.#account = Math.min(burst, this.#account + (elapsed / 1000) * perSecond);
    this.#tokens = Math.min(this.#most, this.#tokens + (elapsed / 1000) * this.perSecond);
    if (!this.#isThrottled) this.#factor = Math.min(1, this.#factor + elapsed / recovery);
  }
}
