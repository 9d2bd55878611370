import type {
  ActivityTaskTimeoutType,
  RequestCancelActivityTaskFailedCause,
  ScheduleActivityTaskFailedCause,
} from '@aws-sdk/client-swf';
import type { Duration, TypeId } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';

/** The states of an {@link Activity}. The first three are the open ones. */
export type ActivityState =
  | 'scheduled'
  | 'started'
  | 'cancelRequested'
  | 'scheduleFailed'
  | 'completed'
  | 'failed'
  | 'timedOut'
  | 'canceled';

/** An activity task, as its history tells. Its `id` is the activity id. */
export class Activity extends IdentifiedEntity<ActivityState, ActivityState | 'requestCancelFailed'> {
  declare readonly activityType: TypeId | undefined;
  declare readonly taskList: string | undefined;
  declare readonly taskPriority: number | undefined;
  declare readonly scheduleToStartTimeout: Duration | undefined;
  declare readonly scheduleToCloseTimeout: Duration | undefined;
  declare readonly startToCloseTimeout: Duration | undefined;
  declare readonly heartbeatTimeout: Duration | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` where SWF refused to schedule it. */
  declare readonly scheduledEventId: number | undefined;
  /** `undefined` while no worker has taken it. */
  declare readonly startedEventId: number | undefined;
  /** The latest cancel request. */
  declare readonly cancelRequestedEventId: number | undefined;
  /** The worker that took it. */
  declare readonly identity: string | undefined;
  declare readonly rawInput: string | undefined;
  declare readonly rawControl: string | undefined;
  declare readonly rawResult: string | undefined;
  declare readonly rawDetails: string | undefined;
  /** Why it failed, as the worker put it. */
  declare readonly reason: string | undefined;
  declare readonly timeoutType: ActivityTaskTimeoutType | undefined;
  /** Why SWF refused to schedule it, or, while it is open, to request its cancellation. */
  declare readonly cause: ScheduleActivityTaskFailedCause | RequestCancelActivityTaskFailedCause | undefined;

  /** Whether it is scheduled or started, a cancel request notwithstanding. */
  override get isOpen(): boolean {
    return this.state === 'scheduled' || this.state === 'started' || this.state === 'cancelRequested';
  }

  get input(): unknown {
    return this.value(this.rawInput);
  }

  get control(): unknown {
    return this.value(this.rawControl);
  }

  get result(): unknown {
    return this.value(this.rawResult);
  }

  /** Details of its failure or cancellation, or of its last heartbeat when it timed out. */
  get details(): unknown {
    return this.value(this.rawDetails);
  }

  override toString(): string {
    return `Activity('${this.id}', ${this.state})`;
  }
}
