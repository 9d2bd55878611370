import type { ExternalCancel } from '../entities/ExternalCancel.js';
import { EntityCollection } from './EntityCollection.js';

/** The cancel requests that an execution sends to others, by the others' workflow ids. */
export class ExternalCancels extends EntityCollection<ExternalCancel> {
  protected override get label(): string {
    return 'ExternalCancels';
  }

  /** Those on their way. */
  get initiated(): readonly ExternalCancel[] {
    return this.in('requestCancelInitiated');
  }

  /** Those that were delivered. */
  get requested(): readonly ExternalCancel[] {
    return this.in('cancelRequested');
  }

  /** Those that were not delivered; their `cause` tells why. */
  get failed(): readonly ExternalCancel[] {
    return this.in('requestCancelFailed');
  }
}
