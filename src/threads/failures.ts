import { ActivityFailure } from '../streams/ActivityFailure.js';

/** Something thrown, as it travels: errors lose their class, and most of them their name, between threads. */
export type Failure =
  | { readonly kind: 'activity failure'; readonly reason: string; readonly details: unknown }
  | { readonly kind: 'error'; readonly name: string; readonly message: string; readonly stack: string }
  | { readonly kind: 'value'; readonly value: unknown };

/** What was thrown in the thread, made ready to travel. */
export function pack(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { kind: 'value', value: travelling(thrown) };
  // By its name: the handler's copy of the class need not be ours.
  if (thrown.name === 'ActivityFailure' && 'reason' in thrown) {
    const details = 'details' in thrown ? travelling(thrown.details) : undefined;
    return { kind: 'activity failure', reason: String(thrown.reason), details };
  }
  const { name, message, stack = '' } = thrown;
  return { kind: 'error', name, message, stack };
}

/** What was thrown in the thread, to be thrown again. */
export function unpack(failure: Failure): unknown {
  switch (failure.kind) {
    case 'value':
      return failure.value;
    case 'activity failure':
      return new ActivityFailure(failure.reason, failure.details);
    case 'error': {
      const { name, message, stack } = failure;
      return Object.assign(new Error(message), { name, stack });
    }
  }
}

// Details that cannot travel, e.g. with a function in them, are told as a text.
function travelling(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return String(value);
  }
}
