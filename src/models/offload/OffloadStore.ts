import {
  catchError,
  defaultIfEmpty,
  defer,
  from,
  map,
  type Observable,
  of,
  take,
  tap,
  throwError,
} from 'rxjs';
import {
  type Backoff,
  isInstance,
  isTransient,
  PayloadStoreError,
  retryTransient,
  type SwfError,
  toSwfError,
} from '../../requests/index.js';
import { Recent } from '../Recent.js';
import type { PayloadStore } from './PayloadStore.js';
import { longestKey } from './reference.js';

/** When a store is used, and how. */
export interface OffloadStoreOptions {
  readonly threshold: number;
  readonly cache: number;
  readonly backoff: Backoff;
}

/** A store as a converter carries it: what was used last is at hand, faults are waited out, errors are typed. */
export class OffloadStore implements PayloadStore {
  /** The longest payload that goes to SWF itself. In characters. */
  readonly threshold: number;
  readonly #store: PayloadStore;
  readonly #recent: Recent<string>;
  readonly #backoff: Backoff;

  constructor(store: PayloadStore, { threshold, cache, backoff }: OffloadStoreOptions) {
    this.threshold = threshold;
    this.#store = store;
    this.#recent = new Recent(({ length }) => length, { weight: cache });
    this.#backoff = backoff;
  }

  put(payload: string): Observable<string> {
    return this.#call('A payload cannot be stored', undefined, () => this.#store.put(payload)).pipe(
      map(checkedKey),
      tap(key => this.#recent.set(key, payload)),
    );
  }

  get(key: string): Observable<string | undefined> {
    return defer(() => {
      const known = this.#recent.get(key);
      if (known !== undefined) return of(known);
      return this.#call(`The payload ${key} cannot be loaded`, key, () => this.#store.get(key)).pipe(
        tap(payload => payload !== undefined && this.#recent.set(key, payload)),
      );
    });
  }

  #call(
    message: string,
    resource: string | undefined,
    call: () => ReturnType<PayloadStore['get']>,
  ): Observable<string | undefined> {
    return defer(() => toObservable(call())).pipe(
      take(1),
      defaultIfEmpty(undefined),
      catchError((error: unknown) => throwError(() => toStoreError(message, resource, error))),
      retryTransient(this.#backoff),
    );
  }
}

/** A text is an iterable of its characters too, which is never meant. */
const toObservable = (answer: ReturnType<PayloadStore['get']>): Observable<string | undefined> =>
  typeof answer === 'string' ? of(answer) : from(answer);

function checkedKey(key: string | undefined): string {
  if (key !== undefined && key.length > 0 && key.length <= longestKey) return key;
  throw new PayloadStoreError(
    `A payload cannot be stored: its key must be a string of 1 to ${longestKey} characters, got ` +
      (key === undefined ? 'none' : `one of ${key.length}`),
    { transient: false },
  );
}

function toStoreError(message: string, resource: string | undefined, error: unknown): SwfError {
  if (isInstance(error, PayloadStoreError)) return error;
  const { kind, message: why, requestId, attempts } = toSwfError(error);
  return new PayloadStoreError(`${message}: ${why}`, {
    cause: error,
    kind,
    transient: isTransient(toSwfError(error)),
    attempts,
    ...(resource === undefined ? {} : { resource }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}
