import { readItems, readMember } from '../../descriptions/members.js';

/** Error code of the system, DNS, TLS or a parser, and the system call that failed with it. */
export interface FaultCode {
  readonly code: string;
  readonly syscall: unknown;
}

/** Maximum number of errors to visit in a tree. */
const mostErrors = 20;

/**
 * Returns the innermost codes of an error: those of its causes and of the errors of an `AggregateError`, or
 * its own if these have none. Wrappers hide the actual connection error. Never throws.
 */
export function codesOf(error: unknown): readonly FaultCode[] {
  return collect(error, new Set());
}

function collect(error: unknown, seen: Set<unknown>): FaultCode[] {
  if (typeof error !== 'object' || error === null) return [];
  if (seen.has(error) || seen.size >= mostErrors) return [];
  seen.add(error);
  const inner = [readMember(error, 'cause'), ...readItems(error, 'errors', mostErrors)].flatMap(one =>
    collect(one, seen),
  );
  if (inner.length > 0) return inner;
  const code = readMember(error, 'code');
  return typeof code === 'string' ? [{ code, syscall: readMember(error, 'syscall') }] : [];
}
