import {
  catchError,
  defaultIfEmpty,
  defer,
  from,
  map,
  type Observable,
  of,
  switchMap,
  take,
  tap,
  throwError,
} from 'rxjs';
import {
  type Backoff,
  DamagedPayloadError,
  isInstance,
  isTransient,
  PayloadStoreError,
  retryTransient,
  type SwfError,
  toSwfError,
} from '../../requests/index.js';
import { LruCache } from '../../values/index.js';
import { checkContent } from './checkContent.js';
import { canHash, contentKey, isContentKey } from './contentKey.js';
import type { PayloadStore } from './PayloadStore.js';
import { longestKey } from './reference.js';

/** Options of an {@link OffloadStore}. */
export interface OffloadStoreOptions {
  readonly threshold: number;
  readonly cache: number;
  readonly backoff: Backoff;
}

/** Maximum number of damaged payloads to remember, so that reading one reports the damage. */
const mostDamaged = 1_000;

/**
 * The store of a converter. It wraps a user's store with an LRU cache, retries, typed errors and a content
 * check on load. A damaged payload is treated as missing, so that it fails only the task that reads it.
 */
export class OffloadStore implements PayloadStore {
  /** Maximum length of payloads that are sent to SWF itself, in characters. */
  readonly threshold: number;
  readonly #store: PayloadStore;
  readonly #recent: LruCache<string>;
  readonly #backoff: Backoff;
  readonly #damaged = new LruCache<DamagedPayloadError>(() => 1, { weight: mostDamaged });

  constructor(store: PayloadStore, { threshold, cache, backoff }: OffloadStoreOptions) {
    this.threshold = threshold;
    this.#store = store;
    this.#recent = new LruCache(({ length }) => length, { weight: cache });
    this.#backoff = backoff;
  }

  put(payload: string): Observable<string> {
    return this.#call('Cannot store a payload', undefined, () => this.#store.put(payload)).pipe(
      map(checkedKey),
      switchMap(key => fitting(key, payload)),
      tap(key => this.#recent.set(key, payload)),
    );
  }

  get(key: string): Observable<string | undefined> {
    return defer(() => {
      const known = this.#recent.get(key);
      if (known !== undefined) return of(known);
      return this.#call(`Cannot load the payload ${key}`, key, () => this.#store.get(key)).pipe(
        switchMap(payload => (payload === undefined ? of(undefined) : checked(key, payload))),
        tap(payload => {
          this.#damaged.take(key);
          if (payload !== undefined) this.#recent.set(key, payload);
        }),
        catchError((error: unknown) => {
          if (!isInstance(error, DamagedPayloadError)) throw error;
          this.#damaged.set(key, error);
          return of(undefined);
        }),
      );
    });
  }

  /** Returns the error of a payload that is in the store but damaged, if the damage is known. */
  damageOf(key: string): DamagedPayloadError | undefined {
    return this.#damaged.get(key);
  }

  #call(
    message: string,
    resource: string | undefined,
    call: () => ReturnType<PayloadStore['get']>,
  ): Observable<string | undefined> {
    return defer(() => toObservable(call())).pipe(
      take(1),
      defaultIfEmpty(undefined),
      // Many stores return null for a missing payload.
      map(answer => answer ?? undefined),
      catchError((error: unknown) => throwError(() => toStoreError(message, resource, error))),
      retryTransient(this.#backoff),
    );
  }
}

/** Converts the result of a store to an Observable. A string is a value here, not an iterable. */
const toObservable = (answer: ReturnType<PayloadStore['get']>): Observable<string | undefined> =>
  typeof answer === 'string' ? of(answer) : from(answer);

/** Checks a loaded payload. Outside a secure context, a page can't compute the hash and skips the check. */
async function checked(key: string, payload: string): Promise<string> {
  if (typeof payload !== 'string') {
    throw new PayloadStoreError(`Cannot load the payload ${key}: the store did not return a string`, {
      resource: key,
      transient: false,
    });
  }
  return canHash() ? checkContent(key, payload) : payload;
}

/** Rejects a key that looks like the hash of other content: on load, the payload would seem damaged. */
async function fitting(key: string, payload: string): Promise<string> {
  if (!isContentKey(key) || !canHash() || (await contentKey(payload)) === key) return key;
  throw new PayloadStoreError(
    `Cannot store a payload: the store returned the key ${key}, which looks like a SHA-256 but is not that of the payload. ` +
      'Keys that are not content hashes need another form, for example a prefix',
    { resource: key, transient: false },
  );
}

function checkedKey(key: string | undefined): string {
  if (key !== undefined && key.length > 0 && key.length <= longestKey) return key;
  throw new PayloadStoreError(
    `Cannot store a payload: the store must return a key of 1 to ${longestKey} characters, got ` +
      (key === undefined ? 'none' : `${key.length}`),
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
