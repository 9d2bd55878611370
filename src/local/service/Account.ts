import { randomUUID } from 'node:crypto';
import { faults } from '../api/faults.js';
import type { OperationName } from '../api/Operations.js';
import { toError } from '../api/toError.js';
import type { Clock } from '../clocks/Clock.js';
import type { Quotas } from '../limits/quotas.js';
import { Region } from '../state/Region.js';
import { Store } from '../store/Store.js';
import type { LambdaFunctions } from './lambda.js';
import { closedError, Service } from './Service.js';

export interface AccountOptions {
  readonly account: string;
  /** The region of requests that do not name one. */
  readonly home: string;
  readonly quotas: Quotas;
  readonly throttle: boolean;
  readonly clock: Clock;
  /** For how long a poll waits, in milliseconds. */
  readonly longPoll: number;
  readonly lambda: LambdaFunctions;
  /** The folder that keeps the state, if anything does. */
  readonly data?: string | undefined;
}

/**
 * All of SWF that an account sees: a service for each region, made by the first request for it. They share the clock,
 * the Lambda functions and the folder that keeps them, and nothing else.
 */
export class Account {
  readonly home: string;
  readonly #options: AccountOptions;
  readonly #services = new Map<string, Service>();
  /** What keeps the state, and the same once it has been read. */
  readonly #opening: Promise<Store> | undefined;
  #store: Store | undefined;
  #isClosed = false;

  constructor(options: AccountOptions) {
    this.home = options.home;
    this.#options = options;
    if (options.data === undefined) this.#add(this.home).begin();
    else this.#opening = this.#open(options.data);
    // Whoever calls, or asks whether it is ready, gets to know.
    this.#opening?.catch(() => {});
  }

  /** Resolves when the state has been read. Rejects if it cannot be kept. */
  async ready(): Promise<void> {
    const store = await this.#opening;
    if (store?.failure !== undefined) throw store.failure;
  }

  /** The present time in all regions, in milliseconds since the epoch. */
  now(): number {
    return this.#options.clock.now();
  }

  /** Carries out one operation. Throws a fault if it is refused, and an `AbortError` if the caller leaves. */
  call(region: string, name: OperationName, input: unknown, signal?: AbortSignal): Promise<unknown> {
    return this.#opening === undefined
      ? this.#carryOut(region, name, input, signal)
      : this.#carryOutDurably(this.#opening, region, name, input, signal);
  }

  /** A request comes in or an answer goes out; time, which all regions share, is real until what this returns is called. */
  transit(name: OperationName): () => void {
    return this.#services.get(this.home)?.transit(name) ?? (() => {});
  }

  /** Answers all that waits, stops all timers, and takes no more calls. */
  close(): void {
    this.#isClosed = true;
    for (const service of this.#services.values()) service.close();
  }

  /** Ends when what has been answered is kept and the folder is free. */
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
    // The operation itself has been carried out when its promise is handed out.
    const answer = service.call(name, input, signal);
    if (service.isUnused && region !== this.home) this.#forget(region, service);
    return answer;
  }

  /** The same; what the answer tells, be it a refusal, is on disk before anybody gets to know it. */
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
      const kept = this.transit(name);
      await this.#flush(store).finally(kept);
    }
  }

  /** A region that nobody has called before. */
  #begin(name: string): Service {
    const service = this.#add(name);
    this.#store?.add(service.region);
    service.begin();
    return service;
  }

  /** Whoever asks for regions in which nothing is must not fill the memory with them. */
  #forget(name: string, service: Service): void {
    service.close();
    this.#services.delete(name);
  }

  #add(name: string): Service {
    const { account, quotas, throttle, clock, longPoll, lambda } = this.#options;
    const region = new Region({ name, account, quotas, throttle, seed: randomUUID() });
    const service = new Service({ region, clock, longPoll, lambda, keep: () => this.#keep() });
    this.#services.set(name, service);
    return service;
  }

  async #open(data: string): Promise<Store> {
    const store = await Store.open(data, {
      home: this.#add(this.home).region,
      other: name => this.#add(name).region,
    });
    this.#store = store;
    const services = [...this.#services.values()];
    // All regions must have been read before time passes in any of them.
    for (const { region } of services) this.#options.clock.reach?.(region.now);
    if (!this.#isClosed) for (const service of services) service.begin();
    return store;
  }

  /** Something has happened by itself. */
  #keep(): void {
    if (this.#store !== undefined) this.#flush(this.#store).catch(() => {});
  }

  async #flush(store: Store): Promise<void> {
    try {
      await store.flushed();
    } catch (error) {
      const services = [...this.#services.values()];
      // Nothing more happens, since none of it could be kept; whoever runs the service must see why.
      if (services.some(({ isLive }) => isLive)) process.emitWarning(toError(error));
      for (const service of services) service.stop();
      throw faults.internalFailure();
    }
  }
}
