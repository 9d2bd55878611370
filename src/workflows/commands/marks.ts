/** What the library itself writes into a history: names of markers, and ids of timers. */
export const marks = {
  /** A decision failed and said so (`onError: 'retry'`). */
  error: 'rx-swf.error',
  /** A timer that brings the next decision task, since not all commands fitted into one answer. */
  next: 'rx-swf.next',
  /** A retry of a policy: the `control` of its timer, or of an attempt that came at once. */
  retry: 'rx-swf.retry',
  /** A side effect's value. */
  sideEffect: 'rx-swf.sideEffect',
  /** Code that an execution has begun to run. */
  version: 'rx-swf.version',
  /** A turn in which something met a continuation, and changed the end. */
  amended: 'rx-swf.amended',
  /** Rules of replaying other than the first ones. */
  semantics: 'rx-swf.semantics',
} as const;

/** The details of a version that is retired: code that has deleted it need not ask for it. */
export const retired = 'retired';
export const retiredDetails = JSON.stringify(retired);

/** What all of them begin with. */
export const reserved = 'rx-swf.';

/** Whether an id or a name is a mark of a kind. */
export const isMark = (id: string, mark: string): boolean => id === mark || id.startsWith(`${mark}.`);
