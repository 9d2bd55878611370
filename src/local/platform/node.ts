import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';

export { randomUUID as uuid } from 'node:crypto';

/** Bytes, or a text that stands for its bytes in UTF-8. */
export type Data = string | Uint8Array;

/** Returns the UTF-8 bytes of a text. */
export const encode = (text: string): Uint8Array => Buffer.from(text);

/** Returns bytes in base64. */
export const toBase64 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** Returns the bytes of a text in base64. Characters that don't belong there make other bytes, but no error. */
export const fromBase64 = (text: string): Uint8Array => Buffer.from(text, 'base64');

/** Returns the SHA-256 digest of these parts, one after the other. */
export function sha256(...parts: readonly Data[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** Returns the HMAC-SHA-256 of these parts, one after the other. */
export function hmacSha256(key: Data, ...parts: readonly Data[]): Uint8Array {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Compares bytes in a time that tells nothing about them, except for their length. */
export const isEqual = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/** Describes any value in a line or a few. */
export const describe = (value: unknown): string => inspect(value);

/** Warns the user of something unexpected that no call can report. */
export function warn(warning: string | Error, code?: string): void {
  if (code === undefined) process.emitWarning(warning);
  else process.emitWarning(warning, { code });
}

/** Resolves once everything else that is ready has had its turn. */
export const nextTurn = (): Promise<void> => setImmediate();
