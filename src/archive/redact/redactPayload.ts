import { type Envelope, formatEnvelope, parseEnvelope } from '../../payloads/envelope.js';
import { referencePrefix } from '../../payloads/offload/reference.js';
import { redactJson } from './redactJson.js';
import { redactText } from './redactText.js';

/**
 * Redacts a payload: letters become `x`, digits `1`. JSON stays JSON with its keys. The headers that the library puts
 * before payloads stay, because a replay reads them.
 *
 * @param isFailure - true for the details of a failure, in which the names of errors stay
 */
export function redactPayload(text: string, isFailure = false): string {
  const envelope = parseEnvelope(text);
  if (envelope.payload !== text) return formatEnvelope(redactEnvelope(envelope, isFailure));
  if (text.startsWith(referencePrefix))
    return referencePrefix + redactText(text.slice(referencePrefix.length));
  return redactJson(text, isFailure) ?? redactText(text);
}

function redactEnvelope({ payload, signals, progress, ...rest }: Envelope, isFailure: boolean): Envelope {
  return {
    ...rest,
    payload: optional(payload, isFailure),
    progress: optional(progress, false),
    signals: signals?.map(({ name, payload }) => ({ name, payload: optional(payload, false) })),
  };
}

const optional = (payload: string | undefined, isFailure: boolean): string | undefined =>
  payload === undefined ? undefined : redactPayload(payload, isFailure);
