import type { SWFClient } from '@aws-sdk/client-swf';
import { catchError, defer, from, type Observable, of } from 'rxjs';
import { InvalidCredentialsError } from '../requests/index.js';

const expired = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);

/**
 * When an error says that the credentials have expired: asks their provider for new ones. Emits whether there are
 * any, that is, others than before.
 */
export function refreshCredentials(client: SWFClient, error: unknown): Observable<boolean> {
  if (!(error instanceof InvalidCredentialsError) || !expired.has(error.kind)) return of(false);
  return defer(() => from(renew(client))).pipe(catchError(() => of(false)));
}

async function renew({ config }: SWFClient): Promise<boolean> {
  const before = await config.credentials();
  const after = await config.credentials({ forceRefresh: true });
  return before.accessKeyId !== after.accessKeyId || before.sessionToken !== after.sessionToken;
}
