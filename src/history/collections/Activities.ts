import type { Activity } from '../entities/Activity.js';
import { EntityCollection } from './EntityCollection.js';

/** The activities of a history, by id. */
export class Activities extends EntityCollection<Activity> {
  protected override get label(): string {
    return 'Activities';
  }

  /** Those that are scheduled or started, even if their cancellation has been requested. */
  get open(): readonly Activity[] {
    return this.in('scheduled', 'started', 'cancelRequested');
  }

  /** Those that are waiting for a worker. */
  get scheduled(): readonly Activity[] {
    return this.in('scheduled');
  }

  /** Those that a worker is running. */
  get started(): readonly Activity[] {
    return this.in('started');
  }

  /** Open ones whose cancellation has been requested. */
  get cancelRequested(): readonly Activity[] {
    return this.in('cancelRequested');
  }

  get completed(): readonly Activity[] {
    return this.in('completed');
  }

  get failed(): readonly Activity[] {
    return this.in('failed');
  }

  get timedOut(): readonly Activity[] {
    return this.in('timedOut');
  }

  get canceled(): readonly Activity[] {
    return this.in('canceled');
  }

  /** Those that SWF could not schedule; see their `cause`. */
  get scheduleFailed(): readonly Activity[] {
    return this.in('scheduleFailed');
  }
}
