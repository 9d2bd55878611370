import {
  type Backoff,
  checkBackoff,
  checkOptions,
  describeType,
  InvalidArgumentError,
  PayloadStoreError,
} from '../requests/index.js';
import { checkCount, limits } from '../values/index.js';
import { type DataConverter, jsonConverter } from './DataConverter.js';
import { OffloadStore } from './offload/OffloadStore.js';
import type { PayloadStore } from './offload/PayloadStore.js';
import { keyOf, referencePrefix } from './offload/reference.js';

/** Options of {@link offload}. */
export interface OffloadOptions {
  /** Converter of the values. Its output is what goes to the store. @defaultValue `jsonConverter` */
  readonly converter?: DataConverter;
  /**
   * Number of characters above which payloads are offloaded. For heartbeat details it is at most 2,048.
   * @defaultValue 32 768, SWF's maximum
   */
  readonly threshold?: number;
  /** Size of the in-memory LRU cache of payloads, in characters. @defaultValue 16 777 216 */
  readonly cache?: number;
  /** Backoff between attempts at the store. @defaultValue 3 retries, starting at 250 ms */
  readonly backoff?: Backoff;
}

/**
 * Creates a converter that keeps long payloads in a store, while SWF carries references to them. A domain
 * with this converter stores them before a request is sent, and loads them before a response is delivered.
 *
 * @throws `InvalidArgumentError` for an invalid store or invalid options
 * @example
 * ```ts
 * import { decisionBuilders, Domain, offload } from 'rx-swf';
 * import { folderStore } from 'rx-swf/folder';
 *
 * const dataConverter = offload(folderStore('/srv/payloads'));
 * const media = new Domain({ name: 'media', dataConverter });
 * const { completeWorkflowExecution } = decisionBuilders(dataConverter);
 * completeWorkflowExecution({ result: 'x'.repeat(1_000_000) });
 * ```
 */
export function offload(store: PayloadStore, options: OffloadOptions = {}): DataConverter {
  checkStore(store);
  checkOptions('offload()', options, { converter: true, threshold: true, cache: true, backoff: true });
  checkBackoff(options.backoff ?? {});
  const { converter = jsonConverter, threshold = limits.payload, cache = 2 ** 24, backoff } = options;
  checkCount('threshold', threshold, 0, limits.payload);
  checkCount('cache', cache, 0);
  if (converter.store !== undefined)
    throw new InvalidArgumentError('converter must not have a store', { resource: 'converter' });
  const kept = new OffloadStore(store, { threshold, cache, backoff: { count: 3, ...backoff } });
  return Object.freeze({
    toPayload(value: unknown): string {
      const payload = converter.toPayload(value);
      if (keyOf(payload) !== undefined)
        throw new TypeError(
          `its text begins with "${referencePrefix}", which is reserved for references to stored payloads`,
        );
      return payload;
    },
    fromPayload(payload: string): unknown {
      const key = keyOf(payload);
      if (key !== undefined) throw kept.damageOf(key) ?? missing(key);
      return converter.fromPayload(payload);
    },
    store: kept,
  });
}

function checkStore(store: PayloadStore): void {
  if (typeof store?.put === 'function' && typeof store.get === 'function') return;
  throw new InvalidArgumentError(
    `store of offload() must have put() and get(), like the results of folderStore() and s3Store(), got ${describeType(store)}`,
    { resource: 'store' },
  );
}

/** Creates the error for a missing payload: any other was loaded before `fromPayload` is called. */
function missing(key: string): PayloadStoreError {
  return new PayloadStoreError(
    `The store has no payload ${key}: it was deleted while a history still refers to it, or it is in another store`,
    { kind: 'MissingPayload', resource: key, transient: false },
  );
}
