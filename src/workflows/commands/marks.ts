/** Names of markers and ids of timers that the library itself writes into a history. */
export const marks = {
  /** A decision that reported its failure (`onError: 'retry'`). */
  error: 'rx-swf.error',
  /** A timer that triggers the next decision task, because not all commands fit into one response. */
  next: 'rx-swf.next',
  /** A retry of a policy: the `control` of its timer, or of an attempt that followed immediately. */
  retry: 'rx-swf.retry',
  /** A side effect's value. */
  sideEffect: 'rx-swf.sideEffect',
  /** A version of the code that an execution runs. */
  version: 'rx-swf.version',
  /** A turn in which an event arrived together with a continuation and changed the end. */
  amended: 'rx-swf.amended',
  /** Replay rules other than the initial ones. */
  semantics: 'rx-swf.semantics',
} as const;

/** The details of a retired version: code that has deleted it does not have to call `version`. */
export const retired = 'retired';
export const retiredDetails = JSON.stringify(retired);

/** The common prefix of all marks. */
export const reserved = 'rx-swf.';

/** Returns whether an id or a name is a mark of a kind. */
export const isMark = (id: string, mark: string): boolean => id === mark || id.startsWith(`${mark}.`);
