import type {
  CloseStatus,
  WorkflowExecution,
  WorkflowExecutionConfiguration,
  WorkflowExecutionOpenCounts,
  WorkflowType,
} from '@aws-sdk/client-swf';
import type { HistoryEvent } from '../api/events.js';
import type { Wire } from '../api/wire.js';
import { type Deadline, deadline } from './Deadline.js';
import type { Domain } from './Domain.js';
import type { Activity, DecisionTask, Lambda, Timer } from './tasks.js';

/** A child execution, from the decision to start it until it has closed. */
export interface Child {
  readonly initiatedEventId: number;
  readonly workflowType: Wire<WorkflowType>;
  startedEventId: number;
  /** The latest of its runs. */
  runId: string | undefined;
}

/** Where later decision tasks go instead of the execution's own list. */
export interface TaskListOverride {
  readonly name: string;
  readonly scheduleToStartTimeout: string | undefined;
}

/** What only an open execution has. */
export class OpenState {
  readonly deadline: Deadline;
  /** By activity id. */
  readonly activities = new Map<string, Activity>();
  /** By timer id. */
  readonly timers = new Map<string, Timer>();
  /** By the id of the Lambda task. */
  readonly lambdas = new Map<string, Lambda>();
  /** By the id of the event that initiated them. */
  readonly children = new Map<number, Child>();
  /** The decision task that a decider works on. */
  running: DecisionTask | undefined;
  /** The decision task that waits, on its list or behind the running one. */
  waiting: DecisionTask | undefined;
  override: TaskListOverride | undefined;
  /** While decisions are applied, one decision task is scheduled for all of them at their end. */
  batch: { woken: boolean } | undefined;

  constructor(execution: Execution) {
    this.deadline = deadline({ kind: 'execution', execution });
  }
}

/** What only a closed execution has. */
export interface ClosedState {
  readonly status: CloseStatus;
  readonly at: number;
  /** Decides between executions that closed at the same time. */
  readonly serial: number;
  readonly openCounts: Wire<WorkflowExecutionOpenCounts>;
  /** The children it left behind. */
  readonly children: readonly Child[];
}

/** The execution that started another one as its child. By name: it may be forgotten before its child closes. */
export interface ParentLink {
  readonly execution: Wire<WorkflowExecution>;
  readonly initiatedEventId: number;
}

/** What an execution is told when it starts. */
export interface ExecutionDetails {
  readonly execution: Wire<WorkflowExecution>;
  readonly workflowType: Wire<WorkflowType>;
  readonly configuration: Wire<WorkflowExecutionConfiguration>;
  readonly tagList: string[] | undefined;
  readonly parent: ParentLink | undefined;
}

/** A run of a workflow: its history, and beside it what can be read from the history. */
export class Execution {
  readonly domain: Domain;
  readonly execution: Wire<WorkflowExecution>;
  readonly workflowType: Wire<WorkflowType>;
  readonly configuration: Wire<WorkflowExecutionConfiguration>;
  readonly tagList: string[] | undefined;
  readonly parent: ParentLink | undefined;
  readonly startedAt: number;
  /** Decides between executions that started at the same time. */
  readonly serial: number;
  readonly events: HistoryEvent[] = [];
  cancelRequested = false;
  latestActivityAt: number | undefined;
  latestExecutionContext: string | undefined;
  /** The start of the latest decision task that was completed. */
  lastDecidedEventId = 0;
  open: OpenState | undefined = new OpenState(this);
  closed: ClosedState | undefined;

  constructor(domain: Domain, details: ExecutionDetails) {
    this.domain = domain;
    this.execution = details.execution;
    this.workflowType = details.workflowType;
    this.configuration = details.configuration;
    this.tagList = details.tagList;
    this.parent = details.parent;
    this.startedAt = domain.region.now;
    this.serial = domain.region.nextSerial();
  }

  /** What the parent knows of this execution, while it is open and knows of it. */
  get inParent(): Child | undefined {
    const { parent } = this;
    if (parent === undefined) return undefined;
    return this.domain.region.executions
      .get(parent.execution.runId)
      ?.open?.children.get(parent.initiatedEventId);
  }
}
