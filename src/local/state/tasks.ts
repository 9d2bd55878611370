import type { ActivityTaskTimeoutType } from '@aws-sdk/client-swf';
import type { Attributes } from '../api/events.js';
import { deadline } from './Deadline.js';
import type { Execution } from './Execution.js';
import type { ActivityTaskList, DecisionTaskList, QueuedTask } from './TaskList.js';

/** An activity task that is scheduled or started. */
export class Activity implements QueuedTask {
  /** The earliest of its timeouts. */
  readonly deadline = deadline({ kind: 'activityTask', activity: this });
  readonly execution: Execution;
  readonly scheduledEventId: number;
  readonly scheduled: Attributes<'ActivityTaskScheduled'>;
  readonly list: ActivityTaskList;
  readonly scheduledAt: number;
  readonly priority: number;
  readonly arrival: number;
  heapIndex = -1;
  /** The timeout that the deadline represents. */
  timeoutType: ActivityTaskTimeoutType = 'SCHEDULE_TO_CLOSE';
  startedEventId = 0;
  startedAt: number | undefined;
  heartbeatAt: number | undefined;
  heartbeatDetails: string | undefined;
  latestCancelRequestedEventId = 0;

  constructor(
    execution: Execution,
    scheduledEventId: number,
    scheduled: Attributes<'ActivityTaskScheduled'>,
  ) {
    const { region, activityTaskLists } = execution.domain;
    this.execution = execution;
    this.scheduledEventId = scheduledEventId;
    this.scheduled = scheduled;
    this.list = activityTaskLists.named(scheduled.taskList.name);
    this.scheduledAt = region.now;
    this.priority = Number(scheduled.taskPriority ?? 0);
    this.arrival = region.nextSerial();
  }
}

/** A decision task that is scheduled or started. */
export class DecisionTask implements QueuedTask {
  /** The schedule-to-start timeout while it is pending, and start-to-close while it is running. */
  readonly deadline = deadline({ kind: 'decisionTask', task: this });
  readonly execution: Execution;
  readonly scheduledEventId: number;
  readonly scheduled: Attributes<'DecisionTaskScheduled'>;
  readonly list: DecisionTaskList;
  readonly priority: number;
  readonly arrival: number;
  heapIndex = -1;
  startedEventId = 0;
  /** The id of the started event of the latest decision task completed before this one started. */
  previousStartedEventId = 0;

  constructor(
    execution: Execution,
    scheduledEventId: number,
    scheduled: Attributes<'DecisionTaskScheduled'>,
  ) {
    const { region, decisionTaskLists } = execution.domain;
    this.execution = execution;
    this.scheduledEventId = scheduledEventId;
    this.scheduled = scheduled;
    this.list = decisionTaskLists.named(scheduled.taskList.name);
    this.priority = Number(scheduled.taskPriority ?? 0);
    this.arrival = region.nextSerial();
  }
}

/** A timer that hasn't fired. */
export class Timer {
  readonly deadline = deadline({ kind: 'timer', timer: this });
  readonly execution: Execution;
  readonly timerId: string;
  readonly startedEventId: number;

  constructor(execution: Execution, timerId: string, startedEventId: number) {
    this.execution = execution;
    this.timerId = timerId;
    this.startedEventId = startedEventId;
  }
}

/** A Lambda task that is scheduled or started. */
export class Lambda {
  readonly deadline = deadline({ kind: 'lambdaFunction', lambda: this });
  readonly execution: Execution;
  readonly scheduledEventId: number;
  readonly scheduled: Attributes<'LambdaFunctionScheduled'>;
  startedEventId = 0;

  constructor(
    execution: Execution,
    scheduledEventId: number,
    scheduled: Attributes<'LambdaFunctionScheduled'>,
  ) {
    this.execution = execution;
    this.scheduledEventId = scheduledEventId;
    this.scheduled = scheduled;
  }
}
