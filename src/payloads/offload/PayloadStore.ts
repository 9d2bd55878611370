import type { ObservableInput } from 'rxjs';

/**
 * Where payloads are kept that are too long for SWF. `folderStore` and `s3Store` are two; {@link contentKey} gives
 * keys for another.
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
   * Keeps a payload, and emits the key under which it is found, at most 256 characters, once it will not be lost any
   * more. A key in the form of a {@link contentKey} must be that of the payload. The same payload gets the same key, and may be put again and again: each time its age begins anew.
   */
  put(payload: string): ObservableInput<string>;
  /**
   * Emits the payload of a key, or `undefined` if there is none. The key may come from anybody who can signal. A payload
   * whose key has the form of a {@link contentKey} is checked against it: give other keys another form.
   */
  get(key: string): ObservableInput<string | undefined>;
}
