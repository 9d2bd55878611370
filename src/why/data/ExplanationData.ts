import type { CloseStatus } from '@aws-sdk/client-swf';
import type { Duration, ExecutionId, TypeId } from '../../values/index.js';
import type { TaskListReport, UnknownFact } from './TaskListReport.js';

/** The timeout of SWF, or the timer, that will end a wait. */
export interface Deadline {
  readonly timeout: 'SCHEDULE_TO_START' | 'SCHEDULE_TO_CLOSE' | 'START_TO_CLOSE' | 'TIMER';
  readonly at: Date;
}

/** The next deadline of an execution, and what it belongs to. */
export interface NextDeadline extends Deadline {
  /** For example, `activity "resize-1"`, or `the execution`. */
  readonly of: string;
}

/** A failure as it is recorded in a history, with its details decoded. */
export interface RecordedFailure {
  readonly reason?: string;
  readonly details?: unknown;
}

interface AnyWait {
  /** `true` if someone has to act: see {@link ExplanationData.state}. */
  readonly isStuck: boolean;
}

/** An open activity. */
export interface ActivityWait extends AnyWait {
  readonly kind: 'activity';
  readonly id: string;
  readonly activityType?: TypeId;
  readonly taskList?: string;
  readonly scheduledAt?: Date;
  /** When a worker took it; `undefined` while it waits in its task list. */
  readonly startedAt?: Date;
  /** The worker that took it. */
  readonly identity?: string;
  readonly cancelRequestedAt?: Date;
  /** The earliest of its timeouts other than the heartbeat timeout. */
  readonly deadline?: Deadline;
  /**
   * Heartbeat timeout in seconds of an activity that a worker has. Histories don't record heartbeats: without
   * any, it would have timed out at `expiredAt`. If that is in the past, the worker sends them.
   */
  readonly heartbeat?: { readonly timeout: number; readonly expiredAt: Date };
  /** The task list of an activity that waits there. */
  readonly list?: TaskListReport;
}

/** An open decision task. */
export interface DecisionTaskWait extends AnyWait {
  readonly kind: 'decisionTask';
  readonly taskList?: string;
  readonly scheduledAt?: Date;
  /** When a decider took it; `undefined` while it waits in its task list. */
  readonly startedAt?: Date;
  /** The decider that took it. */
  readonly identity?: string;
  /** On a sticky task list, it moves to the workflow's own list at its `SCHEDULE_TO_START` timeout. */
  readonly isSticky: boolean;
  readonly deadline?: Deadline;
  /** The task list of a decision task that waits there. */
  readonly list?: TaskListReport;
}

/** Decision tasks in a row that were taken and not answered in time. */
export interface DecisionTimeoutsWait extends AnyWait {
  readonly kind: 'decisionTimeouts';
  /** Number of them since the last answer. */
  readonly count: number;
  readonly since?: Date;
  readonly lastAt?: Date;
  /** The decider that took the last one. */
  readonly identity?: string;
  /** The timeout in seconds. */
  readonly timeout?: Duration;
}

/** Decisions that fail and are retried (`onError: 'retry'`, marker `rx-swf.error`). */
export interface FailingDecisionsWait extends AnyWait {
  readonly kind: 'failingDecisions';
  /** Number of failures in a row. */
  readonly count: number;
  readonly since?: Date;
  readonly lastAt?: Date;
  readonly failure: RecordedFailure;
  /** When a timer triggers the next attempt. */
  readonly retryAt?: Date;
}

/** Activities of a type that failed or timed out in a row, and are being retried. */
export interface FailingActivitiesWait extends AnyWait {
  readonly kind: 'failingActivities';
  readonly activityType?: TypeId;
  /** Number of failures since one of the type was completed. */
  readonly count: number;
  readonly since?: Date;
  readonly lastAt?: Date;
  /** The last failure. */
  readonly failure: RecordedFailure;
  /** Timeout that the last one had, if it didn't fail. */
  readonly timeoutType?: string;
  /** When the timer fires that the decider has started after the last failure. */
  readonly retryAt?: Date;
}

/** A decision that SWF refused. */
export interface RefusedDecision {
  /** Name of its event, such as `ScheduleActivityTaskFailed`. */
  readonly event: string;
  /** The id that the decision names: of the activity, timer, workflow, function or marker. */
  readonly id?: string;
  readonly cause: string;
  readonly at: Date;
  /** What to fix. */
  readonly remedy: string;
}

/** Decisions of the latest turns that SWF refused. */
export interface RefusedDecisionsWait extends AnyWait {
  readonly kind: 'refusedDecisions';
  /** Number of turns in a row with a refused decision. */
  readonly turns: number;
  /** Those of the latest of these turns. */
  readonly decisions: readonly RefusedDecision[];
}

/** A running timer. */
export interface TimerWait extends AnyWait {
  readonly kind: 'timer';
  readonly id: string;
  readonly startedAt?: Date;
  readonly deadline?: Deadline;
}

/** An open child execution. */
export interface ChildWait extends AnyWait {
  readonly kind: 'child';
  readonly workflowId: string;
  readonly runId?: string;
  readonly workflowType?: TypeId;
  /** `false` while SWF has not started it yet. */
  readonly isStarted: boolean;
  readonly since?: Date;
  /** What the child waits for, or why that is not known. */
  readonly explanation?: ExplanationData | UnknownFact;
}

/** A signal or a cancel request to another execution that SWF has not delivered yet. */
export interface ExternalWait extends AnyWait {
  readonly kind: 'externalSignal' | 'externalCancel';
  readonly workflowId: string;
  readonly runId?: string;
  readonly signalName?: string;
  readonly since?: Date;
}

/** A call of a Lambda function. */
export interface LambdaWait extends AnyWait {
  readonly kind: 'lambda';
  readonly id: string;
  readonly name?: string;
  readonly scheduledAt?: Date;
  readonly startedAt?: Date;
  readonly deadline?: Deadline;
}

/** Signals that the execution listens to, or may listen to. */
export interface SignalsWait extends AnyWait {
  readonly kind: 'signals';
  /** What the code listens to, or why that is not known. */
  readonly listening: ListenedSignals | UnknownFact;
  /** Signals received so far, in the part of the history that was read. */
  readonly received: readonly { readonly name: string; readonly count: number; readonly lastAt: Date }[];
  /** `true` if nothing else is open, so that only a signal or a cancel request can move the execution. */
  readonly isOnly: boolean;
}

/** Signals that the code of a workflow listens to. */
export interface ListenedSignals {
  readonly names: readonly string[];
  /** `true` if it takes signals of any name. */
  readonly isAny: boolean;
  /** `true` if it reacts to a cancel request. */
  readonly awaitsCancel: boolean;
  /** Number of received signals that nothing has taken yet. */
  readonly undelivered: number;
}

/** Something that an execution waits for, or something that keeps it from moving. JSON-able. */
export type Wait =
  | ActivityWait
  | DecisionTaskWait
  | DecisionTimeoutsWait
  | FailingDecisionsWait
  | FailingActivitiesWait
  | RefusedDecisionsWait
  | TimerWait
  | ChildWait
  | ExternalWait
  | LambdaWait
  | SignalsWait;

/** How an execution ended. JSON-able, as far as the decoded `result` and `details` are. */
export interface Ending extends RecordedFailure {
  readonly status: CloseStatus;
  readonly at?: Date;
  readonly result?: unknown;
  /** Cause of a termination, such as `CHILD_POLICY_APPLIED`. */
  readonly cause?: string;
  readonly childPolicy?: string;
  /** Timeout in seconds that has ended it. */
  readonly timeout?: Duration;
  /** The run that continues it. */
  readonly newRunId?: string;
  /** Who requested the cancellation, if one was requested. */
  readonly cancelRequest?: { readonly at: Date; readonly by?: ExecutionId; readonly cause?: string };
}

/** The members of an {@link Explanation}. JSON-able. */
export interface ExplanationData {
  readonly execution: Partial<ExecutionId> & { readonly workflowType?: TypeId; readonly startedAt?: Date };
  /**
   * `'stuck'` if one of the waits needs someone to act; `'waiting'` if SWF, a worker, a timer or a signal will move
   * the execution on as far as is known.
   */
  readonly state: 'closed' | 'waiting' | 'stuck';
  /** The time that ages and remaining times refer to. */
  readonly at: Date;
  /** What it waits for; for an execution that timed out or was terminated, what it was waiting for. */
  readonly waits: readonly Wait[];
  /** The next timeout or timer that will end a wait, or the execution. */
  readonly deadline?: NextDeadline;
  readonly cancelRequestedAt?: Date;
  /** How it ended, if it is closed. */
  readonly ending?: Ending;
}
