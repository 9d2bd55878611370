import { faults } from '../api/faults.js';
import type { OperationName } from '../api/Operations.js';
import {
  type CountedDecision,
  type CountedOperation,
  decisionRates,
  executionRates,
  operationRates,
  type Rate,
  taskListRate,
} from './rates.js';
import { TokenBucket } from './TokenBucket.js';

/** Refuses what comes faster than an account may send it. */
export class Throttle {
  readonly #operations = new Map<OperationName, TokenBucket>();
  readonly #decisions = new Map<CountedDecision, TokenBucket>();
  /** By execution or task list: what is forgotten takes its buckets along. */
  readonly #owned = new WeakMap<object, Map<string, TokenBucket>>();

  /** A call of an operation, by whomever. */
  admit(operation: OperationName, now: number): void {
    if (!take(this.#operations, operation, operationRates[operation], now)) throw faults.throttled();
  }

  /** A call that is about one execution. */
  admitFor(execution: object, operation: CountedOperation, now: number): void {
    if (!take(this.#ownedBy(execution), operation, executionRates[operation], now)) throw faults.throttled();
  }

  /** Whether one more decision of that type may be carried out. */
  allows(decision: CountedDecision, now: number): boolean {
    return take(this.#decisions, decision, decisionRates[decision], now);
  }

  /** Whether one more activity task may be scheduled on that list. */
  allowsTask(list: object, now: number): boolean {
    return take(this.#ownedBy(list), 'tasks', taskListRate, now);
  }

  #ownedBy(owner: object): Map<string, TokenBucket> {
    const known = this.#owned.get(owner);
    if (known !== undefined) return known;
    const buckets = new Map<string, TokenBucket>();
    this.#owned.set(owner, buckets);
    return buckets;
  }
}

function take<K>(buckets: Map<K, TokenBucket>, key: K, rate: Rate, now: number): boolean {
  let bucket = buckets.get(key);
  if (bucket === undefined) {
    bucket = new TokenBucket(rate, now);
    buckets.set(key, bucket);
  }
  return bucket.take(now);
}
