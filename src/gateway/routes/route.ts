import { Problem } from '../errors/Problem.js';
import { actionRoutes, startRoute } from './actionRoutes.js';
import { bulkRoute } from './bulkRoute.js';
import type { Operation } from './Call.js';
import { countsRoute } from './countsRoute.js';
import { capabilitiesRoute, domainRoute } from './domainRoutes.js';
import { executionRoutes } from './executionRoutes.js';
import { listRoute } from './listRoute.js';
import { taskListsRoute } from './taskListsRoute.js';
import { typesRoute } from './typesRoute.js';

/** The operations of a path by method. */
export interface Route {
  readonly workflowId: string;
  readonly GET?: Operation | undefined;
  readonly POST?: Operation | undefined;
}

/** Routes about the domain, by path. */
const domainRoutes: Readonly<Record<string, Omit<Route, 'workflowId'>>> = {
  '': { GET: capabilitiesRoute },
  domain: { GET: domainRoute },
  executions: { GET: listRoute, POST: startRoute },
  counts: { GET: countsRoute },
  taskLists: { GET: taskListsRoute },
  types: { GET: typesRoute },
  bulk: { POST: bulkRoute },
};

/**
 * Returns the route of a path.
 *
 * @throws `Problem` with status 404 for a path that has none, and with status 400 for one that can not be decoded
 */
export function route(path: string, prefix: string): Route {
  const [root, id, view = '', ...rest] = partsOf(path, prefix);
  if (root !== undefined && id === undefined) {
    const found = own(domainRoutes, root);
    if (found !== undefined) return { workflowId: '', ...found };
  }
  if (root === 'executions' && rest.length === 0 && id !== undefined && id !== '') {
    const found = { GET: own(executionRoutes, view), POST: own(actionRoutes, view) };
    const isKnown = found.GET !== undefined || found.POST !== undefined;
    if (isKnown && !(view === '' && path.endsWith('/'))) return { workflowId: decode(id), ...found };
  }
  throw new Problem(404, 'NotFound', 'There is nothing at this path');
}

/** Returns the parts of a path behind the prefix: an empty text for the prefix itself, with or without a slash. */
function partsOf(path: string, prefix: string): readonly string[] {
  if (path === prefix) return [''];
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1).split('/') : [];
}

/** Returns the methods of a route, as in the header `Allow`. */
export const methodsOf = ({ GET, POST }: Route): string =>
  [GET && 'GET, HEAD', POST && 'POST', 'OPTIONS'].filter(Boolean).join(', ');

const own = <T>(routes: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(routes, name) ? routes[name] : undefined;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Problem(400, 'InvalidPath', 'The workflow id in the path is not encoded as UTF-8');
  }
}
