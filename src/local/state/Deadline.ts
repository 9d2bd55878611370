import type { Domain } from './Domain.js';
import type { Execution } from './Execution.js';
import type { HeapItem } from './Heap.js';
import type { Activity, DecisionTask, Lambda, Timer } from './tasks.js';

/** The subject of a deadline. */
export type Due =
  | { readonly kind: 'activityTask'; readonly activity: Activity }
  | { readonly kind: 'decisionTask'; readonly task: DecisionTask }
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'lambdaFunction'; readonly lambda: Lambda }
  | { readonly kind: 'execution'; readonly execution: Execution }
  | { readonly kind: 'retention'; readonly domain: Domain };

/** A time at which the service acts without a request. */
export interface Deadline extends HeapItem {
  at: number;
  /** Breaks ties between equal times: first set, first reached. */
  order: number;
  readonly due: Due;
}

/** Creates a deadline that is not set. */
export const deadline = (due: Due): Deadline => ({ at: 0, order: 0, heapIndex: -1, due });
