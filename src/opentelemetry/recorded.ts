import { defer, finalize, type MonoTypeOperatorFunction, tap } from 'rxjs';
import { harmless } from '../requests/harmless.js';
import type { ActorEvent } from '../streams/index.js';

/** Takes down what it hears, for one subscription. */
export interface Recorder {
  record(event: ActorEvent): void;
  /** Nothing more will be heard. */
  end(): void;
}

/** Lets a recorder hear the events that pass by. Made on subscribing: the SDK may be set up after the operator. */
export function recorded<E extends ActorEvent>(make: () => Recorder): MonoTypeOperatorFunction<E> {
  return events$ =>
    defer(() => {
      const recorder = make();
      return events$.pipe(
        // An exporter that throws once must not end the recording.
        tap(event => harmless(() => recorder.record(event))),
        finalize(() => harmless(() => recorder.end())),
      );
    });
}
