import type { ActivityTaskTimeoutType } from '@aws-sdk/client-swf';
import type { Attributes } from '../api/events.js';
import { type Deadline, deadline } from './Deadline.js';
import type { Execution } from './Execution.js';
import type { ActivityTaskList, DecisionTaskList, QueuedTask } from './TaskList.js';

/** A task that is scheduled or started. */
class ScheduledTask<Scheduled> {
  readonly execution: Execution;
  readonly scheduledEventId: number;
  readonly scheduled: Scheduled;
  startedEventId = 0;

  constructor(execution: Execution, scheduledEventId: number, scheduled: Scheduled) {
    this.execution = execution;
    this.scheduledEventId = scheduledEventId;
    this.scheduled = scheduled;
  }
}

/** A task that is offered on a task list until a poller takes it. */
class ListedTask<Scheduled extends { readonly taskPriority?: string | undefined }>
  extends ScheduledTask<Scheduled>
  implements QueuedTask
{
  readonly priority = Number(this.scheduled.taskPriority ?? 0);
  readonly arrival = this.execution.domain.region.nextSerial();
  heapIndex = -1;
}

/** An activity task that is scheduled or started. */
export class Activity extends ListedTask<Attributes<'ActivityTaskScheduled'>> {
  /** The earliest of its timeouts. */
  readonly deadline: Deadline = deadline({ kind: 'activityTask', activity: this });
  readonly list: ActivityTaskList = this.execution.domain.activityTaskLists.named(
    this.scheduled.taskList.name,
  );
  readonly scheduledAt = this.execution.domain.region.now;
  /** The timeout that the deadline represents. */
  timeoutType: ActivityTaskTimeoutType = 'SCHEDULE_TO_CLOSE';
  startedAt: number | undefined;
  heartbeatAt: number | undefined;
  heartbeatDetails: string | undefined;
  latestCancelRequestedEventId = 0;
}

/** A decision task that is scheduled or started. */
export class DecisionTask extends ListedTask<Attributes<'DecisionTaskScheduled'>> {
  /** The schedule-to-start timeout while it is pending, and start-to-close while it is running. */
  readonly deadline: Deadline = deadline({ kind: 'decisionTask', task: this });
  readonly list: DecisionTaskList = this.execution.domain.decisionTaskLists.named(
    this.scheduled.taskList.name,
  );
  /** The id of the started event of the latest decision task completed before this one started. */
  previousStartedEventId = 0;
}

/** A Lambda task that is scheduled or started. */
export class Lambda extends ScheduledTask<Attributes<'LambdaFunctionScheduled'>> {
  readonly deadline: Deadline = deadline({ kind: 'lambdaFunction', lambda: this });
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
