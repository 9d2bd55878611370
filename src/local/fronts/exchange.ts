import { Fault, faults } from '../api/faults.js';
import type { OperationName } from '../api/Operations.js';
import type { Account } from '../service/Account.js';
import { isOperation } from '../service/Service.js';
import type { Signatures, SignedRequest } from '../signatures/Signatures.js';
import { isRegionName, scopedRegion } from '../signatures/scopedRegion.js';
import { largestBody, parseBody } from './body.js';

/** A request in AWS JSON 1.0, however it came. */
export interface WireRequest {
  readonly method: string;
  /** The header `X-Amz-Target`. */
  readonly target: string | undefined;
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** The region that an unsigned request is for, where that is known. */
  readonly region?: string | undefined;
  readonly body: string | Uint8Array;
  /** What its signature is about, beside these: put together only where signatures are verified. */
  readonly signed: () => Pick<SignedRequest, 'path' | 'query' | 'headers'>;
}

/** The answer to it. A body of '' is no body at all. */
export interface WireReply {
  readonly status: number;
  readonly body: string;
}

/** What a front opens to its clients. */
export interface Endpoint {
  readonly account: Account;
  /** Absent where everybody is let in. */
  readonly signatures: Signatures | undefined;
}

/** The error body of AWS JSON. */
export function faultReply({ status, type, message }: Fault): WireReply {
  return { status, body: JSON.stringify(message === '' ? { __type: type } : { __type: type, message }) };
}

/** What a target asks for: both `SimpleWorkflowService.X` and the old, longer form end in the operation. */
export function operationOf(target = ''): OperationName | undefined {
  const [, operation = ''] = /^(?:[\w.]+\.)?SimpleWorkflowService\.(\w+)$/.exec(target) ?? [];
  return isOperation(operation) ? operation : undefined;
}

/** The region that a request is for, whoever has signed it, if it says so. */
function regionOf({ authorization, region }: WireRequest): string | undefined {
  const scoped = scopedRegion(authorization);
  if (scoped !== undefined && !isRegionName(scoped)) throw faults.invalidRegion(scoped);
  return scoped ?? region;
}

/** Carries out one request. Only a caller who leaves, or a closed service, makes it reject. */
export async function exchange(
  { account, signatures }: Endpoint,
  request: WireRequest,
  signal?: AbortSignal,
): Promise<WireReply> {
  const { method, target = '', body, signed } = request;
  try {
    if (Buffer.byteLength(body) > largestBody) throw faults.requestTooLarge(largestBody);
    if (method !== 'POST') throw faults.unknownOperation(method);
    const operation = operationOf(target);
    if (operation === undefined) throw faults.unknownOperation(target);
    const verified =
      signatures === undefined ? undefined : await signatures.verify({ method, body, ...signed() });
    const region = verified?.region ?? regionOf(request) ?? account.home;
    const output = await account.call(region, operation, parseBody(body), signal);
    return { status: 200, body: output === undefined ? '' : JSON.stringify(output) };
  } catch (error) {
    if (error instanceof Fault) return faultReply(error);
    throw error;
  }
}
