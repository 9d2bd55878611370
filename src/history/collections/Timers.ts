import type { Timer } from '../entities/Timer.js';
import { EntityCollection } from './EntityCollection.js';

/** The timers of a history, by id. */
export class Timers extends EntityCollection<Timer> {
  protected override get label(): string {
    return 'Timers';
  }

  /** Those that are running. */
  get started(): readonly Timer[] {
    return this.in('started');
  }

  get fired(): readonly Timer[] {
    return this.in('fired');
  }

  get canceled(): readonly Timer[] {
    return this.in('canceled');
  }

  /** Those that SWF could not start; see their `cause`. */
  get startFailed(): readonly Timer[] {
    return this.in('startFailed');
  }
}
