import type { DriftRecord, StateCount, TaskListRecord, TypeRecord } from '../../streams/index.js';
import type { Count, TypeId } from '../../values/index.js';

/** Numbers of executions by state. */
export interface CountList {
  readonly counts: readonly StateCount[];
}

/** Task lists with the tasks that wait on them. */
export interface TaskListList {
  readonly taskLists: readonly TaskListRecord[];
}

/** The types of a domain. */
export interface TypeList {
  /** By name and version. */
  readonly types: readonly TypeRecord[];
  /** Differences from code, if the gateway was given definitions or workflows. */
  readonly drift?: DriftRecord;
}

/** The domain of a gateway. */
export interface DomainRecord {
  readonly name: string;
  readonly status: 'REGISTERED' | 'DEPRECATED';
  readonly description?: string;
  /** Retention period of closed executions in days. */
  readonly retentionPeriod?: number | 'NONE';
  readonly arn?: string;
}

/** A task of an execution that waits on a task list, or that a worker has taken. */
export interface PendingTask {
  readonly kind: 'activity' | 'decision';
  /** Id of the event that scheduled it. */
  readonly eventId: number;
  /** Id of the activity. */
  readonly id?: string;
  /** Type of the activity. */
  readonly type?: TypeId;
  readonly taskList?: string;
  readonly state: 'scheduled' | 'started';
  /** ISO text. */
  readonly scheduled?: string;
  /** ISO text. */
  readonly started?: string;
  /** The worker or decider that took it. */
  readonly identity?: string;
}

/** The open tasks of an execution. */
export interface PendingList {
  readonly tasks: readonly PendingTask[];
  /** The task lists on which they wait, with all tasks that wait there. */
  readonly backlog: readonly {
    readonly taskList: string;
    readonly decisions: Count;
    readonly activities: Count;
  }[];
}
