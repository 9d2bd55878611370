import type { EventRecord } from 'rx-swf/remote';
import { parsePayload } from '../text/parsePayload.js';
import { aboutOf } from './subjectOf.js';

/** An error as the library encodes one in details: a name, a message, and what caused it. */
export interface Described {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}

/** A failure of a history. */
export interface Failure {
  readonly event: EventRecord;
  /** Words for what failed. */
  readonly subject: string;
  readonly reason: string | undefined;
  /** The error and its causes, outermost first, if the details are an error of the library. */
  readonly causes: readonly Described[];
  /** Details that are not such an error. */
  readonly details: string | undefined;
  /** Number of failures of the same subject up to this one. */
  readonly attempt: number;
}

const failed = /(Failed|TimedOut|Terminated)$/;

/** Returns whether an event tells of a failure. */
export const isFailure = ({ name }: EventRecord): boolean => failed.test(name);

/** Causes that are shown of one failure. */
const mostCauses = 20;

/** Returns the failures of a history, the latest first. */
export function failuresOf(
  events: readonly EventRecord[],
  eventOf: (id: number) => EventRecord | undefined,
): readonly Failure[] {
  const attempts = new Map<string, number>();
  const failures = events.filter(isFailure).map(event => {
    const subject = subjectText(event, eventOf);
    const attempt = (attempts.get(subject) ?? 0) + 1;
    attempts.set(subject, attempt);
    const { reason, cause, timeoutType, message, details } = event.attributes;
    const parsed = typeof details === 'string' ? parsePayload(details) : undefined;
    const causes = causesIn(parsed?.json?.value);
    const why = reason ?? message ?? cause ?? timeoutType;
    return {
      event,
      subject,
      reason: typeof why === 'string' ? why : undefined,
      causes,
      details: causes.length === 0 ? parsed?.body : undefined,
      attempt,
    };
  });
  return failures.reverse();
}

function subjectText(event: EventRecord, eventOf: (id: number) => EventRecord | undefined): string {
  if (event.name.startsWith('WorkflowExecution')) return 'The execution';
  if (event.name.startsWith('DecisionTask')) return 'Decision task';
  return aboutOf(event, eventOf) ?? event.name;
}

/** Returns the chain of errors in details. */
function causesIn(details: unknown): readonly Described[] {
  const chain: Described[] = [];
  let value = details;
  while (isDescribed(value) && chain.length < mostCauses) {
    const { name, message, stack } = value;
    chain.push({ name, message, ...(typeof stack === 'string' ? { stack } : {}) });
    value = value.cause;
  }
  return chain;
}

const isDescribed = (value: unknown): value is Described & { readonly cause?: unknown } =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'message' in value &&
  typeof value.name === 'string' &&
  typeof value.message === 'string';
