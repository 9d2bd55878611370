import { firstValueFrom, isObservable } from 'rxjs';
import { SharedStreams } from '../remote/SharedStreams.js';
import { noOutcomes } from '../streams/index.js';
import { abortOn } from '../values/index.js';
import { auditOf } from './access/auditOf.js';
import { authorized } from './access/authorized.js';
import { checkHost } from './access/checkHost.js';
import { corsHeaders, preflight } from './access/cors.js';
import { Problem } from './errors/Problem.js';
import { toProblem } from './errors/toProblem.js';
import type { GatewayAction } from './options/GatewayAction.js';
import { type GatewayConfiguration, type GatewayOptions, toConfiguration } from './options/GatewayOptions.js';
import { textIn } from './routes/bodyRules.js';
import type { Call, Operation } from './routes/Call.js';
import { readBody } from './routes/readBody.js';
import { flagOf } from './routes/readQuery.js';
import { methodsOf, route } from './routes/route.js';
import { OpenStreams } from './streams/OpenStreams.js';

/** Answers a request of the Fetch API. It never rejects. */
export type GatewayHandler = (request: Request) => Promise<Response>;

/** Characters of a reason, as SWF allows them for a termination. */
const longestReason = 256;

/** Headers of all responses. */
const common = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', vary: 'Origin' };

/**
 * Returns a handler that serves the executions of a domain over HTTP: lists and single executions as JSON and as
 * server-sent events, and actions. It fits any server of the Fetch API; `toNodeListener` adapts it to `node:http`.
 *
 * All streams of one thing share one watch of SWF, however many clients there are. Slow clients are bounded: they get
 * the latest list or state, and a history ends and resumes by `Last-Event-ID`. Nothing is allowed unless `authorize`
 * says so. Errors are JSON, `{ error: { kind, message, resource, status } }`, without stack traces or credentials.
 *
 * @throws `InvalidArgumentError` for an option that is not valid
 * @example
 * ```ts
 * import { gateway } from 'rx-swf/gateway';
 *
 * const isOperator = (request: Request) => request.headers.get('authorization') === `Bearer ${process.env['TOKEN']}`;
 *
 * export const handler = gateway({
 *   domain: 'media',
 *   allowedHosts: ['swf.example.com'],
 *   authorize: (request, { isRead, name }) => isOperator(request) && (isRead || name === 'signal'),
 * });
 * ```
 */
export function gateway(options: GatewayOptions): GatewayHandler {
  const configuration = toConfiguration(options);
  const state = { streams: new SharedStreams(), openStreams: new OpenStreams(configuration.maxStreams) };
  return async request => {
    const headers = new Headers(common);
    const response = await answer(request, configuration, state, headers).catch((error: unknown) => {
      // The client has gone and does not read this response.
      if (request.signal.aborted) return new Problem(499, 'Aborted', 'The client has gone').toResponse();
      const problem = toProblem(error);
      if (problem.isInside) configuration.onError(error, request);
      return problem.toResponse();
    });
    for (const [name, value] of headers) response.headers.set(name, value);
    if (request.method !== 'HEAD') return response;
    const { status } = response;
    return new Response(null, { status, headers: response.headers });
  };
}

/** Returns what a call wants to do. Its facts are valid. */
function actionOf(
  { name, facts, isRead: changesNothing }: Operation,
  call: Call,
  isRead: boolean,
): GatewayAction {
  const reason = textIn(call.body, 'reason');
  if (reason !== undefined && reason.length > longestReason)
    throw new Problem(400, 'InvalidBody', `reason has more than ${longestReason} characters`, {
      resource: 'reason',
    });
  return {
    name,
    isRead: changesNothing?.(call) ?? isRead,
    ...facts(call),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Returns the value of a flag, and removes it from the query. */
function takeFlag(url: URL, name: string): boolean {
  const value = flagOf(name, url.searchParams.get(name)) ?? false;
  url.searchParams.delete(name);
  return value;
}

async function answer(
  request: Request,
  gateway: GatewayConfiguration,
  state: Pick<Call, 'streams' | 'openStreams'>,
  headers: Headers,
): Promise<Response> {
  const url = new URL(request.url);
  checkHost(request, url, gateway.allowedHosts);
  for (const [name, value] of Object.entries(corsHeaders(request, url, gateway.allowedOrigins)))
    headers.set(name, value);
  const found = route(url.pathname, gateway.prefix);
  const { method } = request;
  const allow = methodsOf(found);
  if (method === 'OPTIONS') return preflight(allow);
  const operation =
    method === 'HEAD' || method === 'GET' ? found.GET : method === 'POST' ? found.POST : undefined;
  if (operation === undefined)
    throw new Problem(405, 'MethodNotAllowed', `This path allows ${allow}`, { headers: { allow } });
  const isRead = method !== 'POST';
  const isPatched = isRead && takeFlag(url, 'patches');
  const body = isRead ? {} : await readBody(request, gateway.maxBody);
  const asked = { request, url, workflowId: found.workflowId, isPatched, body, gateway, ...state };
  const action = actionOf(operation, { ...asked, audit: () => {} }, isRead);
  const { who } = await authorized(gateway, request, action).catch((error: unknown) => {
    if (!request.signal.aborted)
      auditOf(gateway, request, action)('denied', { bulk: action.bulk && { ...action.bulk, ...noOutcomes } });
    throw error;
  });
  const response = operation.respond({ ...asked, audit: auditOf(gateway, request, action, who) });
  if (!isObservable(response)) return response;
  // An action goes on without its client: half of it may be done.
  return firstValueFrom(action.isRead ? response.pipe(abortOn(request.signal)) : response);
}
