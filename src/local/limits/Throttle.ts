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

/** Rejects calls and decisions that exceed the rates of an account. */
export class Throttle {
  readonly #operations = new Map<OperationName, TokenBucket>();
  readonly #decisions = new Map<CountedDecision, TokenBucket>();
  /** By execution or task list. Weak, so that buckets are collected with their owner. */
  readonly #owned = new WeakMap<object, Map<string, TokenBucket>>();

  /** Counts a call of an operation. Throws a `ThrottlingException` if it exceeds the rate. */
  admit(operation: OperationName, now: number): void {
    if (!take(this.#operations, operation, operationRates[operation], now)) throw faults.throttled();
  }

  /** Counts a call against the rate of its execution. Throws a `ThrottlingException` if it exceeds that. */
  admitFor(execution: object, operation: CountedOperation, now: number): void {
    if (!take(this.#ownedBy(execution), operation, executionRates[operation], now)) throw faults.throttled();
  }

  /** Counts a decision of this type, and returns whether it is within the rate. */
  allows(decision: CountedDecision, now: number): boolean {
    return take(this.#decisions, decision, decisionRates[decision], now);
  }

  /** Counts an activity task scheduled on this list, and returns whether it is within the rate. */
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
