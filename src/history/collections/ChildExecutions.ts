import type { ChildExecution } from '../entities/ChildExecution.js';
import { EntityCollection } from './EntityCollection.js';

/** The child executions of a history, by workflow id. */
export class ChildExecutions extends EntityCollection<ChildExecution> {
  protected override get label(): string {
    return 'ChildExecutions';
  }

  /** Those that are initiated or started. */
  get open(): readonly ChildExecution[] {
    return this.in('startInitiated', 'started');
  }

  /** Those that SWF has not started yet. */
  get initiated(): readonly ChildExecution[] {
    return this.in('startInitiated');
  }

  /** Those that are running. */
  get started(): readonly ChildExecution[] {
    return this.in('started');
  }

  get completed(): readonly ChildExecution[] {
    return this.in('completed');
  }

  get failed(): readonly ChildExecution[] {
    return this.in('failed');
  }

  get timedOut(): readonly ChildExecution[] {
    return this.in('timedOut');
  }

  get canceled(): readonly ChildExecution[] {
    return this.in('canceled');
  }

  get terminated(): readonly ChildExecution[] {
    return this.in('terminated');
  }

  /** Those that SWF did not start; see their `cause`. */
  get startFailed(): readonly ChildExecution[] {
    return this.in('startFailed');
  }
}
