import type { FailOptions } from '../models/index.js';

/** Thrown to say exactly what SWF records of a failure. */
export abstract class Failure extends Error {
  /** Cut to 256 characters. */
  readonly reason: string;
  /** Any value that the domain's `DataConverter` can write; its text is cut to 32,768 characters, unless it is offloaded. */
  readonly details: unknown;

  constructor(reason: string, details?: unknown) {
    super(reason);
    this.reason = reason;
    this.details = details;
  }
}

/**
 * Throw it in a handler to say exactly what SWF records of a failure.
 *
 * @example
 * ```ts
 * import { ActivityFailure, perform } from 'rx-swf';
 *
 * perform(task => {
 *   throw new ActivityFailure('NotAnImage', { input: task.input });
 * });
 * ```
 */
export class ActivityFailure extends Failure {
  override readonly name: string = 'ActivityFailure';
}

// Together, even with every character escaped, these stay below what SWF carries: the JSON is never cut.
const longest = { message: 2_000, stack: 10_000 };

/** What SWF is told of something thrown: a reason for people, details for programs. */
export function describeFailure(error: unknown): FailOptions {
  if (error instanceof Failure) return { reason: error.reason, details: error.details };
  if (!(error instanceof Error)) return { reason: String(error), details: error };
  const { name, message, stack } = error;
  return {
    reason: message === '' ? name : `${name}: ${message}`,
    details: { name, message: message.slice(0, longest.message), stack: stack?.slice(0, longest.stack) },
  };
}
