import { checkOptions } from '../../requests/checks/checkOptions.js';
import { omitUndefined, refuse } from '../../values/index.js';
import { labelOf } from '../layout/labelOf.js';
import { isFailure } from '../model/Outcome.js';
import type { Lane, LaneKind, Span, Timeline } from '../model/Timeline.js';
import type { OtlpAttribute, OtlpEvent, OtlpLink, OtlpSpan, OtlpTraces } from './OtlpTraces.js';
import { runKey, spanIdOf, traceIdOf } from './otlpIds.js';

/** Options of {@link toOtlp}. */
export interface OtlpOptions {
  /** The `service.name` of the resource. @defaultValue 'swf' */
  readonly serviceName?: string | undefined;
}

/** Kinds that are an event of the execution's span. The others are spans of their own. */
const pointKinds: ReadonlySet<LaneKind> = new Set([
  'cancelRequest',
  'signal',
  'marker',
  'failedDecision',
  'unknown',
]);

/**
 * Converts a timeline to traces of OpenTelemetry, in the JSON form of OTLP that collectors receive at `/v1/traces`. The
 * run is the root span. A child with a timeline is a part of the same trace; one without is linked, and so are the runs
 * before and after. Ids are derived from run ids and event ids, so that a second export of a run is the same one.
 *
 * @throws `InvalidArgumentError` if an option is not valid
 * @example
 * ```ts
 * import type { History } from 'rx-swf';
 * import { timelineOf, toOtlp } from 'rx-swf/timeline';
 *
 * export const send = (history: History, runId: string) =>
 *   fetch('http://localhost:4318/v1/traces', {
 *     method: 'POST',
 *     headers: { 'content-type': 'application/json' },
 *     body: JSON.stringify(toOtlp(timelineOf(history, { runId }))),
 *   });
 * ```
 */
export function toOtlp(timeline: Timeline, options: OtlpOptions = {}): OtlpTraces {
  checkOptions('toOtlp()', options, { serviceName: true });
  const { serviceName = 'swf' } = options;
  if (typeof serviceName !== 'string') refuse('serviceName', serviceName, 'a string');
  const spans = spansOfRun(timeline, traceIdOf(runKey(timeline)), undefined);
  return {
    resourceSpans: [
      {
        resource: { attributes: attributesOf({ 'service.name': serviceName }) },
        scopeSpans: [{ scope: { name: 'rx-swf' }, spans }],
      },
    ],
  };
}

function spansOfRun(timeline: Timeline, traceId: string, parentSpanId: string | undefined): OtlpSpan[] {
  const { lanes, start, workflowType, workflowId, runId, domain } = timeline;
  const run = runKey(timeline);
  const spanId = spanIdOf(run, 'execution');
  const common = {
    'aws.swf.domain': domain,
    'aws.swf.workflow.id': workflowId,
    'aws.swf.workflow.run_id': runId,
    'aws.swf.workflow.type': workflowType?.name,
    'aws.swf.workflow.version': workflowType?.version,
  };
  const [execution, ...others] = lanes;
  const [whole] = execution?.spans ?? [];
  if (execution === undefined || whole === undefined) return [];
  const points = others.filter(({ kind }) => pointKinds.has(kind));
  const root: OtlpSpan = {
    ...spanOf(whole, execution, { traceId, spanId, parentSpanId, common }),
    name: workflowType === undefined ? 'execution' : `execution ${workflowType.name}`,
    startTimeUnixNano: toNanos(start),
    events: points.flatMap(lane => lane.spans.map(span => eventOf(span, lane))),
    links: linksOf(timeline, parentSpanId),
  };
  const spans = others
    .filter(({ kind }) => !pointKinds.has(kind))
    .flatMap(lane =>
      lane.spans.flatMap(span => {
        const id = spanIdOf(run, span.eventId);
        const own = spanOf(span, lane, { traceId, spanId: id, parentSpanId: spanId, common });
        const below = (span.runs ?? []).flatMap(child => spansOfRun(child, traceId, id));
        return [own, ...below];
      }),
    );
  return [root, ...spans];
}

interface Place {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly common: Readonly<Record<string, string | undefined>>;
}

function spanOf(span: Span, lane: Lane, { traceId, spanId, parentSpanId, common }: Place): OtlpSpan {
  const { start, started, end, outcome, reason, runs = [], runId } = span;
  const isUnlinked = lane.kind !== 'child' || runId === undefined || runs.length > 0;
  const failure = { code: 2, ...omitUndefined({ message: reason }) } as const;
  return {
    traceId,
    spanId,
    ...omitUndefined({ parentSpanId }),
    name: nameOf(lane),
    kind: 1,
    startTimeUnixNano: toNanos(start),
    endTimeUnixNano: toNanos(end),
    attributes: attributesOf({ ...common, ...factsOf(span, lane) }),
    events:
      started === undefined ? [] : [{ name: 'started', timeUnixNano: toNanos(started), attributes: [] }],
    links: isUnlinked ? [] : [linkTo(runId, 'execution', 'child')],
    status: isFailure(outcome) ? failure : { code: outcome === 'completed' ? 1 : 0 },
  };
}

/** Returns a name with few values: without ids, unless these are all that there is. */
const nameOf = ({ kind, id, name }: Lane) =>
  kind === 'decision' ? 'decision' : `${kind} ${name === id ? '' : name}`.trim();

function eventOf(span: Span, lane: Lane): OtlpEvent {
  const name = labelOf({ lane, depth: 0, lanes: 1 });
  return { name, timeUnixNano: toNanos(span.start), attributes: attributesOf(factsOf(span, lane)) };
}

function factsOf(
  span: Span,
  { kind, id, name, version }: Lane,
): Readonly<Record<string, string | number | undefined>> {
  const isActivity = kind === 'activity';
  return {
    'aws.swf.event.id': span.eventId,
    'aws.swf.attempt': span.attempt,
    'aws.swf.state': span.state,
    'aws.swf.outcome': span.outcome,
    'aws.swf.reason': span.reason,
    'messaging.destination.name': span.taskList,
    'aws.swf.identity': span.identity,
    'aws.swf.input': span.input,
    'aws.swf.result': span.result,
    'aws.swf.details': span.details,
    ...(isActivity
      ? { 'aws.swf.activity.id': id, 'aws.swf.activity.type': name, 'aws.swf.activity.version': version }
      : { 'aws.swf.id': id }),
  };
}

/** Returns links to the parent, unless its span is in this trace, and to the runs before and after. */
function linksOf(timeline: Timeline, parentSpanId: string | undefined): OtlpLink[] {
  const { parent, parentEventId, continuedFrom, continuedAs } = timeline;
  const toParent = parent !== undefined && parentEventId !== undefined && parentSpanId === undefined;
  return [
    ...(toParent ? [linkTo(parent.runId, parentEventId, 'parent')] : []),
    ...(continuedFrom === undefined ? [] : [linkTo(continuedFrom, 'execution', 'continued from')]),
    ...(continuedAs === undefined ? [] : [linkTo(continuedAs, 'execution', 'continued as')]),
  ];
}

const linkTo = (run: string, eventId: number | 'execution', relation: string): OtlpLink => ({
  traceId: traceIdOf(run),
  spanId: spanIdOf(run, eventId),
  attributes: attributesOf({ 'aws.swf.link': relation }),
});

const attributesOf = (values: Readonly<Record<string, string | number | undefined>>): OtlpAttribute[] =>
  Object.entries(values).flatMap(([key, value]) => {
    if (value === undefined) return [];
    // 64-bit integers are strings in the JSON form of Protocol Buffers.
    return [{ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } }];
  });

/** Returns nanoseconds, which are more than a number can count. */
const toNanos = (milliseconds: number) => (milliseconds === 0 ? '0' : `${milliseconds}000000`);
