import { HistoryBuilder } from 'rx-swf/testing';
import { timelineOf, timeScale } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { drawRow } from '../../../../console/execution/timeline/drawRow.js';
import { neighbor, spanAt } from '../../../../console/execution/timeline/hitTest.js';
import { placeRows } from '../../../../console/execution/timeline/placeRows.js';
import { announcementOf, findSpan } from '../../../../console/execution/timeline/selection.js';
import { gapBands, ticksOf } from '../../../../console/execution/timeline/ticksOf.js';
import { timelineAt } from '../../../../console/execution/timeline/timelineAt.js';
import { panned, revealing, windowOf, zoomed } from '../../../../console/execution/timeline/Viewport.js';

const type = { name: 'Album', version: '1' };
const resize = { name: 'Resize', version: '1' };
const builder = () =>
  new HistoryBuilder()
    .start({ workflowType: type })
    .turn()
    .activityScheduled('1', { type: resize })
    .wait(2)
    .activityStarted('1')
    .wait(10)
    .activityFailed('1', { reason: 'busy' })
    .turn()
    .timerStarted('t', { startToFireTimeout: 3_600 })
    .wait(3_600)
    .timerFired('t')
    .signal('stop')
    .turn()
    .activityScheduled('2', { type: resize });
const open = builder().build();
const timeline = timelineOf(open);
const scale = timeScale(timeline);
const { rows } = placeRows(timeline, scale);
const all = { from: 0, to: 1 };
const rowOf = (label: string) => {
  const row = rows.find(one => one.label === label);
  if (row === undefined) throw new Error(`There is no row ${label}`);
  return row;
};

describe('a viewport', () => {
  it('zooms about a place, which stays where it is', () => {
    const at = (window: { from: number; to: number }, place: number) =>
      scale.timeAt(window.from + (window.to - window.from) * place);
    const before = at(all, 0.25);
    const viewport = zoomed(undefined, scale, 0.5, 0.25);
    expect(at(windowOf(viewport, scale), 0.25)).toBeCloseTo(before, -1);
    expect(zoomed(viewport, scale, 4)).toBeUndefined();
  });

  it('moves no further than to the ends', () => {
    const viewport = zoomed(undefined, scale, 0.5);
    expect(windowOf(panned(viewport, scale, 9), scale).to).toBeCloseTo(1);
    expect(windowOf(panned(viewport, scale, -9), scale).from).toBeCloseTo(0);
    expect(panned(undefined, scale, 1)).toBeUndefined();
  });

  it('reveals a span that is outside', () => {
    const viewport = zoomed(undefined, scale, 0.1, 0);
    const { from, to } = windowOf(revealing(viewport, scale, timeline.end, timeline.end), scale);
    expect(to).toBeCloseTo(1);
    expect(from).toBeCloseTo(0.9);
    expect(revealing(viewport, scale, timeline.start, timeline.start)).toBe(viewport);
  });
});

describe('timeScale', () => {
  it('has times at places as the inverse of places at times', () => {
    for (let place = 0; place <= 1; place += 0.05)
      expect(scale.at(scale.timeAt(place))).toBeCloseTo(place, 6);
    expect(scale.timeAt(-1)).toBe(timeline.start);
    expect(scale.timeAt(2)).toBe(timeline.end);
  });
});

describe('drawRow', () => {
  it('draws the wait and the work of an attempt, and how it ended', () => {
    const { paths, marks } = drawRow(rowOf('Resize 1'), all, 1_000);
    expect(paths.map(({ part, outcome }) => `${part} ${outcome}`)).toEqual(['waits failed', 'runs failed']);
    expect(marks).toMatchObject([{ glyph: '✗', outcome: 'failed' }]);
  });

  it('draws a signal as a diamond', () => {
    expect(drawRow(rowOf('signal stop'), all, 1_000).paths).toMatchObject([
      { part: 'moment', outcome: 'completed' },
    ]);
  });

  it('draws only what the window shows', () => {
    expect(drawRow(rowOf('Resize 1'), { from: 0.9, to: 1 }, 1_000).paths).toEqual([]);
  });

  it('draws thousands of spans as few shapes', () => {
    const many = builder();
    for (let i = 0; i < 5_000; i += 1) many.signal('tick').wait(1);
    const long = timelineOf(many.build());
    const placed = placeRows(long, timeScale(long)).rows.find(({ label }) => label === 'signal tick');
    const drawn = placed && drawRow(placed, all, 800);
    expect(placed?.spans).toHaveLength(5_000);
    expect((drawn?.paths[0]?.d.match(/M/g) ?? []).length).toBeLessThan(410);
  });
});

describe('placeRows', () => {
  it('draws the lanes of a type as one row if there are too many', () => {
    const many = new HistoryBuilder().start({ workflowType: type }).turn();
    for (let i = 0; i < 500; i += 1) many.activityScheduled(`${i}`, { type: resize });
    const wide = timelineOf(many.build());
    const merged = placeRows(wide, timeScale(wide)).rows;
    expect(merged.map(({ label }) => label)).toContain('Resize ×500');
    expect(new Set(merged.map(({ key }) => key)).size).toBe(merged.length);
  });
});

describe('spanAt', () => {
  it('finds the span under a pixel, or next to it', () => {
    const row = rowOf('Resize 1');
    const middle = (((row.starts[0] ?? 0) + (row.ends[0] ?? 0)) / 2) * 1_000;
    expect(spanAt(row, all, 1_000, middle)).toBe(0);
    expect(spanAt(row, all, 1_000, (row.ends[0] ?? 0) * 1_000 + 4)).toBe(0);
    expect(spanAt(row, all, 1_000, 999)).toBeUndefined();
  });
});

describe('neighbor', () => {
  it('goes along a row by time, and to the nearest span of the next row', () => {
    const first = neighbor(rows, undefined, 'down');
    expect(first).toEqual({ row: rows[0]?.key, span: 0 });
    const decisions = neighbor(rows, first, 'down');
    expect(neighbor(rows, decisions, 'right')).toEqual({ row: rows[1]?.key, span: 1 });
    expect(neighbor(rows, decisions, 'left')).toEqual(decisions);
    expect(neighbor(rows, first, 'up')).toEqual(first);
    const last = { row: rows.at(-1)?.key ?? '', span: 0 };
    const up = neighbor(rows, last, 'up');
    expect(rows.findIndex(({ key }) => key === up?.row)).toBe(rows.length - 2);
  });

  it('selects what findSpan() finds and announcementOf() says', () => {
    const eventId = rowOf('Resize 1').spans[0]?.eventId;
    const selection = findSpan(rows, `${eventId}`, null);
    expect(announcementOf(rows, selection)).toMatch(/^Resize 1: failed\. .*reason: busy/);
    expect(findSpan(rows, '99999', null)).toBeUndefined();
    expect(findSpan(rows, null, null)).toBeUndefined();
  });
});

describe('ticksOf', () => {
  it('has times at readable distances, and none in squeezed gaps', () => {
    expect(scale.squeezed).toHaveLength(1);
    const [band] = gapBands(scale, all, 1_000);
    expect(band?.label).toBe('1h');
    const ticks = ticksOf(timeline, scale, all, 1_000);
    expect(ticks[0]).toMatchObject({ label: '0s' });
    for (const [i, { x }] of ticks.entries()) expect(x - (ticks[i - 1]?.x ?? -100)).toBeGreaterThan(60);
    expect(ticks.filter(({ x }) => band && x > band.x + 1 && x < band.x + band.width - 1)).toEqual([]);
  });

  it('ends for any zoom', () => {
    const viewport = zoomed(undefined, scale, 1e-9, 0.5);
    expect(ticksOf(timeline, scale, windowOf(viewport, scale), 2_000).length).toBeLessThan(40);
  });
});

describe('timelineAt', () => {
  it('is the timeline that would be computed at that time', () => {
    for (const later of [1, 5_000, 7_200_000]) {
      const now = timeline.end + later;
      expect(timelineAt(timeline, now)).toEqual(timelineOf(open, { now: new Date(now) }));
    }
    const waiting = timelineOf(
      builder()
        .activityStarted('2')
        .activityCompleted('2')
        .turn()
        .timerStarted('u', { startToFireTimeout: 99 })
        .build(),
    );
    const now = waiting.end + 60_000;
    expect(timelineAt(waiting, now).gaps.at(-1)?.end).toBe(now);
  });

  it('leaves a closed execution as it is', () => {
    const closed = timelineOf(builder().complete().build());
    expect(timelineAt(closed, closed.end + 1_000)).toBe(closed);
  });
});
