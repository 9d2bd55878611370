import { HistoryBuilder } from 'rx-swf/testing';
import { timelineOf } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { chartOf } from '../../../site/.vitepress/theme/marbles/chartOf.js';

const resize = { name: 'Resize', version: '1' };

describe('the marbles of a run', () => {
  it('have a row for each Observable of the workflow, and one for its own values', () => {
    const history = new HistoryBuilder()
      .start({ workflowType: { name: 'Album', version: '1' } })
      .activity('1', { type: resize, input: 'a.png', state: 'failed', reason: 'disk full' })
      .timer('2', { startToFireTimeout: 60 })
      .activity('3', { type: resize, input: 'a.png', result: 'small-a.png' })
      .signal('approve', { input: 7 })
      .complete({ result: 'small-a.png' })
      .build();
    const timeline = timelineOf(history, { workflowId: 'album-7' });
    const { title, rows, jumps, legend } = chartOf({
      timeline,
      emissions: [{ at: timeline.end, values: ['small-a.png'] }],
    });

    expect(title).toBe('Album album-7');
    expect(
      rows.map(({ label, end, marbles }) => [label, end, marbles.map(({ text }) => text).join('')]),
    ).toEqual([
      ['run Resize', 'failed', ''],
      ['timer 1 min', 'completed', '0'],
      ['run Resize', 'completed', 'a'],
      ['signal approve', 'open', '7'],
      ['Album', 'completed', 'a'],
    ]);
    expect(jumps.map(({ text }) => text)).toContain('1 min');
    expect(legend.map(({ text, value }) => [text, value])).toEqual([['a', '"small-a.png"']]);
  });

  it('have columns in the order of time, and two of them for what takes no time', () => {
    const history = new HistoryBuilder()
      .start({ workflowType: { name: 'Album', version: '1' } })
      .activity('1', { type: resize })
      .activity('2', { type: resize, state: 'started' })
      .build();
    const { rows } = chartOf({ timeline: timelineOf(history) });
    const [first, second, album] = rows;
    expect(first?.from).toBeLessThan(first?.to ?? 0);
    expect(second?.from).toBeGreaterThanOrEqual(first?.to ?? 0);
    expect(second?.end).toBe('open');
    expect(album?.from).toBe(0);
  });

  it('put values that are emitted at once beside each other, and name equal ones alike', () => {
    const history = new HistoryBuilder().start().complete().build();
    const timeline = timelineOf(history);
    const values = [{ file: 'a.png' }, { file: 'b.png' }, { file: 'a.png' }, 1, undefined];
    const { rows } = chartOf({ timeline, emissions: [{ at: timeline.end, values }] });
    expect(rows[0]?.marbles.map(({ text, shift }) => `${text}${shift}`)).toEqual([
      'a0',
      'b1',
      'a2',
      '13',
      'c4',
    ]);
  });
});
