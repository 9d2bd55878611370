import type {
  ActivityTaskTimeoutType,
  RequestCancelActivityTaskFailedCause,
  ScheduleActivityTaskFailedCause,
} from '@aws-sdk/client-swf';
import type { Duration, TypeId } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of an {@link Activity}. The first three are open. */
export type ActivityState =
  | 'scheduled'
  | 'started'
  | 'cancelRequested'
  | 'scheduleFailed'
  | 'completed'
  | 'failed'
  | 'timedOut'
  | 'canceled';

/** An activity task, as recorded in the history. Its `id` is the activity id. */
export class Activity extends withPayloads(
  IdentifiedEntity<ActivityState, ActivityState | 'requestCancelFailed'>,
  'input',
  'control',
  'result',
  'details',
) {
  declare readonly activityType: TypeId | undefined;
  declare readonly taskList: string | undefined;
  declare readonly taskPriority: number | undefined;
  declare readonly scheduleToStartTimeout: Duration | undefined;
  declare readonly scheduleToCloseTimeout: Duration | undefined;
  declare readonly startToCloseTimeout: Duration | undefined;
  declare readonly heartbeatTimeout: Duration | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` if SWF could not schedule it. */
  declare readonly scheduledEventId: number | undefined;
  /** `undefined` until a worker takes it. */
  declare readonly startedEventId: number | undefined;
  /** Event of the latest cancel request. */
  declare readonly cancelRequestedEventId: number | undefined;
  /** The worker that took it. */
  declare readonly identity: string | undefined;
  /** Reason for the failure, as given by the worker. */
  declare readonly reason: string | undefined;
  declare readonly timeoutType: ActivityTaskTimeoutType | undefined;
  /** Cause of the failure to schedule it or, while it is open, to request its cancellation. */
  declare readonly cause: ScheduleActivityTaskFailedCause | RequestCancelActivityTaskFailedCause | undefined;

  /** `true` if it is scheduled or started, even if its cancellation has been requested. */
  override get isOpen(): boolean {
    return this.state === 'scheduled' || this.state === 'started' || this.state === 'cancelRequested';
  }

  override toString(): string {
    return `Activity('${this.id}', ${this.state})`;
  }
}
