/** Names that the library gives to the markers, timers and controls that it writes into a history itself. */
export const reserved = {
  /** A decider's answer that has only a part of the decisions, and the timer that triggers the next one. */
  more: 'rx-swf.more',
  /** A failed turn (`onError: 'retry'`), and the timer that triggers its retry. */
  error: 'rx-swf.error',
  /** A timer that triggers the next decision of a workflow whose commands don't fit into one answer. */
  next: 'rx-swf.next',
  /** A retry of a policy: the `control` of its timer, or of an attempt that followed immediately. */
  retry: 'rx-swf.retry',
  /** A side effect's value. */
  sideEffect: 'rx-swf.sideEffect',
  /** A version of the code that an execution runs. */
  version: 'rx-swf.version',
  /** A turn in which an event arrived together with a continuation and changed the end. */
  amended: 'rx-swf.amended',
  /** A part of what a redriven run takes over of another run. */
  redriven: 'rx-swf.redriven',
  /** Replay rules other than the initial ones. */
  semantics: 'rx-swf.semantics',
} as const;

/** The common prefix of all reserved names. Ids and names of users don't begin with it. */
export const reservedPrefix = 'rx-swf.';

/** Returns whether an id is a reserved name, or begins with one and a dot: any of them, or the given one. */
export function isReserved(id = '', name?: string): boolean {
  if (name === undefined) return id.startsWith(reservedPrefix);
  return id.startsWith(name) && (id.length === name.length || id[name.length] === '.');
}
