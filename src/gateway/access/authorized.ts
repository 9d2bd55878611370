import { catchError, defer, firstValueFrom, from, map, of } from 'rxjs';
import { abortOn } from '../../values/index.js';
import { Problem } from '../errors/Problem.js';
import type { GatewayAction } from '../options/GatewayAction.js';
import type { GatewayConfiguration } from '../options/GatewayOptions.js';
import type { Permission } from '../options/Permission.js';

type Authority = Pick<GatewayConfiguration, 'authorize' | 'onError'>;

/** Resolves to the permission for an action. Rejects with a `Problem` with status 401 or 403 if it is denied. */
export async function authorized(
  authority: Authority,
  request: Request,
  action: GatewayAction,
): Promise<Permission> {
  const permission = await permissionOf(authority, request, action);
  if (permission.isAllowed === true) return permission;
  const isKnown = request.headers.has('authorization') || request.headers.has('cookie');
  if (isKnown) throw new Problem(403, 'NotAuthorized', `You may not ${action.name} here`);
  throw new Problem(401, 'NotAuthenticated', `Log in to ${action.name} here`);
}

/** Resolves to whether a request may do something. */
export const isAllowed = async (
  authority: Authority,
  request: Request,
  action: GatewayAction,
): Promise<boolean> => (await permissionOf(authority, request, action)).isAllowed === true;

const denied: Permission = { isAllowed: false };

const permissionOf = (
  { authorize, onError }: Authority,
  request: Request,
  action: GatewayAction,
): Promise<Permission> =>
  firstValueFrom(
    defer(() => {
      const answer = authorize(request, action);
      return typeof answer === 'boolean' || isPermission(answer) ? of(answer) : from(answer);
    }).pipe(
      map(answer => (isPermission(answer) ? answer : { isAllowed: answer === true })),
      catchError((error: unknown) => {
        onError(error, request);
        return of(denied);
      }),
      abortOn(request.signal),
    ),
    { defaultValue: denied },
  );

const isPermission = (answer: unknown): answer is Permission =>
  typeof answer === 'object' && answer !== null && 'isAllowed' in answer;
