import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type DataConverter, jsonConverter } from 'rx-swf';

/** A converter that knows its own texts by a prefix. */
function prefixed(
  prefix: string,
  write: (text: Buffer) => Buffer,
  read: (bytes: Buffer) => Buffer,
): DataConverter {
  return {
    toPayload: value => prefix + write(Buffer.from(jsonConverter.toPayload(value))).toString('base64'),
    fromPayload: payload =>
      payload.startsWith(prefix)
        ? jsonConverter.fromPayload(read(Buffer.from(payload.slice(prefix.length), 'base64')).toString())
        : payload,
  };
}

export const deflated = prefixed('deflated:', deflateRawSync, inflateRawSync);

/** One that cannot read half of its text. */
export function encrypted(secret = 'secret'): DataConverter {
  const key = createHmac('sha256', secret).digest();
  return prefixed(
    'sealed:',
    text => {
      const nonce = createHmac('sha256', key).update(text).digest().subarray(0, 12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    bytes => {
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      cipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]);
    },
  );
}
