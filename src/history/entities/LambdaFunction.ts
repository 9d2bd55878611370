import type {
  LambdaFunctionTimeoutType,
  ScheduleLambdaFunctionFailedCause,
  StartLambdaFunctionFailedCause,
} from '@aws-sdk/client-swf';
import type { Duration } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of a {@link LambdaFunction}. The first two are open. */
export type LambdaFunctionState =
  | 'scheduled'
  | 'started'
  | 'scheduleFailed'
  | 'startFailed'
  | 'completed'
  | 'failed'
  | 'timedOut';

/** A Lambda function call, as recorded in the history. Its `id` is the one set by the decision. */
export class LambdaFunction extends withPayloads(
  IdentifiedEntity<LambdaFunctionState>,
  'input',
  'control',
  'result',
  'details',
) {
  /** Name of the function. */
  declare readonly name: string | undefined;
  declare readonly startToCloseTimeout: Duration | undefined;
  declare readonly decisionTaskCompletedEventId: number | undefined;
  /** `undefined` if SWF could not schedule it. */
  declare readonly scheduledEventId: number | undefined;
  declare readonly startedEventId: number | undefined;
  declare readonly reason: string | undefined;
  declare readonly timeoutType: LambdaFunctionTimeoutType | undefined;
  /** Cause of the failure to schedule or start it. */
  declare readonly cause: ScheduleLambdaFunctionFailedCause | StartLambdaFunctionFailedCause | undefined;
  /** Message from SWF about a call that could not be started. */
  declare readonly message: string | undefined;

  override get isOpen(): boolean {
    return this.state === 'scheduled' || this.state === 'started';
  }

  override toString(): string {
    return `LambdaFunction('${this.id}', ${this.state})`;
  }
}
