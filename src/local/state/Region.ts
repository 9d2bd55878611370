import { createHash } from 'node:crypto';
import type { Attributes, ReactingEvent } from '../api/events.js';
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

/** An event whose consequences are still to be drawn, one of these per type of event. */
export type FollowUp<T extends ReactingEvent = ReactingEvent> = {
  [K in T]: {
    readonly type: K;
    readonly execution: Execution;
    readonly attributes: Attributes<K>;
    readonly eventId: number;
  };
}[T];

export interface RegionOptions {
  readonly name: string;
  readonly account: string;
  readonly quotas: Quotas;
  /** Whether calls and decisions are counted against Amazon's rates. */
  readonly throttle?: boolean;
  /** All that is random in ids and tokens comes from here. */
  readonly seed: string;
}

const comesBefore = (a: Deadline, b: Deadline) => (a.at === b.at ? a.order < b.order : a.at < b.at);

/**
 * All of SWF in one account and region. It changes only by operations and deadlines, and is a function of them
 * and of their times: the same ones on the same seed give the same state.
 */
export class Region {
  readonly name: string;
  readonly account: string;
  readonly quotas: Quotas;
  readonly throttle: Throttle | undefined;
  readonly domains = new Registry<Domain>();
  /** By run id, open and closed, until their retention ends. */
  readonly executions = new Map<string, Execution>();
  /** When something happens by itself. */
  readonly deadlines = new Heap<Deadline>(comesBefore);
  /** When something is forgotten, which nobody waits for. */
  readonly retentions = new Heap<Deadline>(comesBefore);
  /** Tasks that wait on a list for somebody to take them. */
  readonly offered = new Set<Activity | DecisionTask>();
  /** Tasks that somebody works on. */
  readonly held = new Set<Activity | DecisionTask | Lambda>();
  readonly followUps: FollowUp[] = [];
  /** Executions whose history has grown too long. */
  readonly oversized = new Set<Execution>();
  /** Task lists that got a task since somebody looked for pollers. */
  readonly ready = new Set<AnyTaskList>();
  /** Lambda tasks that have started and wait for somebody to run their function. */
  readonly invocations: Lambda[] = [];
  /** Where all that happens is written down, if it is to outlive the process. */
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

  /** Takes the place of another region: the same ids and tokens are its own. */
  adopt(seed: string): void {
    this.#seed = seed;
    this.#tokens = new Tokens(seed);
  }

  /** The time of what is being done, in milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** Time never goes back, even if the machine's clock is set back. */
  reach(now: number): void {
    this.#now = Math.max(this.#now, Math.floor(now));
  }

  /** The last of the numbers given. */
  get serial(): number {
    return this.#serial;
  }

  /** What is done again gets the same numbers again. */
  resume(serial: number): void {
    this.#serial = serial;
  }

  /** A number above all numbers given before. */
  nextSerial(): number {
    this.#serial += 1;
    return this.#serial;
  }

  /** Looks like Amazon's: 46 characters. */
  newRunId(): string {
    const hash = createHash('sha256').update(`${this.#seed} run ${this.nextSerial()}`);
    return `22${hash.digest('base64')}`;
  }

  /** The deadline that is reached first. */
  get nextDeadline(): Deadline | undefined {
    const action = this.deadlines.peek();
    const retention = this.retentions.peek();
    if (action === undefined || retention === undefined) return action ?? retention;
    return comesBefore(retention, action) ? retention : action;
  }

  /** Sets, moves or (without a time) removes a deadline. */
  setDeadline(deadline: Deadline, at: number | undefined): void {
    const heap = deadline.due.kind === 'retention' ? this.retentions : this.deadlines;
    heap.delete(deadline);
    if (at === undefined) return;
    deadline.at = at;
    deadline.order = this.nextSerial();
    heap.push(deadline);
  }
}
