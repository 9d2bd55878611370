/**
 * OpenTelemetry metrics and spans of actors.
 *
 * @packageDocumentation
 */

export { type MetricsOptions, recordMetrics } from './recordMetrics.js';
export { recordSpans, type SpansOptions, spanOf } from './recordSpans.js';
export { type TelemetryOptions, telemetry } from './telemetry.js';
