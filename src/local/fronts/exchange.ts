import type { Subject } from 'rxjs';
import { Fault, faults } from '../api/faults.js';
import type { OperationName } from '../api/Operations.js';
import { toError } from '../api/toError.js';
import type { Account } from '../service/Account.js';
import { isOperation, operationNames } from '../service/Service.js';
import type { Signatures, SignedRequest } from '../signatures/Signatures.js';
import { isRegionName, scopedRegion } from '../signatures/scopedRegion.js';
import { isTooLarge, largestBody, parseBody } from './body.js';
import { domainOf, type ServedCall, subjectOf, type Trace } from './ServedCall.js';

/** A request in AWS JSON 1.0, independent of its transport. */
export interface WireRequest {
  readonly method: string;
  /** The header `X-Amz-Target`. */
  readonly target: string | undefined;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** Region of an unsigned request, if known. */
  readonly region?: string | undefined;
  readonly body: string | Uint8Array;
  /** Returns the other signed parts of the request. Called only if signatures are verified. */
  readonly signed: () => Pick<SignedRequest, 'path' | 'query' | 'headers'>;
}

/** The response to a `WireRequest`. An empty `body` means that there is none. */
export interface WireReply {
  readonly status: number;
  readonly body: string;
}

/** The service behind a front. */
export interface Endpoint {
  readonly account: Account;
  /** Undefined if no credentials are required. */
  readonly signatures: Signatures | undefined;
  /** Takes a report of each request that was answered. */
  readonly calls$: Subject<ServedCall>;
}

/** Returns the error response of AWS JSON. */
export function faultReply({ status, type, message }: Fault): WireReply {
  return { status, body: JSON.stringify(message === '' ? { __type: type } : { __type: type, message }) };
}

/** Operations by the target that the SDKs send, which saves matching the pattern for most requests. */
const targets = new Map(operationNames.map(name => [`SimpleWorkflowService.${name}`, name]));

/** Returns the operation of a target. `SimpleWorkflowService.X` and the older, longer form both end in it. */
export function operationOf(target = ''): OperationName | undefined {
  const known = targets.get(target);
  if (known !== undefined) return known;
  const [, operation = ''] = /^(?:[\w.]+\.)?SimpleWorkflowService\.(\w+)$/.exec(target) ?? [];
  return isOperation(operation) ? operation : undefined;
}

/** Returns the region that a request names, if any. Its signature is not verified here. */
function regionOf({ authorization, region }: WireRequest): string | undefined {
  const named = scopedRegion(authorization) ?? region;
  if (named !== undefined && !isRegionName(named)) throw faults.invalidRegion(named);
  return named;
}

/**
 * Carries out one request. Faults become error responses. Rejects with any other error, as when the caller
 * aborts, the service is closed or its data folder cannot be used.
 */
export function exchange(endpoint: Endpoint, request: WireRequest, signal?: AbortSignal): Promise<WireReply> {
  return endpoint.calls$.observed
    ? reported(endpoint, request, signal)
    : carryOut(endpoint, request, {}, signal);
}

async function reported(
  endpoint: Endpoint,
  request: WireRequest,
  signal: AbortSignal | undefined,
): Promise<WireReply> {
  const { account, calls$ } = endpoint;
  const trace: Trace = {};
  const [at, start] = [new Date(account.now()), performance.now()];
  let reply: WireReply | undefined;
  try {
    reply = await carryOut(endpoint, request, trace, signal);
    return reply;
  } catch (error) {
    trace.error = toError(error).name;
    throw error;
  } finally {
    const { region, operation, input, error } = trace;
    const task = region === undefined ? undefined : account.taskOf(region, input);
    const domain = task?.domain ?? domainOf(operation ?? '', input);
    const duration = performance.now() - start;
    const subject = subjectOf(input, task?.workflowId);
    calls$.next({ at, region, operation, domain, subject, status: reply?.status, error, duration });
  }
}

/** Reports a request that is refused before it is carried out. */
export function reportRefusal({ account, calls$ }: Endpoint, target: string | undefined, fault: Fault): void {
  calls$.next({
    at: new Date(account.now()),
    region: undefined,
    operation: operationOf(target),
    domain: undefined,
    subject: undefined,
    status: fault.status,
    error: nameOf(fault),
    duration: 0,
  });
}

/** Returns the name of a fault without its namespace. */
const nameOf = ({ type }: Fault): string => type.slice(type.indexOf('#') + 1);

async function carryOut(
  { account, signatures }: Endpoint,
  request: WireRequest,
  trace: Trace,
  signal: AbortSignal | undefined,
): Promise<WireReply> {
  const { method, target = '', body, signed } = request;
  try {
    if (isTooLarge(body)) throw faults.requestTooLarge(largestBody);
    if (method !== 'POST') throw faults.unknownOperation(method);
    const operation = operationOf(target);
    if (operation === undefined) throw faults.unknownOperation(target);
    trace.operation = operation;
    const verified =
      signatures === undefined ? undefined : await signatures.verify({ method, body, ...signed() });
    const region = verified?.region ?? regionOf(request) ?? account.home;
    trace.region = region;
    trace.input = parseBody(body);
    const output = await account.call(region, operation, trace.input, signal);
    return { status: 200, body: output === undefined ? '' : JSON.stringify(output) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    trace.error = nameOf(error);
    return faultReply(error);
  }
}
