import type { ObservableInput } from 'rxjs';

/**
 * Store for payloads that are too long for SWF. `folderStore` and `s3Store` implement it; use
 * {@link contentKey} for the keys of your own implementation.
 *
 * @example
 * ```ts
 * import { contentKey, type PayloadStore } from 'rx-swf';
 *
 * const payloads = new Map<string, string>();
 * export const memory: PayloadStore = {
 *   async put(payload) {
 *     const key = await contentKey(payload);
 *     payloads.set(key, payload);
 *     return key;
 *   },
 *   async get(key) {
 *     return payloads.get(key);
 *   },
 * };
 * ```
 */
export interface PayloadStore {
  /**
   * Stores a payload and emits its key, of at most 256 characters, once it is durably stored. A key in the
   * form of a {@link contentKey} must be that of the payload. The same payload always gets the same key; it
   * may be stored repeatedly, and each time its age starts over.
   */
  put(payload: string): ObservableInput<string>;
  /**
   * Emits the payload of a key, or `undefined` if there is none. The key may come from anyone who can signal
   * an execution. A payload whose key has the form of a {@link contentKey} is checked against it, so use a
   * different form for any other keys.
   */
  get(key: string): ObservableInput<string | undefined>;
}
