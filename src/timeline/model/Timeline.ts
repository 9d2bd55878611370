import type { ExecutionId, TypeId } from '../../values/index.js';
import type { Outcome } from './Outcome.js';

/** Kinds of lanes. A `failedDecision` is one that SWF could not execute and that began nothing. */
export type LaneKind =
  | 'execution'
  | 'cancelRequest'
  | 'decision'
  | 'activity'
  | 'lambda'
  | 'timer'
  | 'child'
  | 'signal'
  | 'externalSignal'
  | 'externalCancel'
  | 'marker'
  | 'failedDecision'
  | 'unknown';

/**
 * One stretch of a lane: an attempt of an activity, a turn of the decider, a life of a timer. For something that
 * happens at once, such as a signal, `start` and `end` are equal.
 */
export interface Span {
  /** Id of the event that it began with, which no other span of the timeline has. */
  readonly eventId: number;
  /** 1 for the first with its id, 2 for the second, and so on. */
  readonly attempt: number;
  /** State after the latest event, as in `history.activities`. */
  readonly state: string;
  readonly outcome: Outcome;
  /** Time at which it was scheduled, initiated or started, in milliseconds since the epoch. */
  readonly start: number;
  /** Time at which a worker or a decider took it, or a child started; `undefined` if that did not happen. */
  readonly started?: number | undefined;
  /** Time of the end; for an open one, the end of the timeline. */
  readonly end: number;
  /** Time of the latest cancel request. */
  readonly cancelRequested?: number | undefined;
  /** Time at which an open timer is due. */
  readonly due?: number | undefined;
  /** `true` if it began before the first event of the history. */
  readonly isPartial?: boolean | undefined;
  readonly taskList?: string | undefined;
  /** The worker or the decider that took it. */
  readonly identity?: string | undefined;
  /** Run id of a child, or of the execution that it signals or cancels. */
  readonly runId?: string | undefined;
  /** Why it failed: a reason, a type of timeout, or a cause. */
  readonly reason?: string | undefined;
  /** The payload as a string, cut to the length that the options allow, like `result` and `details`. */
  readonly input?: string | undefined;
  readonly result?: string | undefined;
  readonly details?: string | undefined;
  /** Timelines of the runs of a child, in order, if they were given. */
  readonly runs?: readonly Timeline[] | undefined;
}

/** The spans of one thing, in the order in which they began. */
export interface Lane {
  readonly kind: LaneKind;
  /** Activity id, timer id, workflow id of a child, name of a signal or a marker, and so on. */
  readonly id: string;
  /** Name of the type, of the function or of the signal; the id if there is none. */
  readonly name: string;
  /** Version of the type. */
  readonly version?: string | undefined;
  readonly spans: readonly Span[];
}

/**
 * A time in which nothing runs or waits to be taken: no decision, no activity, no Lambda function, and nothing in a
 * child that has a timeline.
 */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/** What happened in a run of an execution, and when. It is plain JSON; times are in milliseconds since the epoch. */
export interface Timeline {
  readonly domain?: string | undefined;
  readonly workflowId?: string | undefined;
  readonly runId?: string | undefined;
  readonly workflowType?: TypeId | undefined;
  /** State of the execution: `started` while it is open. */
  readonly state: string;
  readonly outcome: Outcome;
  /** Why it failed. */
  readonly reason?: string | undefined;
  readonly start: number;
  readonly end: number;
  /** Number of events in the history. */
  readonly events: number;
  /** The execution that started this one as its child. */
  readonly parent?: ExecutionId | undefined;
  /** Id of the event in the parent's history that initiated this one. */
  readonly parentEventId?: number | undefined;
  /** Id of the run that continued as this one. */
  readonly continuedFrom?: string | undefined;
  /** Id of the run that this one continued as. */
  readonly continuedAs?: string | undefined;
  /** The execution itself first, then the others in the order in which they began. */
  readonly lanes: readonly Lane[];
  /** The times in which nothing runs, in order. */
  readonly gaps: readonly Gap[];
}
