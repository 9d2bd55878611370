import { type Observable, Subscription } from 'rxjs';

/** A pending `next()` call. */
interface Waiter<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/** Options of a {@link StreamIterator}. */
export interface StreamIteratorOptions {
  /** Maximum number of values that wait for a `next()`. When it is exceeded, the oldest value is dropped. */
  readonly buffer: number;
  /** Once it is aborted, waiting values are dropped, so that a loop doesn't go on with them. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each `next()`, so that a source can produce on demand. */
  readonly onNext?: (() => void) | undefined;
}

/**
 * Async iterator over an Observable. The first `next()` subscribes; `return()`, which a loop calls when it is
 * left, unsubscribes. An error is thrown after the values before it.
 */
export class StreamIterator<T> implements AsyncIterableIterator<T, undefined> {
  readonly #source: Observable<T>;
  readonly #options: StreamIteratorOptions;
  readonly #values: IteratorYieldResult<T>[] = [];
  readonly #waiters: Waiter<T>[] = [];
  readonly #subscription = new Subscription();
  #isStarted = false;
  #end: { readonly error?: unknown } | undefined;

  constructor(source: Observable<T>, options: StreamIteratorOptions) {
    this.#source = source;
    this.#options = options;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#start();
      if (this.#end === undefined) this.#options.onNext?.();
      this.#serve();
    });
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<T, undefined>> {
    this.#leave();
    throw error;
  }

  #start(): void {
    if (this.#isStarted || this.#end !== undefined) return;
    this.#isStarted = true;
    this.#subscription.add(
      this.#source.subscribe({
        next: value => {
          this.#values.push({ done: false, value });
          this.#serve();
          if (this.#values.length > this.#options.buffer) this.#values.shift();
        },
        complete: () => this.#finish({}),
        error: (error: unknown) => this.#finish({ error }),
      }),
    );
  }

  #leave(): void {
    this.#values.length = 0;
    // An error that nobody has seen yet is of no interest to a loop that has been left.
    this.#end = {};
    this.#finish(this.#end);
  }

  #finish(end: { readonly error?: unknown }): void {
    this.#end ??= end;
    if (this.#options.signal?.aborted) this.#values.length = 0;
    this.#serve();
    this.#subscription.unsubscribe();
  }

  /** Settles pending `next()` calls with the waiting values, and then with the end of the source. */
  #serve(): void {
    for (let waiter = this.#waiters[0]; waiter !== undefined; waiter = this.#waiters[0]) {
      const value = this.#values.shift();
      if (value === undefined && this.#end === undefined) return;
      this.#waiters.shift();
      if (value === undefined) this.#conclude(waiter);
      else waiter.resolve(value);
    }
  }

  // An error rejects only one `next()`; later calls report that the iteration is done.
  #conclude(waiter: Waiter<T>): void {
    const end = this.#end;
    if (end !== undefined && 'error' in end) {
      this.#end = {};
      waiter.reject(end.error);
    } else waiter.resolve({ done: true, value: undefined });
  }
}
