import type { ExecutionRecord } from '../../streams/index.js';

/** An event of a history, in JSON. */
export interface EventRecord {
  readonly id: number;
  readonly name: string;
  /** ISO text. */
  readonly timestamp: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** An activity, a timer, a child, or something else that a history records, in JSON. */
export type EntityRecord = Readonly<Record<string, unknown>>;

/** The state of an execution, compiled from its history, in JSON. Each list has its entities in order of appearance. */
export interface StateRecord {
  /** Id of the last event that the state includes. */
  readonly lastEventId: number;
  readonly execution: EntityRecord;
  readonly activities: readonly EntityRecord[];
  readonly timers: readonly EntityRecord[];
  readonly childExecutions: readonly EntityRecord[];
  readonly lambdaFunctions: readonly EntityRecord[];
  readonly signals: readonly EntityRecord[];
  readonly externalSignals: readonly EntityRecord[];
  readonly externalCancels: readonly EntityRecord[];
  readonly markers: readonly EntityRecord[];
}

/** A page of executions, newest first. */
export interface ExecutionList {
  readonly items: readonly ExecutionRecord[];
}

/** The ids of a run that an action has started. */
export interface StartedRun {
  readonly workflowId: string;
  readonly runId: string;
}

/** Freshness of a stream: data of `event: status`. */
export interface StatusRecord {
  /** Absent if the gateway reaches SWF. */
  readonly cause?: 'throttled' | 'unreachable';
  /** Time since which the gateway could not look, as an ISO text. */
  readonly since?: string;
}

/** A failure in JSON: the only form in which a gateway answers one. */
export interface FailureRecord {
  readonly error: {
    /** Name of the error, such as `DoesNotExistError`. */
    readonly kind: string;
    readonly message: string;
    /** Name of what the error is about, such as a parameter. */
    readonly resource?: string;
    /** HTTP status that belongs to it. In a stream, the response itself has 200. */
    readonly status: number;
  };
}
