import type { Count } from '../../values/index.js';

/** A fact that could not be found out, and why. */
export interface UnknownFact {
  /** For example, `NotPermittedError: …`. */
  readonly notKnown: string;
}

/** A task that somebody has taken from a task list. */
export interface TakenTask {
  readonly at: Date;
  readonly identity?: string;
}

/** Tasks that were seen to be taken from a task list. */
export interface TakenTasks {
  readonly last: TakenTask;
  /** Number of them that are still being worked on. */
  readonly running: number;
}

/**
 * Knowledge about a task list. SWF doesn't list pollers: the histories of executions show only which tasks were
 * taken.
 */
export interface TaskListReport {
  /** Number of tasks waiting in the list; `undefined` if that was not asked for. */
  readonly pending?: Count | UnknownFact;
  /** The task that was taken last, of those that were seen. */
  readonly lastTaken?: TakenTask;
  /** Number of tasks that were taken from the list and are still being worked on, of those that were seen. */
  readonly running: number;
  /** Number of other executions whose latest events were read, or why there are none. */
  readonly sample: number | UnknownFact;
}

/** Task lists by kind and name. */
export type ListKey = `${'activity' | 'decision'} ${string}`;

/** Returns whether a fact is not known. */
export const isUnknown = (fact: unknown): fact is UnknownFact =>
  typeof fact === 'object' && fact !== null && 'notKnown' in fact;
