// Threads load this file: it must not load the SDK.
import { describeError, type ErrorDescription, isError } from '../requests/describeError.js';
import { read } from '../requests/read.js';
import { showValue } from '../requests/showValue.js';
import { ActivityFailure } from '../streams/actors/perform/ActivityFailure.js';

/** Something thrown, as it travels: errors lose their class, and most of them their name, between threads. */
export type Failure =
  | { readonly kind: 'activity failure'; readonly reason: string; readonly details: unknown }
  | { readonly kind: 'error'; readonly description: ErrorDescription }
  | { readonly kind: 'value'; readonly value: unknown };

/** What was thrown in the thread, made ready to travel. Never throws. */
export function pack(thrown: unknown): Failure {
  if (!isError(thrown)) return { kind: 'value', value: travelling(thrown) };
  const description = describeError(thrown);
  const reason = read(thrown, 'reason');
  // By its name: the handler's copy of the class need not be ours.
  if (description.name === 'ActivityFailure' && reason !== undefined)
    return {
      kind: 'activity failure',
      reason: showValue(reason),
      details: travelling(read(thrown, 'details')),
    };
  return { kind: 'error', description };
}

/** What was thrown in the thread, to be thrown again. */
export function unpack(failure: Failure): unknown {
  switch (failure.kind) {
    case 'value':
      return failure.value;
    case 'activity failure':
      return new ActivityFailure(failure.reason, failure.details);
    case 'error':
      return toError(failure.description);
  }
}

/** An error that is described as the one in the thread was. */
function toError(description: ErrorDescription | string): Error | string {
  if (typeof description === 'string') return description;
  const { message, cause, errors, ...others } = description;
  const error = new Error(message, cause === undefined ? undefined : { cause: toError(cause) });
  return Object.assign(error, others, errors === undefined ? {} : { errors: errors.map(toError) });
}

// Details that cannot travel, e.g. with a function in them, are told as a text.
function travelling(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return showValue(value);
  }
}
