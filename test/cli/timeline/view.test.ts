import { timelineOf } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import type { Look } from '../../../src/cli/frame/Look.js';
import { timelineView } from '../../../src/cli/timeline/view.js';
import { displayWidth } from '../../../src/timeline/text/displayWidth.js';
import { busy, longHistory } from '../../timeline/timelines.js';

const timeline = timelineOf(busy(), { workflowId: 'album-7', runId: 'run-1' });
const look: Look = { hasColor: false, isUtc: true, now: 0 };

/** Width of the widest line. */
const widest = (text: string) => Math.max(...text.split('\n').map(displayWidth));

describe('timelineView', () => {
  it.each([60, 80, 120])('uses the %i columns of a terminal, and no more', width => {
    const text = timelineView(timeline, { as: 'text' }, { ...look, width });
    expect(widest(text)).toBeLessThanOrEqual(width);
    expect(widest(text)).toBeGreaterThan(width - 20);
  });

  it('has 120 columns without a terminal', () => {
    expect(timelineView(timeline, { as: 'text' }, look)).toBe(
      timelineView(timeline, { as: 'text' }, { ...look, width: 120 }),
    );
  });

  it('stays readable on terminals that are too narrow or too wide for it', () => {
    expect(widest(timelineView(timeline, { as: 'text' }, { ...look, width: 10 }))).toBeLessThanOrEqual(40);
    expect(widest(timelineView(timeline, { as: 'text' }, { ...look, width: 5_000 }))).toBeLessThanOrEqual(
      1_000,
    );
  });

  it('has colors if the look has', () => {
    expect(timelineView(timeline, { as: 'text' }, { ...look, hasColor: true })).toContain('\u001b[31m');
    expect(timelineView(timeline, { as: 'text' }, look)).not.toContain('\u001b');
  });

  it.each([
    ['svg', /^<svg .*<\/svg>\n$/s],
    ['mermaid', /^gantt\n/],
    ['perfetto', /^\{"displayTimeUnit":"ms","traceEvents":\[.*\n$/],
    ['otlp', /^\{"resourceSpans":\[.*\n$/],
    ['json', /^\{\n {2}"workflowId": "album-7",\n/],
  ] as const)('prints %s', (as, expected) => {
    expect(timelineView(timeline, { as }, look)).toMatch(expected);
  });

  it('shows idle times in full, or more rows, if that is wanted', () => {
    expect(timelineView(timeline, { as: 'text', wide: true }, look)).not.toContain('┊');
    const long = timelineOf(longHistory(600));
    const linesOf = (rows: number) => timelineView(long, { as: 'text', rows }, look).split('\n').length;
    expect(linesOf(60)).toBeLessThan(10);
    expect(linesOf(200)).toBeGreaterThan(100);
  });
});
