/**
 * Timelines of executions, computed from their histories, and their renderings. Loads no AWS SDK, and nothing of Node.
 *
 * @packageDocumentation
 */

export { describeSpan } from './layout/describeSpan.js';
export { formatDuration } from './layout/formatDuration.js';
export { labelOf } from './layout/labelOf.js';
export { noteOf } from './layout/noteOf.js';
export { endGlyphs, isMoment, startOfWork } from './layout/paint.js';
export { type Row, type Rows, rowsOf } from './layout/rowsOf.js';
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
