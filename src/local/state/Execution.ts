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
import { LazyMap } from './LazyMap.js';
import type { Activity, DecisionTask, Lambda, Timer } from './tasks.js';

/** A child execution, from the decision to start it until it closes. */
export interface Child {
  readonly initiatedEventId: number;
  readonly workflowType: Wire<WorkflowType>;
  startedEventId: number;
  /** Its latest run. */
  runId: string | undefined;
}

/** The task list for subsequent decision tasks, in place of the execution's own. */
export interface TaskListOverride {
  readonly name: string;
  readonly scheduleToStartTimeout: string | undefined;
}

/** The state that only an open execution has. */
export class OpenState {
  readonly deadline: Deadline;
  /** By activity id. */
  readonly activities = new LazyMap<string, Activity>();
  /** By timer id. */
  readonly timers = new LazyMap<string, Timer>();
  /** By the id of the Lambda task. */
  readonly lambdas = new LazyMap<string, Lambda>();
  /** By the id of the initiating event. */
  readonly children = new LazyMap<number, Child>();
  /** The decision task that a decider is working on. */
  running: DecisionTask | undefined;
  /** The pending decision task, either on its list or behind the running one. */
  waiting: DecisionTask | undefined;
  override: TaskListOverride | undefined;
  /**
   * Set while decisions are applied, so that at most one decision task is scheduled for all of them at the
   * end.
   */
  batch: { woken: boolean } | undefined;

  constructor(execution: Execution) {
    this.deadline = deadline({ kind: 'execution', execution });
  }
}

/** The state that only a closed execution has. */
export interface ClosedState {
  readonly status: CloseStatus;
  readonly at: number;
  /** Breaks ties between executions that closed at the same time. */
  readonly serial: number;
  readonly openCounts: Wire<WorkflowExecutionOpenCounts>;
  /** The children that were open when it closed. */
  readonly children: readonly Child[];
}

/** The parent of an execution, referenced by its ids because it may be deleted before its child closes. */
export interface ParentLink {
  readonly execution: Wire<WorkflowExecution>;
  readonly initiatedEventId: number;
}

/** The properties of an execution that are set when it starts. */
export interface ExecutionDetails {
  readonly execution: Wire<WorkflowExecution>;
  readonly workflowType: Wire<WorkflowType>;
  readonly configuration: Wire<WorkflowExecutionConfiguration>;
  readonly tagList: string[] | undefined;
  readonly parent: ParentLink | undefined;
}

/** The state of a closed execution that is restored without replaying its history. */
export interface PastExecution {
  readonly startedAt: number;
  readonly serial: number;
  readonly closed: ClosedState;
  readonly latestActivityAt: number | undefined;
  readonly latestExecutionContext: string | undefined;
  /** Returns the history. Called at most once, when the history is first used. */
  readonly readEvents: () => HistoryEvent[];
}

/** A run of a workflow: its history, and the state derived from the history. */
export class Execution {
  readonly domain: Domain;
  readonly execution: Wire<WorkflowExecution>;
  readonly workflowType: Wire<WorkflowType>;
  readonly configuration: Wire<WorkflowExecutionConfiguration>;
  readonly tagList: string[] | undefined;
  readonly parent: ParentLink | undefined;
  readonly startedAt: number;
  /** Breaks ties between executions that started at the same time. */
  readonly serial: number;
  cancelRequested = false;
  latestActivityAt: number | undefined;
  latestExecutionContext: string | undefined;
  /** The id of the started event of the latest completed decision task. */
  lastDecidedEventId = 0;
  open: OpenState | undefined;
  closed: ClosedState | undefined;
  #events: HistoryEvent[] | (() => HistoryEvent[]);

  /** @param past - set if the execution has closed; otherwise it starts now */
  constructor(domain: Domain, details: ExecutionDetails, past?: PastExecution) {
    this.domain = domain;
    this.execution = details.execution;
    this.workflowType = details.workflowType;
    this.configuration = details.configuration;
    this.tagList = details.tagList;
    this.parent = details.parent;
    this.startedAt = past?.startedAt ?? domain.region.now;
    this.serial = past?.serial ?? domain.region.nextSerial();
    this.latestActivityAt = past?.latestActivityAt;
    this.latestExecutionContext = past?.latestExecutionContext;
    this.open = past === undefined ? new OpenState(this) : undefined;
    this.closed = past?.closed;
    this.#events = past?.readEvents ?? [];
  }

  get events(): HistoryEvent[] {
    if (typeof this.#events === 'function') this.#events = this.#events();
    return this.#events;
  }

  /**
   * True if this execution only stands for one that runs elsewhere: it started without a decision task, so
   * that no decider is asked. Any other execution has one as its second event.
   */
  get isStub(): boolean {
    return this.events.every(({ eventType }) => eventType !== 'DecisionTaskScheduled');
  }

  /** The parent's record of this execution, if the parent is open and has one. */
  get inParent(): Child | undefined {
    const { parent } = this;
    if (parent === undefined) return undefined;
    return this.domain.region.executions
      .get(parent.execution.runId)
      ?.open?.children.get(parent.initiatedEventId);
  }
}
