import { crc32 } from 'node:zlib';
import type { ClosedRunRow, Row } from '../state/Journal.js';

/** A row with its time and the last serial number assigned before it was written. */
export type Entry = (Row | ClosedRunRow) & { readonly at: number; readonly serial: number };

/** Value of a key, with a checksum that covers the key too. */
export interface Sealed {
  readonly checksum: number;
  readonly value: string;
}

/** A value whose checksum has been verified. */
export interface Unsealed<T> {
  readonly checksum: number;
  readonly content: T;
  /** JSON of the second part; '' if there is none. */
  readonly rest: string;
}

/** Covers the key too, so that a row cannot take the place of another. */
const checksumOf = (key: string, text: string): number => crc32(key + text);

/** @param rest - JSON of a second part, which is not parsed together with the first */
export function seal(key: string, content: unknown, rest = ''): Sealed {
  const text = rest === '' ? JSON.stringify(content) : `${JSON.stringify(content)}\n${rest}`;
  const checksum = checksumOf(key, text);
  return { checksum, value: checksum.toString(16).padStart(8, '0') + text };
}

/** Returns the checksum and the content, or undefined if they do not match. */
export function unseal<T>(key: string, value: string): Unsealed<T> | undefined {
  const text = value.slice(8);
  const checksum = checksumOf(key, text);
  if (checksum !== Number.parseInt(value.slice(0, 8), 16)) return undefined;
  // JSON contains no line feeds.
  const end = text.indexOf('\n');
  if (end < 0) return { checksum, content: JSON.parse(text), rest: '' };
  return { checksum, content: JSON.parse(text.slice(0, end)), rest: text.slice(end + 1) };
}
