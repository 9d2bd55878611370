import { Subject } from 'rxjs';
import { uuid, warn } from '#platform';
import { faults } from '../api/faults.js';
import type { OperationName } from '../api/Operations.js';
import { toError } from '../api/toError.js';
import { openTask } from '../api/tokens.js';
import type { Clock } from '../clocks/Clock.js';
import type { Quotas } from '../limits/quotas.js';
import { Region, type Report } from '../state/Region.js';
import type { Store, StoredRegions } from '../store/Store.js';
import type { LambdaHandlers } from './lambdaHandlers.js';
import { closedError, Service } from './Service.js';
import { type StateChange, stateChange } from './stateChange.js';

export interface AccountOptions {
  readonly account: string;
  /** Region of requests that do not name one. */
  readonly home: string;
  readonly quotas: Quotas;
  readonly throttle: boolean;
  readonly clock: Clock;
  /** Time that a poll waits for a task, in milliseconds. */
  readonly longPoll: number;
  readonly lambda: LambdaHandlers;
  /** Opens the store that keeps the state, if it is kept. */
  readonly openStore?: ((regions: StoredRegions) => Promise<Store>) | undefined;
}

/**
 * The SWF of one account: a service for each region, created by the first request to it. The services share
 * the clock, the Lambda functions and the data folder, and nothing else.
 */
export class Account {
  readonly home: string;
  readonly #options: AccountOptions;
  readonly #services = new Map<string, Service>();
  /** Emits what Amazon would report to EventBridge, of all regions. Completes on close. */
  readonly stateChanges$ = new Subject<StateChange>();
  /** The store while it is being opened, and once it has been read. */
  readonly #opening: Promise<Store> | undefined;
  #store: Store | undefined;
  #isClosed = false;

  constructor(options: AccountOptions) {
    this.home = options.home;
    this.#options = options;
    if (options.openStore === undefined) this.#add(this.home).begin();
    else this.#opening = this.#begun(options.openStore(this.#storedRegions()));
    // The rejection is observed by `ready()` and calls; this handler only avoids an unhandled rejection.
    this.#opening?.catch(() => {});
  }

  /** Resolves when the state has been read. Rejects if it cannot be persisted. */
  async ready(): Promise<void> {
    const store = await this.#opening;
    if (store?.failure !== undefined) throw store.failure;
  }

  /** Returns the present time in all regions, in milliseconds since the epoch. */
  now(): number {
    return this.#options.clock.now();
  }

  /** Carries out an operation. Rejects with a fault if it is refused, and with an `AbortError` on abort. */
  call(region: string, name: OperationName, input: unknown, signal?: AbortSignal): Promise<unknown> {
    return this.#opening === undefined
      ? this.#carryOut(region, name, input, signal)
      : this.#carryOutDurably(this.#opening, region, name, input, signal);
  }

  /** Changes the home region as an operation does. The state must have been read. */
  act<T>(change: (region: Region) => T): T {
    const service = this.#services.get(this.home);
    if (service === undefined || this.#isClosed) throw closedError();
    return service.act(change);
  }

  /** Moves the time of all regions forward to this time, in milliseconds since the epoch, if it is behind. */
  reach(time: number): void {
    this.#options.clock.reach?.(time);
  }

  /** Like `act`, and resolves when the change is on disk. */
  async actDurably<T>(change: (region: Region) => T): Promise<T> {
    const result = this.act(change);
    if (this.#store !== undefined) await this.#flush(this.#store);
    return result;
  }

  /**
   * Marks a message as in transit: time, which all regions share, is not skipped until the returned function
   * is called.
   */
  transit(name: OperationName): () => void {
    return this.#services.get(this.home)?.transit(name) ?? (() => {});
  }

  /** Returns what the task token in an input stands for, if there is a valid one. */
  taskOf(
    region: string,
    input: unknown,
  ): { readonly domain: string; readonly workflowId: string } | undefined {
    const held = this.#services.get(region)?.region;
    const token = typeof input === 'object' && input !== null && 'taskToken' in input && input.taskToken;
    if (held === undefined || typeof token !== 'string') return undefined;
    const task = openTask(held.tokens, 'activityTask', token) ?? openTask(held.tokens, 'decisionTask', token);
    const execution = task && held.executions.get(task.runId);
    return execution && { domain: execution.domain.name, workflowId: execution.execution.workflowId };
  }

  /** Answers waiting polls, stops all timers, and rejects further calls. */
  close(): void {
    this.#isClosed = true;
    for (const service of this.#services.values()) service.close();
    this.stateChanges$.complete();
  }

  /** Resolves when everything that was answered is persisted and the folder is released. */
  async release(): Promise<void> {
    const store = await this.#opening?.catch(() => undefined);
    await store?.close();
  }

  #carryOut(
    region: string,
    name: OperationName,
    input: unknown,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(closedError());
    const service = this.#services.get(region) ?? this.#begin(region);
    // `call` has carried out the operation by the time it returns its promise.
    const answer = service.call(name, input, signal);
    if (service.isUnused && region !== this.home) this.#forget(region, service);
    return answer;
  }

  /**
   * Like `#carryOut`, but everything an answer reveals, errors included, is on disk before the caller sees
   * it.
   */
  async #carryOutDurably(
    opening: Promise<Store>,
    region: string,
    name: OperationName,
    input: unknown,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const store = await opening;
    if (store.failure !== undefined) throw faults.internalFailure();
    try {
      return await this.#carryOut(region, name, input, signal);
    } finally {
      const written = this.transit(name);
      await this.#flush(store).finally(written);
    }
  }

  /** Creates and starts the service of a region on its first request. */
  #begin(name: string): Service {
    const service = this.#add(name);
    this.#store?.add(service.region);
    service.begin();
    return service;
  }

  /** Removes an unused region, so that requests to arbitrary regions cannot fill the memory. */
  #forget(name: string, service: Service): void {
    service.close();
    this.#services.delete(name);
  }

  #add(name: string): Service {
    const { account, quotas, throttle, clock, longPoll, lambda } = this.#options;
    const region = new Region({ name, account, quotas, throttle, seed: uuid() });
    const service = new Service({
      region,
      clock,
      longPoll,
      lambda,
      persist: () => this.#persist(),
      report: reports => this.#report(reports),
    });
    this.#services.set(name, service);
    return service;
  }

  #report(reports: readonly Report[]): void {
    if (!this.stateChanges$.observed) return;
    for (const report of reports) this.stateChanges$.next(stateChange(report));
  }

  #storedRegions(): StoredRegions {
    return { home: this.#add(this.home).region, other: name => this.#add(name).region };
  }

  async #begun(opening: Promise<Store>): Promise<Store> {
    const store = await opening;
    this.#store = store;
    const services = [...this.#services.values()];
    // All regions must have been read before time passes in any of them.
    for (const { region } of services) this.#options.clock.reach?.(region.now);
    if (!this.#isClosed) for (const service of services) service.begin();
    return store;
  }

  /** Persists changes, including those that no call waits for. */
  #persist(): void {
    if (this.#store !== undefined) this.#flush(this.#store).catch(() => {});
  }

  async #flush(store: Store): Promise<void> {
    try {
      await store.flushed();
    } catch (error) {
      const services = [...this.#services.values()];
      // Everything stops, since no change could be persisted; the warning says why.
      if (services.some(({ isLive }) => isLive)) warn(toError(error));
      for (const service of services) service.stop();
      throw faults.internalFailure();
    }
  }
}
