// This file is loaded in threads, so it must not import the SDK.
import {
  describeError,
  type ErrorDescription,
  isError,
  readMember,
  showValue,
} from '../requests/descriptions/index.js';
import { ActivityFailure } from '../streams/actors/perform/ActivityFailure.js';

/** A thrown value in transferable form: between threads, errors lose their class and mostly their name. */
export type PackedError =
  | { readonly kind: 'activity failure'; readonly reason: string; readonly details: unknown }
  | { readonly kind: 'error'; readonly description: ErrorDescription }
  | { readonly kind: 'value'; readonly value: unknown };

/** Converts a value thrown in a thread to its transferable form. Never throws. */
export function packError(thrown: unknown): PackedError {
  if (!isError(thrown)) return { kind: 'value', value: cloneable(thrown) };
  const description = describeError(thrown);
  const reason = readMember(thrown, 'reason');
  // Recognized by name, because the handler may use a different copy of the class.
  if (description.name === 'ActivityFailure' && reason !== undefined)
    return {
      kind: 'activity failure',
      reason: showValue(reason),
      details: cloneable(readMember(thrown, 'details')),
    };
  return { kind: 'error', description };
}

/** Restores the value thrown in a thread, to be thrown again. */
export function unpackError(failure: PackedError): unknown {
  switch (failure.kind) {
    case 'value':
      return failure.value;
    case 'activity failure':
      return new ActivityFailure(failure.reason, failure.details);
    case 'error':
      return toError(failure.description);
  }
}

/** Creates an error from the description of an error in a thread. */
function toError(description: ErrorDescription | string): Error | string {
  if (typeof description === 'string') return description;
  const { message, cause, errors, ...others } = description;
  const error = new Error(message, cause === undefined ? undefined : { cause: toError(cause) });
  return Object.assign(error, others, errors === undefined ? {} : { errors: errors.map(toError) });
}

// Details that can't be cloned, e.g. because they contain a function, become a string.
function cloneable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return showValue(value);
  }
}
