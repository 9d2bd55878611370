import { defer, finalize, type MonoTypeOperatorFunction, tap } from 'rxjs';
import { callSafely } from '../requests/index.js';
import type { ActorEvent } from '../streams/index.js';

/** Recorder of the events of one subscription. */
export interface Recorder {
  record(event: ActorEvent): void;
  /** Called at the end of the subscription. No events follow. */
  end(): void;
}

/**
 * Passes events through a recorder. The recorder is created on subscription, because the OpenTelemetry SDK
 * may be set up after the operator is created.
 */
export function recordWith<E extends ActorEvent>(make: () => Recorder): MonoTypeOperatorFunction<E> {
  return events$ =>
    defer(() => {
      const recorder = make();
      return events$.pipe(
        // An exporter that throws once must not end the recording.
        tap(event => callSafely(() => recorder.record(event))),
        finalize(() => callSafely(() => recorder.end())),
      );
    });
}
