import type { DecisionTaskTimeoutType } from '@aws-sdk/client-swf';
import type { Duration } from '../../values/index.js';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of a {@link DecisionTurn}. The first two are open. */
export type DecisionTurnState = 'scheduled' | 'started' | 'completed' | 'timedOut';

/**
 * A turn of the decider: a decision task, as recorded in the history. Its `id` is that of its scheduled
 * event.
 */
export class DecisionTurn extends withPayloads(
  IdentifiedEntity<DecisionTurnState, DecisionTurnState, number>,
  'executionContext',
) {
  declare readonly taskList: string | undefined;
  declare readonly taskPriority: number | undefined;
  declare readonly startToCloseTimeout: Duration | undefined;
  declare readonly scheduleToStartTimeout: Duration | undefined;
  /** `undefined` until a decider takes it. */
  declare readonly startedEventId: number | undefined;
  /** The event that the events of its decisions refer to. */
  declare readonly completedEventId: number | undefined;
  /** The decider that took it. */
  declare readonly identity: string | undefined;
  declare readonly timeoutType: DecisionTaskTimeoutType | undefined;

  override get isOpen(): boolean {
    return this.state === 'scheduled' || this.state === 'started';
  }

  override toString(): string {
    return `DecisionTurn(${this.id}, ${this.state})`;
  }
}
