import { DescribeDomainCommand, ListDomainsCommand, type SWFClient } from '@aws-sdk/client-swf';
import { catchError, map, type Observable, of, throwError } from 'rxjs';
import {
  DoesNotExistError,
  InvalidCredentialsError,
  isInstance,
  messageOf,
  NotPermittedError,
  request,
} from '../../../requests/index.js';
import { fail, ok, type Result } from '../findings/Finding.js';

/** Says whether SWF accepts the signature of a call. A call that IAM refuses has been accepted so far. */
export const checkAccess = (client: SWFClient, domain: string | undefined): Observable<Result> => {
  const call$: Observable<unknown> =
    domain === undefined
      ? request(client, ListDomainsCommand, { registrationStatus: 'REGISTERED', maximumPageSize: 1 })
      : request(client, DescribeDomainCommand, { name: domain });
  return call$.pipe(
    map(() => ok('SWF accepts the credentials')),
    catchError((error: unknown) => {
      if (isInstance(error, InvalidCredentialsError))
        return of(
          fail(
            `SWF refuses the credentials: ${messageOf(error)}`,
            'Check that the key is active and belongs to this partition, and renew temporary credentials.',
          ),
        );
      if (isInstance(error, NotPermittedError) || isInstance(error, DoesNotExistError))
        return of(ok('SWF accepts the credentials'));
      return throwError(() => error);
    }),
  );
};
