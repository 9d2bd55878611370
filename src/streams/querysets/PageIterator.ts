import { Observable, Subscription } from 'rxjs';

/** A page waiting to be consumed. */
interface Delivery<T> {
  readonly items: Iterator<T>;
  /** Signals that the page has been consumed. */
  readonly consume: () => void;
}

/** A pending `next()` call. */
interface Waiter<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Async iterator over a paginated listing, driven by demand. The first `next()` subscribes and fetches the
 * first page; each further page is fetched when all items of the current one have been taken.
 */
export class PageIterator<T> implements AsyncIterableIterator<T, undefined> {
  readonly #walk: (project: (items: readonly T[]) => Observable<never>) => Observable<never>;
  readonly #deliveries: Delivery<T>[] = [];
  readonly #waiters: Waiter<T>[] = [];
  readonly #subscription = new Subscription();
  #isStarted = false;
  #end: { readonly error?: unknown } | undefined;

  constructor(walk: (project: (items: readonly T[]) => Observable<never>) => Observable<never>) {
    this.#walk = walk;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    // Nearly all items are at hand, and then nobody needs to wait.
    const item = this.#waiters.length === 0 ? this.#deliveries[0]?.items.next() : undefined;
    if (item !== undefined && item.done !== true) return Promise.resolve(item);
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#start();
      this.#serve();
    });
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#finish({});
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<T, undefined>> {
    this.#finish({});
    throw error;
  }

  // The iteration is the subscription: the first `next()` opens it; `return()` or the end of the listing
  // closes it.
  #start(): void {
    if (this.#isStarted || this.#end !== undefined) return;
    this.#isStarted = true;
    this.#subscription.add(
      this.#walk(
        items =>
          new Observable<never>(page => {
            this.#deliveries.push({ items: items[Symbol.iterator](), consume: () => page.complete() });
            this.#serve();
          }),
      ).subscribe({
        complete: () => this.#finish({}),
        error: (error: unknown) => this.#finish({ error }),
      }),
    );
  }

  #finish(end: { readonly error?: unknown }): void {
    this.#end ??= end;
    this.#deliveries.length = 0;
    this.#serve();
    this.#subscription.unsubscribe();
  }

  /** Settles pending `next()` calls with the items of the current page, or with the end of the listing. */
  #serve(): void {
    for (let waiter = this.#waiters[0]; waiter !== undefined; waiter = this.#waiters[0]) {
      const delivery = this.#deliveries[0];
      if (delivery === undefined) {
        if (this.#end === undefined) return;
        this.#waiters.shift();
        this.#conclude(waiter);
        continue;
      }
      const item = delivery.items.next();
      if (item.done === true) {
        this.#deliveries.shift();
        delivery.consume();
      } else {
        this.#waiters.shift();
        waiter.resolve(item);
      }
    }
  }

  // An error rejects only one `next()`; later calls report that the iteration is done.
  #conclude(waiter: Waiter<T>): void {
    const end = this.#end;
    if (end !== undefined && 'error' in end) {
      this.#end = {};
      waiter.reject(end.error);
    } else {
      waiter.resolve({ done: true, value: undefined });
    }
  }
}
