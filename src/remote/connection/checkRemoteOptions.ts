import type { RemoteOptions } from './RemoteOptions.js';

const names: Readonly<Record<keyof RemoteOptions, true>> = {
  fetch: true,
  headers: true,
  credentials: true,
  scheduler: true,
  backoff: true,
  silence: true,
};
const backoffNames = { initial: true, max: true, random: true };

/**
 * Throws a `TypeError` for an option that is unknown or not valid. The checks of the other entries would be longer than
 * all that a page loads of this one.
 */
export function checkRemoteOptions(options: RemoteOptions): void {
  const { backoff = {}, silence = 1, fetch = () => {} } = options;
  checkNames('remote()', options, names);
  checkNames('backoff', backoff, backoffNames);
  if (typeof fetch !== 'function') throw new TypeError('fetch must be a function');
  for (const [name, value] of Object.entries({ initial: backoff.initial, max: backoff.max, silence }))
    if (value !== undefined && !(typeof value === 'number' && value >= 0))
      throw new TypeError(`${name} must be a number of at least 0, got ${String(value)}`);
}

function checkNames(subject: string, options: object, known: object): void {
  for (const name of Object.keys(options))
    if (!Object.hasOwn(known, name))
      throw new TypeError(
        `Unknown option ${JSON.stringify(name)} for ${subject}. Expected one of: ${Object.keys(known).join(', ')}`,
      );
}
