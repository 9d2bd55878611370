import type { ServedCall } from '../../local/index.js';

/** Most characters of a name. Ids may have 256. */
const longest = 60;

// A request that the service refuses may contain anything; it must not forge output.
const brief = (text: string) => {
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
};

/** Returns a call as a line: time, region, operation, domain, subject, status, error, milliseconds. */
export function callLine({
  at,
  region = '-',
  operation = '-',
  domain = '-',
  subject = '-',
  status,
  error,
  duration,
}: ServedCall): string {
  const names = [region, operation, domain, subject].map(brief);
  const end = status === undefined ? ['-', error] : [`${status}`, error];
  return [
    at.toISOString(),
    ...names,
    ...end.filter(part => part !== undefined),
    `${Math.round(duration)}ms`,
  ].join(' ');
}
