import { mapPayloads } from './mapPayloads.js';
import type { OffloadStore } from './OffloadStore.js';
import { longestReference } from './reference.js';

const reference = '_'.repeat(longestReference);

/** Replaces long payloads in an SWF structure by references of maximum length, to measure a request. */
export function withReferences<T>(shape: T, store: OffloadStore | undefined): T {
  if (store === undefined) return shape;
  return mapPayloads(shape, payload => (payload.length > store.threshold ? reference : payload));
}
