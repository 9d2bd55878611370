import { DeterminismError } from './DeterminismError.js';

/** A candidate has reached a side effect that the current code did not call, so that its value is unknown. */
export class UnknownEffectError extends DeterminismError {
  override readonly name: string = 'UnknownEffectError';
  /** The name of the marker that would record the side effect. */
  readonly markerName: string;

  constructor(markerName: string) {
    super(
      `The candidate calls a side effect that the current code does not call here: '${markerName}'`,
      'Guard the change with context.version',
    );
    this.markerName = markerName;
  }
}
