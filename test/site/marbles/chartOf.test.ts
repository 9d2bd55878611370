import type { History } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { timelineOf } from 'rx-swf/timeline';
import { describe, expect, it } from 'vitest';
import { chartOf } from '../../../site/.vitepress/theme/marbles/chartOf.js';

const resize = { name: 'Resize', version: '1' };
const album = { workflowType: { name: 'Album', version: '1' } };

/** What a worker reports of a run. */
const recorded = (history: History, values: readonly unknown[] = []) => ({
  turns: timelineOf(
    JSON.parse(JSON.stringify(history)).events.map((event: { eventId: number }) => ({
      ...event,
      eventTimestamp: new Date(event.eventId),
    })),
    { workflowId: 'album-7' },
  ),
  times: Array.from(history, ({ timestamp }) => timestamp.getTime()),
  timers: new Map(
    Array.from(history.timers.all, ({ startedEventId = 0, startToFireTimeout }) => [
      startedEventId,
      Number(startToFireTimeout),
    ]),
  ),
  emissions: [{ eventId: history.length, values }],
});

describe('the marbles of a run', () => {
  const history = new HistoryBuilder()
    .start(album)
    .activity('1', { type: resize, input: 'a.png', state: 'failed', reason: 'disk full' })
    .timer('2', { startToFireTimeout: 60 })
    .activity('3', { type: resize, input: 'a.png', result: 'small-a.png' })
    .signal('approve', { input: 7 })
    .complete({ result: 'small-a.png' })
    .build();

  it('have a row for each Observable of the workflow, and one for its own values', () => {
    const { title, rows, legend } = chartOf(recorded(history, ['small-a.png']));
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
    expect(legend.map(({ text, value }) => [text, value])).toEqual([['a', '"small-a.png"']]);
  });

  it('have a column for each event that the workflow learns of, at which it also answers', () => {
    const { rows, columns, jumps } = chartOf(recorded(history));
    expect(rows.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [0, 4],
      [0, 4],
    ]);
    expect(columns).toBe(5);
    expect(jumps.filter(({ text }) => text.includes('min'))).toEqual([
      { column: 2, text: expect.any(String) },
    ]);
  });

  it('reach to the present where something is open', () => {
    const open = new HistoryBuilder().start(album).activity('1', { type: resize, state: 'started' }).build();
    const { rows, columns } = chartOf(recorded(open));
    expect(rows.map(({ end, from, to }) => [end, from, to])).toEqual([
      ['open', 0, 1],
      ['open', 0, 1],
    ]);
    expect(columns).toBe(2);
  });

  it('put values that are emitted at once beside each other, and name equal ones alike', () => {
    const values = [{ file: 'a.png' }, { file: 'b.png' }, { file: 'a.png' }, 1, undefined];
    const { rows } = chartOf(recorded(new HistoryBuilder().start().complete().build(), values));
    expect(rows[0]?.marbles.map(({ text, shift }) => `${text}${shift}`)).toEqual([
      'a0',
      'b1',
      'a2',
      '13',
      'c4',
    ]);
  });
});
