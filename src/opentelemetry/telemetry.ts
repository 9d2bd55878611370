import type { MonoTypeOperatorFunction } from 'rxjs';
import { checkOptions } from '../requests/index.js';
import type { ActorEvent } from '../streams/index.js';
import { type MetricsOptions, recordMetrics } from './recordMetrics.js';
import { recordSpans, type SpansOptions } from './recordSpans.js';

/** Options of {@link telemetry}. */
export interface TelemetryOptions extends MetricsOptions, SpansOptions {}

/**
 * Records an actor's events as OpenTelemetry metrics and spans, and passes them on. Combines
 * {@link recordMetrics} and {@link recordSpans}.
 *
 * @example
 * ```ts
 * import { ActivityWorker, perform } from 'rx-swf';
 * import { telemetry } from 'rx-swf/opentelemetry';
 * import { finalize } from 'rxjs';
 *
 * const worker = new ActivityWorker('media', 'thumbnails');
 * const recording = worker.events$.pipe(telemetry()).subscribe();
 * worker.pipe(perform(() => 'done'), finalize(() => recording.unsubscribe())).subscribe();
 * ```
 */
export function telemetry<E extends ActorEvent>(options: TelemetryOptions = {}): MonoTypeOperatorFunction<E> {
  checkOptions('telemetry()', options, { meter: true, tracer: true, attributes: true });
  const { meter, tracer, ...shared } = options;
  return events$ =>
    events$.pipe(
      recordMetrics({ ...shared, ...(meter === undefined ? {} : { meter }) }),
      recordSpans({ ...shared, ...(tracer === undefined ? {} : { tracer }) }),
    );
}
