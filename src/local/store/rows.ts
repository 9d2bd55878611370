import { crc32 } from 'node:zlib';
import type { Row } from '../state/Journal.js';

/** A row with its time and the last serial number assigned before it was written. */
export type Entry = Row & { readonly at: number; readonly serial: number };

/** Value of a key, with a checksum that covers the key too. */
export interface Sealed {
  readonly checksum: number;
  readonly value: string;
}

export function seal(key: string, content: unknown): Sealed {
  const text = JSON.stringify(content);
  const checksum = crc32(text, crc32(key));
  return { checksum, value: checksum.toString(16).padStart(8, '0') + text };
}

/** Returns the checksum and the content, or undefined if they do not match. */
export function unseal<T>(key: string, value: string): { checksum: number; content: T } | undefined {
  const text = value.slice(8);
  const checksum = crc32(text, crc32(key));
  if (checksum !== Number.parseInt(value.slice(0, 8), 16)) return undefined;
  return { checksum, content: JSON.parse(text) };
}
