import { createHash } from 'node:crypto';

/**
 * Returns the name of a domain or task list as SWF writes it to CloudWatch, which takes ASCII only: other characters
 * become question marks, and the beginning of the name's checksum is appended.
 */
export function dimensionValue(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  const checksum = createHash('sha256').update(name).digest('hex').slice(0, 16);
  return `${name.replace(/[^\x20-\x7e]/g, '?')}_${checksum}`;
}
