import type { RecordMarkerFailedCause } from '@aws-sdk/client-swf';
import { IdentifiedEntity } from './Entity.js';
import { withPayloads } from './withPayloads.js';

/** The states of a {@link Marker}. */
export type MarkerState = 'recorded' | 'recordFailed';

/** A marker. Its `id` is the marker's name. */
export class Marker extends withPayloads(IdentifiedEntity<MarkerState>, 'details') {
  declare readonly timestamp: Date;
  declare readonly decisionTaskCompletedEventId: number;
  /** Cause of the failure to record it. */
  declare readonly cause: RecordMarkerFailedCause | undefined;

  override get isOpen(): boolean {
    return false;
  }

  override toString(): string {
    return `Marker('${this.id}', ${this.state})`;
  }
}
