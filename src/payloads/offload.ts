import {
  type Backoff,
  checkBackoff,
  checkOptions,
  InvalidArgumentError,
  kindOf,
  PayloadStoreError,
} from '../requests/index.js';
import { checkCount, limits } from '../values/index.js';
import { type DataConverter, jsonConverter } from './DataConverter.js';
import { OffloadStore } from './offload/OffloadStore.js';
import type { PayloadStore } from './offload/PayloadStore.js';
import { keyOf } from './offload/reference.js';

/** Which payloads are offloaded, and how. */
export interface OffloadOptions {
  /** How values are written and read; the store is given what it writes. @defaultValue JSON */
  readonly converter?: DataConverter;
  /**
   * Payloads of more characters are offloaded. The details of a heartbeat are from 2,048, whatever this says.
   * @defaultValue 32 768, the longest that SWF carries
   */
  readonly threshold?: number;
  /** Characters of the payloads used last that are kept in memory, so as not to be loaded again. @defaultValue 16 777 216 */
  readonly cache?: number;
  /** The waits between attempts at the store, before a call errors. @defaultValue 3 retries, from 250 ms on */
  readonly backoff?: Backoff;
}

/**
 * A converter whose longer payloads are kept in a store, with SWF carrying a reference to them. A domain that has it
 * stores them before it sends, and loads them before anybody sees an answer.
 *
 * @throws `InvalidArgumentError` for options that cannot be
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
    throw new InvalidArgumentError('converter must be one without a store', { resource: 'converter' });
  const kept = new OffloadStore(store, { threshold, cache, backoff: { count: 3, ...backoff } });
  return Object.freeze({
    toPayload(value: unknown): string {
      const payload = converter.toPayload(value);
      if (keyOf(payload) !== undefined)
        throw new TypeError('its text begins as the references to stored payloads do');
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
    `The store of offload() must have put() and get(), as folderStore() and s3Store() make one, got ${kindOf(store)}`,
    { resource: 'store' },
  );
}

/** What is in the store has been loaded by now. */
function missing(key: string): PayloadStoreError {
  return new PayloadStoreError(
    `The store has no payload ${key}: it was deleted while a history still needs it, or is in another store`,
    { kind: 'MissingPayload', resource: key, transient: false },
  );
}
