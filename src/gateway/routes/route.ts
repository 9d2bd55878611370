import { Problem } from '../errors/Problem.js';
import { actionRoutes, startRoute } from './actionRoutes.js';
import type { Operation } from './Call.js';
import { executionRoutes } from './executionRoutes.js';
import { listRoute } from './listRoute.js';

/** The operations of a path by method. */
export interface Route {
  readonly workflowId: string;
  readonly GET?: Operation | undefined;
  readonly POST?: Operation | undefined;
}

/**
 * Returns the route of a path.
 *
 * @throws `Problem` with status 404 for a path that has none, and with status 400 for one that can not be decoded
 */
export function route(path: string, prefix: string): Route {
  const parts = path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1).split('/') : [];
  const [root, id, view = '', ...rest] = parts;
  if (root === 'executions' && rest.length === 0) {
    if (id === undefined) return { workflowId: '', GET: listRoute, POST: startRoute };
    const found = { GET: own(executionRoutes, view), POST: own(actionRoutes, view) };
    const isKnown = found.GET !== undefined || found.POST !== undefined;
    if (id !== '' && isKnown && (view !== '' || parts.length === 2))
      return { workflowId: decode(id), ...found };
  }
  throw new Problem(404, 'NotFound', 'There is nothing at this path');
}

/** Returns the methods of a route, as in the header `Allow`. */
export const methodsOf = ({ GET, POST }: Route): string =>
  [GET && 'GET, HEAD', POST && 'POST', 'OPTIONS'].filter(Boolean).join(', ');

const own = (routes: Readonly<Record<string, Operation>>, name: string): Operation | undefined =>
  Object.hasOwn(routes, name) ? routes[name] : undefined;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Problem(400, 'InvalidPath', 'The workflow id in the path is not encoded as UTF-8');
  }
}
