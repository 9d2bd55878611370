import { catchError, defer, from, lastValueFrom, map, of } from 'rxjs';
import { Problem } from '../errors/Problem.js';
import type { GatewayAction } from '../options/GatewayAction.js';
import type { GatewayConfiguration } from '../options/GatewayOptions.js';

/** Resolves if a request may do something. Rejects with a `Problem` with status 401 or 403 otherwise. */
export async function authorized(
  { authorize, onError }: Pick<GatewayConfiguration, 'authorize' | 'onError'>,
  request: Request,
  action: GatewayAction,
): Promise<void> {
  const isAllowed = await lastValueFrom(
    defer(() => {
      const answer = authorize(request, action);
      return typeof answer === 'boolean' ? of(answer) : from(answer);
    }).pipe(
      map(answer => answer === true),
      catchError((error: unknown) => {
        onError(error, request);
        return of(false);
      }),
    ),
    { defaultValue: false },
  );
  if (isAllowed) return;
  const isKnown = request.headers.has('authorization') || request.headers.has('cookie');
  if (isKnown) throw new Problem(403, 'NotAuthorized', `You may not ${action.name} here`);
  throw new Problem(401, 'NotAuthenticated', `Log in to ${action.name} here`);
}
