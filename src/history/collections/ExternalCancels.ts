import type { ExternalCancel } from '../entities/ExternalCancel.js';
import { EntityCollection } from './EntityCollection.js';

/** The cancel requests that an execution sends to others, by the workflow id of the recipient. */
export class ExternalCancels extends EntityCollection<ExternalCancel> {
  protected override get label(): string {
    return 'ExternalCancels';
  }

  /** Those that are not delivered yet. */
  get initiated(): readonly ExternalCancel[] {
    return this.in('requestCancelInitiated');
  }

  /** Those that were delivered. */
  get requested(): readonly ExternalCancel[] {
    return this.in('cancelRequested');
  }

  /** Those that were not delivered; see their `cause`. */
  get failed(): readonly ExternalCancel[] {
    return this.in('requestCancelFailed');
  }
}
