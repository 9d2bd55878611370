import fc from 'fast-check';
import { HistoryBuilder } from 'rx-swf/testing';
import {
  type Timeline,
  timelineOf,
  timeScale,
  toMermaid,
  toOtlp,
  toPerfetto,
  toSvg,
  toText,
} from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/timeline/text/displayWidth.js';
import { randomBuilder } from '../harness/randomHistory.js';
import { longHistory, startTime } from './timelines.js';

const widths = [40, 60, 80, 120];

/** Everything that a timeline can be rendered as, as text. */
const renderings: readonly (readonly [string, (timeline: Timeline) => string])[] = [
  ['text', timeline => toText(timeline)],
  ['SVG', timeline => toSvg(timeline)],
  ['Perfetto', timeline => JSON.stringify(toPerfetto(timeline))],
  ['Mermaid', timeline => toMermaid(timeline)],
  ['OTLP', timeline => JSON.stringify(toOtlp(timeline))],
];

const randomTimeline = fc.tuple(randomBuilder, fc.option(fc.nat(10_000_000))).map(([builder, later]) => {
  const history = builder.build();
  const last = history.last?.timestamp.getTime() ?? 0;
  return timelineOf(history, later === null ? {} : { now: new Date(last + later) });
});

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '<script>',
    '"]]>',
    '\u001b[31m',
    'a\nb',
    '%%{init}%%',
    'section: x;#',
    '\ud800',
    '日本語',
    '👩‍👩‍👧',
    '‮txt',
  ),
);

/** Timelines of the names and reasons that nobody should use. */
const hostileTimeline = fc.tuple(hostile, hostile, hostile).map(([name, reason, id]) =>
  timelineOf(
    new HistoryBuilder()
      .start({ workflowType: { name, version: name } })
      .activity(id, { type: { name, version: '1' }, state: 'failed', reason, details: reason })
      .signal(name, { input: reason })
      .marker(`${id}!`, { details: name })
      .fail({ reason })
      .build(),
    { workflowId: id, domain: name },
  ),
);

describe('a timeline of any history', () => {
  it('has spans that lie within it, with a start before the end, and gaps that do not overlap', () => {
    fc.assert(
      fc.property(randomTimeline, timeline => {
        const { start, end, lanes, gaps } = timeline;
        const spans = lanes.flatMap(lane => lane.spans);
        for (const span of spans) {
          const { started = span.start } = span;
          expect(start <= span.start && span.start <= started && started <= span.end && span.end <= end).toBe(
            true,
          );
        }
        expect(new Set(lanes.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(lanes.length);
        for (const [i, gap] of gaps.entries())
          expect(gap.start < gap.end && gap.start >= (gaps[i - 1]?.end ?? start) && gap.end <= end).toBe(
            true,
          );
        expect(JSON.parse(JSON.stringify(timeline))).toStrictEqual(timeline);
      }),
    );
  });

  it('has a scale that never goes back, from 0 to 1, wide or not', () => {
    fc.assert(
      fc.property(randomTimeline, fc.boolean(), (timeline, wide) => {
        const { start, end } = timeline;
        const { at } = timeScale(timeline, { wide });
        const times = Array.from({ length: 51 }, (_, i) => start + ((end - start) * i) / 50);
        const places = times.map(at);
        expect(places[0]).toBe(0);
        expect(end === start || at(end) === 1).toBe(true);
        expect(places.toSorted((a, b) => a - b)).toEqual(places);
        expect([at(start - 1), at(Number.NEGATIVE_INFINITY)]).toEqual([0, 0]);
      }),
    );
  });

  it.each(widths)('is drawn as text in lines of at most %i columns', width => {
    fc.assert(
      fc.property(fc.oneof(randomTimeline, hostileTimeline), fc.boolean(), (timeline, wide) => {
        const lines = toText(timeline, { width, wide }).split('\n');
        expect(lines.filter(line => displayWidth(line) > width)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it.each(renderings)('is rendered as %s, twice the same, and as its JSON', (_, render) => {
    fc.assert(
      fc.property(randomTimeline, timeline => {
        const text = render(timeline);
        expect(render(timeline)).toBe(text);
        expect(render(JSON.parse(JSON.stringify(timeline)))).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it('has no control characters and no markup of a name in what terminals and pages show', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may be left
    const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Cs}/u;
    fc.assert(
      fc.property(hostileTimeline, timeline => {
        const [text, svg, mermaid] = [toText(timeline), toSvg(timeline), toMermaid(timeline)];
        for (const shown of [text, svg, mermaid]) expect(shown).not.toMatch(control);
        const elements = [...svg.matchAll(/<([^>\s/]+)/g)].map(([, name]) => name);
        const known = ['svg', 'title', 'style', 'rect', 'text', 'line', 'g', 'path'];
        expect(elements.filter(name => !known.includes(name ?? ''))).toEqual([]);
        for (const line of mermaid.split('\n').slice(4))
          expect(line).toMatch(/^ {4}(section [A-Z][\w ]+|[^:;#]*(#\d+;[^:;#]*)* :[\w, -]+)$/);
      }),
    );
  });
});

describe('a timeline without a length', () => {
  const history = new HistoryBuilder({ step: 0 }).start().activity('1').signal('go').complete().build();
  const timeline = timelineOf(history);

  it.each(renderings)('is rendered as %s', (_, render) => {
    expect(timeline.end).toBe(timeline.start);
    expect(render(timeline)).not.toMatch(/NaN|Infinity/);
    expect(render(timelineOf([]))).not.toMatch(/NaN|Infinity/);
  });

  it('shows the ends of all that happened at once', () => {
    const lines = toText(timeline, { legend: false, width: 60 }).split('\n');
    expect(lines).toEqual([
      'Workflow@1, completed after 0s',
      'since 2026-01-01T00:00:00.000Z, 12 events',
      '           0s',
      'execution  ✓',
      'decisions  ✓',
      'Activity 1 ✓',
      'signal go  ◆',
    ]);
  });
});

describe('a timeline of 25,000 events', () => {
  const timeline = timelineOf(longHistory(25_000), { runId: 'run-1' });

  it.each(renderings)('is rendered as %s within two seconds of processor time', (_, render) => {
    const before = process.cpuUsage();
    render(timeline);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(2_000_000);
  });

  it('is a page of text, an SVG of less than 200 kB, and a diagram that Mermaid accepts', () => {
    expect(toText(timeline).split('\n').length).toBeLessThan(20);
    expect(toText(timeline)).toContain('Resize ×4,166');
    expect(toSvg(timeline).length).toBeLessThan(200_000);
    expect(toMermaid(timeline).length).toBeLessThan(50_000);
  });

  it('is a page of text too if each activity has a type of its own', () => {
    const lanes = timeline.lanes.map(lane => ({ ...lane, name: `${lane.name} ${lane.id}` }));
    const text = toText({ ...timeline, lanes });
    expect(text.split('\n').length).toBeLessThan(70);
    expect(text).toMatch(/… and 4[0-9]+ more/);
    expect(toSvg({ ...timeline, lanes }).length).toBeLessThan(300_000);
    expect(toMermaid({ ...timeline, lanes }).length).toBeLessThan(50_000);
  });
});

describe('the scale of a timeline', () => {
  const spanAt = (eventId: number, from: number, to: number) => ({
    eventId,
    attempt: 1,
    state: 'completed',
    outcome: 'completed' as const,
    start: startTime + from,
    end: startTime + to,
  });
  const timeline: Timeline = {
    state: 'completed',
    outcome: 'completed',
    start: startTime,
    end: startTime + 1_000_000,
    events: 2,
    lanes: [
      { kind: 'activity', id: '1', name: '1', spans: [spanAt(1, 0, 70), spanAt(2, 999_930, 1_000_000)] },
    ],
    gaps: [{ start: startTime + 70, end: startTime + 999_930 }],
  };

  it('leaves idle times 30 % of the room', () => {
    const { at, squeezed } = timeScale(timeline);
    expect(squeezed).toEqual(timeline.gaps);
    expect(at(startTime + 70)).toBeCloseTo(0.35);
    expect(at(startTime + 500_000)).toBeCloseTo(0.5);
    expect(at(startTime + 999_930)).toBeCloseTo(0.65);
  });

  it('gives them their full length if it is wide', () => {
    const { at, squeezed } = timeScale(timeline, { wide: true });
    expect(squeezed).toEqual([]);
    expect(at(startTime + 500_000)).toBeCloseTo(0.5);
    expect(at(startTime + 70)).toBeCloseTo(0.00007);
  });

  it('refuses unknown options', () => {
    expect(() => timeScale(timeline, { narrow: true } as object)).toThrow(
      'Unknown option "narrow" for timeScale()',
    );
  });
});
