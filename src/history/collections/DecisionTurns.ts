import type { DecisionTurn } from '../entities/DecisionTurn.js';
import { EntityCollection } from './EntityCollection.js';

/** The decision tasks of a history, by the id of their scheduled event. */
export class DecisionTurns extends EntityCollection<DecisionTurn> {
  protected override get label(): string {
    return 'DecisionTurns';
  }

  /** Those that are scheduled or started. */
  get open(): readonly DecisionTurn[] {
    return this.in('scheduled', 'started');
  }

  get scheduled(): readonly DecisionTurn[] {
    return this.in('scheduled');
  }

  get started(): readonly DecisionTurn[] {
    return this.in('started');
  }

  get completed(): readonly DecisionTurn[] {
    return this.in('completed');
  }

  get timedOut(): readonly DecisionTurn[] {
    return this.in('timedOut');
  }
}
