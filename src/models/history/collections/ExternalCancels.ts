import { EntityCollection } from '../EntityCollection.js';
import type { ExternalCancel } from '../entities/ExternalCancel.js';

/** The cancel requests that an execution sends to others, by the others' workflow ids. */
export class ExternalCancels extends EntityCollection<ExternalCancel> {
  protected override get label(): string {
    return 'ExternalCancels';
  }

  /** Those on their way. */
  get initiated(): readonly ExternalCancel[] {
    return this.in('request_cancel_initiated');
  }

  /** Those that were delivered. */
  get requested(): readonly ExternalCancel[] {
    return this.in('cancel_requested');
  }

  /** Those that were not delivered; their `cause` tells why. */
  get failed(): readonly ExternalCancel[] {
    return this.in('request_cancel_failed');
  }
}
