import fc from 'fast-check';
import { HistoryBuilder } from 'rx-swf/testing';
import { type OtlpTraces, timelineOf, toOtlp } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../src/opentelemetry/conventions.js';
import { randomBuilder } from '../../harness/randomHistory.js';
import { album, busy, longHistory, resize, started } from '../timelines.js';

const spansOf = ({ resourceSpans: [{ scopeSpans }] }: OtlpTraces) => scopeSpans[0].spans;
const rootOf = (traces: OtlpTraces) => spansOf(traces)[0];

describe('toOtlp', () => {
  it('is a trace with the run as its root span, and with signals and markers as events of that', () => {
    const traces = toOtlp(timelineOf(busy(), { workflowId: 'album-7', runId: 'run-1' }), {
      serviceName: 'albums',
    });
    expect(traces.resourceSpans[0].resource.attributes).toEqual([
      { key: 'service.name', value: { stringValue: 'albums' } },
    ]);
    const [root, ...others] = spansOf(traces);
    expect(root).toMatchObject({ name: 'execution Album', status: { code: 0 } });
    expect(root?.parentSpanId).toBeUndefined();
    expect(root?.events.map(({ name }) => name)).toEqual(['signal decision', 'marker size']);
    expect(
      others.every(({ parentSpanId, traceId }) => parentSpanId === root?.spanId && traceId === root?.traceId),
    ).toBe(true);
    const failed = others.find(({ name }) => name === 'activity Resize');
    expect(failed).toMatchObject({
      startTimeUnixNano: '1767225602000000000',
      endTimeUnixNano: '1767225604000000000',
      status: { code: 2, message: 'disk full' },
      events: [{ name: 'started', timeUnixNano: '1767225603000000000' }],
    });
  });

  it('names attributes as telemetry() does', () => {
    const [root, ...others] = spansOf(
      toOtlp(
        timelineOf(started().activity('1', { type: resize }).build(), {
          domain: 'media',
          workflowId: 'a',
          runId: 'r',
        }),
      ),
    );
    const keys = (span?: { readonly attributes: readonly { readonly key: string }[] }) =>
      span?.attributes.map(({ key }) => key);
    const { domain, workflowId, runId, workflowType, workflowVersion, destination } = attribute;
    expect(keys(root)).toEqual(
      expect.arrayContaining([domain, workflowId, runId, workflowType, workflowVersion, destination]),
    );
    const { activityId, activityType, activityVersion } = attribute;
    expect(keys(others.at(-1))).toEqual(expect.arrayContaining([activityId, activityType, activityVersion]));
  });

  it('has ids of the right form, which no two spans share, and which depend on the run and the event only', () => {
    const ids = (runId?: string) =>
      spansOf(toOtlp(timelineOf(longHistory(10_000), { runId }))).map(({ spanId }) => spanId);
    const first = ids('run-1');
    expect(first.filter(id => !/^[0-9a-f]{16}$/.test(id) || /^0+$/.test(id))).toEqual([]);
    expect(new Set([...first, ...ids('run-2'), ...ids()]).size).toBe(3 * first.length);
    expect(ids('run-1')).toEqual(first);
    const later = timelineOf(longHistory(12_000), { runId: 'run-1' });
    expect(
      spansOf(toOtlp(later))
        .slice(0, 10)
        .map(({ spanId }) => spanId),
    ).toEqual(first.slice(0, 10));
    expect(rootOf(toOtlp(later))?.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('has the spans of a child in the trace of its parent, below the span of the child', () => {
    const history = started().child('print-7', { state: 'completed' }).build();
    const runId = history.childExecutions.first?.runId;
    const run = timelineOf(started().activity('1').complete().build(), { runId });
    const spans = spansOf(toOtlp(timelineOf(history, { runId: 'run-0', children: [run] })));
    const child = spans.find(({ name }) => name === 'child Child');
    const below = spans.find(({ parentSpanId }) => parentSpanId === child?.spanId);
    expect(below).toMatchObject({ name: 'execution Album', links: [], traceId: child?.traceId });
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  });

  it('links a child to its own trace, and a child, a continuation and its run before to each other', () => {
    const parent = started().child('print-7', { state: 'completed' }).build();
    const { eventId = 0, runId = '' } = parent.childExecutions.first ?? {};
    const toChild = spansOf(toOtlp(timelineOf(parent, { runId: 'run-0' }))).find(
      ({ name }) => name === 'child Child',
    );
    const [first, ...others] = new HistoryBuilder()
      .start({
        workflowType: album,
        parent: { workflowId: 'shop', runId: 'run-0' },
        continuedExecutionRunId: 'run-before',
      })
      .continueAsNew({ newExecutionRunId: 'run-after' }).events;
    const attributes = { ...first?.workflowExecutionStartedEventAttributes, parentInitiatedEventId: eventId };
    const events = [{ ...first, workflowExecutionStartedEventAttributes: attributes }, ...others] as never;
    const child = rootOf(toOtlp(timelineOf(events, { runId })));
    expect(toChild?.links).toMatchObject([{ traceId: child?.traceId, spanId: child?.spanId }]);
    const [before, after] = ['run-before', 'run-after'].map(run =>
      rootOf(toOtlp(timelineOf(started().build(), { runId: run }))),
    );
    expect(child?.links).toMatchObject([
      { traceId: toChild?.traceId, spanId: toChild?.spanId },
      { traceId: before?.traceId, spanId: before?.spanId },
      { traceId: after?.traceId, spanId: after?.spanId },
    ]);
  });

  it('has only parents that exist, and times that do not go back', () => {
    fc.assert(
      fc.property(randomBuilder, builder => {
        const spans = spansOf(toOtlp(timelineOf(builder.build())));
        const ids = new Set(spans.map(({ spanId }) => spanId));
        expect(ids.size).toBe(spans.length);
        for (const { parentSpanId, startTimeUnixNano, endTimeUnixNano } of spans) {
          expect(parentSpanId === undefined || ids.has(parentSpanId)).toBe(true);
          expect(BigInt(startTimeUnixNano) <= BigInt(endTimeUnixNano)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('of no events has no spans', () => {
    expect(spansOf(toOtlp(timelineOf([])))).toEqual([]);
    expect(() => toOtlp(timelineOf([]), { service: 'a' } as object)).toThrow(
      'Unknown option "service" for toOtlp()',
    );
  });
});
