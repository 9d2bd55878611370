import { mapPayloads } from './mapPayloads.js';
import type { OffloadStore } from './OffloadStore.js';
import { longestReference } from './reference.js';

const reference = '_'.repeat(longestReference);

/** A shape of SWF's that is at least as long as the one that will be sent for it: for measuring only. */
export function asSent<T>(shape: T, store: OffloadStore | undefined): T {
  if (store === undefined) return shape;
  return mapPayloads(shape, payload => (payload.length > store.threshold ? reference : payload));
}
