import type { DecisionTaskTimeoutType } from '@aws-sdk/client-swf';
import type { Duration } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';

/** The states of a {@link DecisionTurn}. The first two are the open ones. */
export type DecisionTurnState = 'scheduled' | 'started' | 'completed' | 'timedOut';

/** A turn of the decider: one decision task, as its history tells. Its `id` is its scheduled event's. */
export class DecisionTurn extends IdentifiedEntity<DecisionTurnState, DecisionTurnState, number> {
  declare readonly taskList: string | undefined;
  declare readonly taskPriority: number | undefined;
  declare readonly startToCloseTimeout: Duration | undefined;
  declare readonly scheduleToStartTimeout: Duration | undefined;
  /** `undefined` while no decider has taken it. */
  declare readonly startedEventId: number | undefined;
  /** What its decisions' events refer to. */
  declare readonly completedEventId: number | undefined;
  /** The decider that took it. */
  declare readonly identity: string | undefined;
  declare readonly timeoutType: DecisionTaskTimeoutType | undefined;
  declare readonly rawExecutionContext: string | undefined;

  override get isOpen(): boolean {
    return this.state === 'scheduled' || this.state === 'started';
  }

  /** What the decider left for those who describe the execution. */
  get executionContext(): unknown {
    return this.value(this.rawExecutionContext);
  }

  override toString(): string {
    return `DecisionTurn(${this.id}, ${this.state})`;
  }
}
