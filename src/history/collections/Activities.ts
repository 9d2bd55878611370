import type { Activity } from '../entities/Activity.js';
import { EntityCollection } from './EntityCollection.js';

/** The activities of a history, by id. */
export class Activities extends EntityCollection<Activity> {
  protected override get label(): string {
    return 'Activities';
  }

  /** Scheduled or started, a cancel request notwithstanding. */
  get open(): readonly Activity[] {
    return this.in('scheduled', 'started', 'cancelRequested');
  }

  /** Those that wait for a worker. */
  get scheduled(): readonly Activity[] {
    return this.in('scheduled');
  }

  /** Those that a worker has taken. */
  get started(): readonly Activity[] {
    return this.in('started');
  }

  /** Open ones that were asked to cancel. */
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

  /** Those that SWF refused to schedule; their `cause` tells why. */
  get scheduleFailed(): readonly Activity[] {
    return this.in('scheduleFailed');
  }
}
