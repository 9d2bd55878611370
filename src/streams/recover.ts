import type { SWFClient } from '@aws-sdk/client-swf';
import { catchError, defer, from, type Observable, of } from 'rxjs';
import { InvalidCredentialsError, isInstance } from '../requests/index.js';

const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);

/** By how much a client's clock was off when it was last put right. */
const offsets = new WeakMap<SWFClient, number>();

/**
 * Puts right what would otherwise end an actor that has run for long: asks the provider of credentials that have
 * expired for new ones, and lets a client whose clock was wrong, which the SDK corrects by the refusal, try again.
 * Emits whether the call may succeed now.
 */
export function recover(client: SWFClient, error: unknown): Observable<boolean> {
  if (!isInstance(error, InvalidCredentialsError)) return of(false);
  if (/^Signature (expired|not yet current)/.test(error.message))
    return defer(() => of(hasNewOffset(client)));
  if (!expired.has(error.kind)) return of(false);
  return defer(() => from(renew(client))).pipe(catchError(() => of(false)));
}

async function renew({ config }: SWFClient): Promise<boolean> {
  const before = await config.credentials();
  const after = await config.credentials({ forceRefresh: true });
  return before.accessKeyId !== after.accessKeyId || before.sessionToken !== after.sessionToken;
}

/** The second refusal with the same clock is final. */
function hasNewOffset(client: SWFClient): boolean {
  const { systemClockOffset } = client.config;
  const known = offsets.get(client);
  offsets.set(client, systemClockOffset);
  return known === undefined || Math.abs(systemClockOffset - known) > 1000;
}
