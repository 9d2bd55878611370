/**
 * Timelines of executions, computed from their histories, and their renderings. Loads no AWS SDK, and nothing of Node.
 *
 * @packageDocumentation
 */

export { type TimeScale, type TimeScaleOptions, timeScale } from './layout/timeScale.js';
export type { Outcome } from './model/Outcome.js';
export type { Gap, Lane, LaneKind, Span, Timeline } from './model/Timeline.js';
export type { OtlpAttribute, OtlpEvent, OtlpLink, OtlpSpan, OtlpTraces } from './renderers/OtlpTraces.js';
export { type MermaidOptions, toMermaid } from './renderers/toMermaid.js';
export { type OtlpOptions, toOtlp } from './renderers/toOtlp.js';
export { type PerfettoEvent, type PerfettoTrace, toPerfetto } from './renderers/toPerfetto.js';
export { type SvgOptions, toSvg } from './renderers/toSvg.js';
export { type TextOptions, toText } from './renderers/toText.js';
export { type TimelineOptions, type TimelineSource, timelineOf } from './timelineOf.js';
