import type { DecisionTurn } from '../entities/DecisionTurn.js';
import { EntityCollection } from './EntityCollection.js';

/** The decision tasks of a history, by the ids of their scheduled events. */
export class DecisionTurns extends EntityCollection<DecisionTurn> {
  protected override get label(): string {
    return 'DecisionTurns';
  }

  /** Scheduled or started. */
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
