import type { TypeId } from '../../values/index.js';
import type { ExecutionRecord } from '../executions/ExecutionRecord.js';

/** The latest of many, of which there are `count`. */
export interface Latest<T> {
  readonly count: number;
  readonly latest: readonly T[];
}

/** An activity that is scheduled or started. Times are ISO texts. */
export interface OpenActivity {
  readonly id: string;
  readonly type?: TypeId;
  readonly state: string;
  readonly taskList?: string;
  readonly scheduled?: string;
  readonly started?: string;
  /** The worker that took it. */
  readonly identity?: string;
}

/** A timer that is running. */
export interface OpenTimer {
  readonly id: string;
  readonly started?: string;
  readonly fires?: string;
}

/** A child execution. */
export interface ReportedChild {
  readonly workflowId: string;
  readonly runId?: string;
  readonly type?: TypeId;
  readonly state: string;
  readonly started?: string;
  /** The child itself, with `--children`. */
  readonly report?: ExecutionReport;
}

/** The decision task that is scheduled or started. */
export interface OpenDecisionTask {
  readonly state: string;
  readonly taskList?: string;
  readonly since?: string;
  /** The decider that took it. */
  readonly identity?: string;
}

/** A decision that SWF could not carry out. */
export interface RefusedDecision {
  readonly eventId: number;
  readonly time: string;
  /** Name of the event, such as `ScheduleActivityTaskFailed`. */
  readonly event: string;
  /** Id of the activity, timer, child or the like. */
  readonly id?: string;
  readonly cause: string;
}

/** An activity that did not complete. */
export interface FailedActivity {
  readonly id: string;
  readonly type?: TypeId;
  readonly state: string;
  readonly taskList?: string;
  readonly time: string;
  readonly reason?: string;
}

/** An execution as `rx-swf show` prints it in JSON. Times are ISO texts. */
export interface ExecutionReport extends ExecutionRecord {
  readonly domain: string;
  readonly taskList?: string;
  /** When it times out, if it is open. */
  readonly timesOut?: string;
  readonly input?: unknown;
  readonly result?: unknown;
  /** Details of its failure or its cancellation. */
  readonly details?: unknown;
  /** Latest context that the decider set. */
  readonly context?: unknown;
  /** The run that continued as this one. */
  readonly continuedFrom?: string;
  /** The run that this one continued as. */
  readonly continuedAs?: string;
  /** Number of events in its history. */
  readonly events: number;
  readonly decisionTask?: OpenDecisionTask;
  /** Numbers of activities by state. In a closed execution, some may still be `scheduled` or `started`. */
  readonly activities: Readonly<Record<string, number>>;
  readonly openActivities: readonly OpenActivity[];
  readonly failedActivities: Latest<FailedActivity>;
  readonly openTimers: readonly OpenTimer[];
  /** Numbers of children by state. */
  readonly childExecutions: Readonly<Record<string, number>>;
  /** Those that are open; all of them with `--children`. */
  readonly children: readonly ReportedChild[];
  readonly signals: Latest<{ readonly name: string; readonly time: string; readonly input?: unknown }>;
  readonly refusedDecisions: Latest<RefusedDecision>;
  /** Errors of the decider's code, which it is retried after. */
  readonly decisionErrors: Latest<{ readonly time: string; readonly reason: string }>;
}
