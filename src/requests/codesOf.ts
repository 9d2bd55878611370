import { listOf } from './describeError.js';
import { read } from './read.js';

/** A code of a system, of DNS, of TLS or of a parser, and the call of the system that has failed with it. */
export interface FaultCode {
  readonly code: string;
  readonly syscall: unknown;
}

/** No more errors of a tree are looked at. */
const mostErrors = 20;

/**
 * The codes at the bottom of an error: those of its chain of causes and of the errors of an `AggregateError`, or its own
 * where these have none. Wrappers hide what a connection has met. Never throws.
 */
export function codesOf(error: unknown): readonly FaultCode[] {
  return collect(error, new Set());
}

function collect(error: unknown, seen: Set<unknown>): FaultCode[] {
  if (typeof error !== 'object' || error === null) return [];
  if (seen.has(error) || seen.size >= mostErrors) return [];
  seen.add(error);
  const inner = [read(error, 'cause'), ...listOf(read(error, 'errors'))].flatMap(one => collect(one, seen));
  if (inner.length > 0) return inner;
  const code = read(error, 'code');
  return typeof code === 'string' ? [{ code, syscall: read(error, 'syscall') }] : [];
}
