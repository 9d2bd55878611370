import { Fault, faults } from '../faults.js';
import type { OperationName } from '../operations/Operation.js';
import { isOperation, type Service } from '../service.js';
import type { Signatures, SignedRequest } from '../signatures/Signatures.js';

/** A request in AWS JSON 1.0, however it came. */
export interface WireRequest {
  readonly method: string;
  /** The header `X-Amz-Target`. */
  readonly target: string | undefined;
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
  readonly service: Service;
  /** Absent where everybody is let in. */
  readonly signatures: Signatures | undefined;
}

/** The error body of AWS JSON. */
export function faultReply({ status, type, message }: Fault): WireReply {
  return { status, body: JSON.stringify(message === '' ? { __type: type } : { __type: type, message }) };
}

function parse(body: string | Uint8Array): unknown {
  try {
    return JSON.parse(typeof body === 'string' ? body : toText(body));
  } catch {
    throw faults.serialization('The request body is not valid JSON');
  }
}

const toText = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString();

/** What a target asks for: both `SimpleWorkflowService.X` and the old, longer form end in the operation. */
export function operationOf(target = ''): OperationName | undefined {
  const [, operation = ''] = /^(?:[\w.]+\.)?SimpleWorkflowService\.(\w+)$/.exec(target) ?? [];
  return isOperation(operation) ? operation : undefined;
}

/** Carries out one request. Only a caller who leaves, or a closed service, makes it reject. */
export async function exchange(
  { service, signatures }: Endpoint,
  { method, target = '', body, signed }: WireRequest,
  signal?: AbortSignal,
): Promise<WireReply> {
  try {
    if (method !== 'POST') throw faults.unknownOperation(method);
    const operation = operationOf(target);
    if (operation === undefined) throw faults.unknownOperation(target);
    if (signatures !== undefined) await signatures.verify({ method, body, ...signed() });
    const output = await service.call(operation, parse(body), signal);
    return { status: 200, body: output === undefined ? '' : JSON.stringify(output) };
  } catch (error) {
    if (error instanceof Fault) return faultReply(error);
    throw error;
  }
}
