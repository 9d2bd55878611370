import type { RecordMarkerFailedCause } from '@aws-sdk/client-swf';
import { IdentifiedEntity } from './Entity.js';

/** The states of a {@link Marker}. */
export type MarkerState = 'recorded' | 'recordFailed';

/** A marker. Its `id` is the marker's name. */
export class Marker extends IdentifiedEntity<MarkerState> {
  declare readonly timestamp: Date;
  declare readonly decisionTaskCompletedEventId: number;
  declare readonly rawDetails: string | undefined;
  /** Cause of the failure to record it. */
  declare readonly cause: RecordMarkerFailedCause | undefined;

  override get isOpen(): boolean {
    return false;
  }

  get details(): unknown {
    return this.value(this.rawDetails);
  }

  override toString(): string {
    return `Marker('${this.id}', ${this.state})`;
  }
}
