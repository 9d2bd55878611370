import { catchError, map, type Observable, of, throwError } from 'rxjs';
import type { Domain } from '../../../models/index.js';
import { DoesNotExistError, isInstance, NotPermittedError } from '../../../requests/index.js';
import { fail, ok, type Result, warn } from '../findings/Finding.js';

/** Says whether the domain is registered, and how long it keeps closed executions. */
export const checkDomain = (domain: Domain): Observable<Result> =>
  domain.upstream().pipe(
    map(({ name, status, retentionPeriod }) => {
      if (status === 'DEPRECATED')
        return warn(
          `${name} is deprecated: nothing new can be started or registered`,
          'Undeprecate it, or use another domain.',
        );
      if (retentionPeriod === 0 || retentionPeriod === 'NONE')
        return warn(
          `${name} is registered, and keeps no closed executions: results and reasons are lost at once`,
          'Use a domain with a retention period. That of a domain never changes.',
        );
      return ok(`${name} is registered, and keeps closed executions for ${days(retentionPeriod)}`);
    }),
    catchError((error: unknown) => {
      if (isInstance(error, DoesNotExistError))
        return of(
          fail(
            `${domain.name} is not registered in this account and region`,
            'Check both, or register it with "rx-swf register".',
          ),
        );
      if (isInstance(error, NotPermittedError))
        return of(warn(`${domain.name} may not be described`, 'Allow swf:DescribeDomain, to examine it.'));
      return throwError(() => error);
    }),
  );

const days = (count: number | undefined): string => (count === 1 ? '1 day' : `${count} days`);
