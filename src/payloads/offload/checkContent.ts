import { DamagedPayloadError } from '../../requests/index.js';
import { contentKey, isContentKey } from './contentKey.js';

/**
 * Emits a loaded payload if its key fits: one that {@link contentKey} has made must be the SHA-256 of the text. Other
 * keys tell nothing of the content.
 *
 * @param place - where the payload was loaded from, as the error names it
 * @throws `DamagedPayloadError` for a payload that is no longer what was stored
 */
export async function checkContent(key: string, payload: string, place = 'the store'): Promise<string> {
  if (!isContentKey(key) || (await contentKey(payload)) === key) return payload;
  throw new DamagedPayloadError(
    `The payload ${key} in ${place} is damaged: its content (${payload.length} characters) has another SHA-256 than its key`,
    { kind: 'DamagedPayload', resource: key, transient: false },
  );
}
