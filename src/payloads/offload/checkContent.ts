import { DamagedPayloadError } from '../../requests/index.js';
import { contentKey, isContentKey } from './contentKey.js';

/**
 * Resolves with a loaded payload if it matches its key: a key made by {@link contentKey} must be the SHA-256
 * of the text. Payloads with other keys are not checked.
 *
 * @param place - where the payload was loaded from, for the error message
 * @throws `DamagedPayloadError` if the payload does not match its key
 */
export async function checkContent(key: string, payload: string, place = 'the store'): Promise<string> {
  if (!isContentKey(key) || (await contentKey(payload)) === key) return payload;
  throw new DamagedPayloadError(
    `The payload ${key} in ${place} is damaged: the SHA-256 of its content (${payload.length} characters) differs from its key`,
    { kind: 'DamagedPayload', resource: key, transient: false },
  );
}
