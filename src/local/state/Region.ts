import { sha256, toBase64 } from '#platform';
import type { Attributes, EventType, ReactingEvent } from '../api/events.js';
import { Tokens } from '../api/tokens.js';
import type { Quotas } from '../limits/quotas.js';
import { Throttle } from '../limits/Throttle.js';
import type { Deadline } from './Deadline.js';
import type { Domain } from './Domain.js';
import type { Execution } from './Execution.js';
import { Heap } from './Heap.js';
import type { Journal } from './Journal.js';
import { Registry } from './Registry.js';
import type { AnyTaskList } from './TaskList.js';
import type { Activity, DecisionTask, Lambda } from './tasks.js';

/** An event whose effects outside its own history are still to be applied. One variant per type of event. */
export type PendingReaction<T extends ReactingEvent = ReactingEvent> = {
  [K in T]: {
    readonly type: K;
    readonly execution: Execution;
    readonly attributes: Attributes<K>;
    readonly eventId: number;
  };
}[T];

/** An event that SWF reports to Amazon EventBridge. */
export interface Report {
  readonly execution: Execution;
  readonly type: EventType;
  readonly eventId: number;
  /** In milliseconds since the epoch. */
  readonly at: number;
}

export interface RegionOptions {
  readonly name: string;
  readonly account: string;
  readonly quotas: Quotas;
  /** Limits calls and decisions to Amazon's rates. */
  readonly throttle?: boolean;
  /** The source of everything random in ids and tokens. */
  readonly seed: string;
}

const comesBefore = (a: Deadline, b: Deadline) => (a.at === b.at ? a.order < b.order : a.at < b.at);

/**
 * The complete state of SWF in one account and region. It changes only through operations and deadlines, and
 * is a function of these and their times: with the same seed, the same ones produce the same state.
 */
export class Region {
  readonly name: string;
  readonly account: string;
  readonly quotas: Quotas;
  readonly throttle: Throttle | undefined;
  readonly domains = new Registry<Domain>();
  /** By run id, open and closed, until their retention ends. */
  readonly executions = new Map<string, Execution>();
  /** Deadlines at which the service acts on its own. */
  readonly deadlines = new Heap<Deadline>(comesBefore);
  /**
   * Deadlines at which closed executions are deleted. Separate, because time is never skipped for these
   * alone.
   */
  readonly retentions = new Heap<Deadline>(comesBefore);
  /** Tasks on a list that no poller has taken yet. */
  readonly offered = new Set<Activity | DecisionTask>();
  /** Tasks that a worker, a decider or a Lambda function is working on. */
  readonly held = new Set<Activity | DecisionTask | Lambda>();
  readonly pendingReactions: PendingReaction[] = [];
  /** Executions whose history has reached the maximum number of events. */
  readonly oversized = new Set<Execution>();
  /** Task lists that received a task since pollers were last served. */
  readonly ready = new Set<AnyTaskList>();
  /** Started Lambda tasks whose function is still to be invoked. */
  readonly invocations: Lambda[] = [];
  /** Events of the current operation that are still to be reported. */
  readonly reports: Report[] = [];
  /**
   * True in a fork: whatever isn't here may exist elsewhere, so messages to unknown executions and calls of
   * unknown Lambda functions wait for an answer instead of failing.
   */
  isFork = false;
  /** The journal of all changes, if the state is to outlive the process. */
  journal: Journal | undefined;
  #seed: string;
  #tokens: Tokens;
  #serial = 0;
  #now = 0;

  constructor({ name, account, quotas, throttle = false, seed }: RegionOptions) {
    this.name = name;
    this.account = account;
    this.quotas = quotas;
    this.throttle = throttle ? new Throttle() : undefined;
    this.#seed = seed;
    this.#tokens = new Tokens(seed);
  }

  get seed(): string {
    return this.#seed;
  }

  get tokens(): Tokens {
    return this.#tokens;
  }

  /** Uses the seed of a stored region, so that its ids and tokens stay valid. */
  adopt(seed: string): void {
    this.#seed = seed;
    this.#tokens = new Tokens(seed);
  }

  /** The time of the current operation, in milliseconds since the epoch. */
  get now(): number {
    return this.#now;
  }

  /** Advances the time. It never goes back, even if the machine's clock is set back. */
  reach(now: number): void {
    this.#now = Math.max(this.#now, Math.floor(now));
  }

  /** Runs `act` at another time. Used for events that were recorded elsewhere, earlier. */
  asOf<T>(time: number, act: () => T): T {
    const present = this.#now;
    this.#now = time;
    try {
      return act();
    } finally {
      this.#now = present;
    }
  }

  /** The latest serial number. */
  get serial(): number {
    return this.#serial;
  }

  /** Continues from this serial number, so that replayed changes get the same numbers again. */
  resume(serial: number): void {
    this.#serial = serial;
  }

  /** Returns the next serial number, which is higher than all previous ones. */
  nextSerial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  /** Creates a run id in Amazon's format: 46 characters. */
  newRunId(): string {
    return `22${toBase64(sha256(`${this.#seed} run ${this.nextSerial()}`))}`;
  }

  /** The earliest deadline, including retentions. */
  get nextDeadline(): Deadline | undefined {
    const action = this.deadlines.peek();
    const retention = this.retentions.peek();
    if (action === undefined || retention === undefined) return action ?? retention;
    return comesBefore(retention, action) ? retention : action;
  }

  /** Sets or moves a deadline, or removes it if `at` is undefined. */
  setDeadline(deadline: Deadline, at: number | undefined): void {
    const heap = deadline.due.kind === 'retention' ? this.retentions : this.deadlines;
    heap.delete(deadline);
    if (at === undefined) return;
    deadline.at = at;
    deadline.order = this.nextSerial();
    heap.push(deadline);
  }
}
