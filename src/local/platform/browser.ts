import type { Data } from './node.js';
import { concat, sha256 as hash, hmacSha256 as hmac } from './sha256.js';

const utf8 = new TextEncoder();

/** Returns a random UUID (version 4). `crypto.randomUUID` is missing outside of a secure context. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const fixed = bytes.map((byte, i) =>
    i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte,
  );
  const digits = Array.from(fixed, byte => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Returns the UTF-8 bytes of a text. */
export const encode = (text: string): Uint8Array => utf8.encode(text);

/** Returns bytes in base64. */
export const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));

/** Returns the bytes of a text in base64; none if it is not valid. */
export function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), character => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

const bytesOf = (data: Data): Uint8Array => (typeof data === 'string' ? encode(data) : data);

/** Returns the SHA-256 digest of these parts, one after the other. */
export const sha256 = (...parts: readonly Data[]): Uint8Array => hash(concat(...parts.map(bytesOf)));

/** Returns the HMAC-SHA-256 of these parts, one after the other. */
export const hmacSha256 = (key: Data, ...parts: readonly Data[]): Uint8Array =>
  hmac(bytesOf(key), concat(...parts.map(bytesOf)));

/** Compares bytes in a time that tells nothing about them, except for their length. */
export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length;
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0);
  return difference === 0;
}

/** Describes any value in a line. */
export function describe(value: unknown): string {
  return (typeof value === 'object' ? JSON.stringify(value) : undefined) ?? String(value);
}

/** Warns the user of something unexpected that no call can report. */
export const warn = (warning: string | Error, code?: string): void =>
  console.warn(code === undefined ? warning : `${code}: ${warning}`);

/** Resolves once everything else that is ready has had its turn. */
export const nextTurn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));
