import type { MarbleRow } from 'rx-swf/remote';
import { describe, expect, it } from 'vitest';
import {
  layoutMarbles,
  marbleRowHeight,
  turnAt,
  visibleMarbles,
} from '../../../console/steps/layoutMarbles.js';
import { marbleAt } from '../../../console/steps/marbleAt.js';
import { marbleText } from '../../../console/steps/marbleText.js';
import { rowOfTurn } from '../../../console/steps/rowOfTurn.js';
import { spokenRow } from '../../../console/steps/spokenRow.js';

const at = '2026-11-28T03:00:00.000Z';
const moment = (turn: number) => ({ turn, at });
const run = (name: string, begin: number, end: number, value: unknown, id = '1'): MarbleRow => ({
  kind: 'run',
  name: `run ${name}`,
  id,
  begin: moment(begin),
  values: [{ ...moment(end), value }],
  end: { ...moment(end), kind: 'complete' },
});
const rows: readonly MarbleRow[] = [
  run('Charge', 1, 2, { receipt: 'R-7' }),
  {
    kind: 'timer',
    name: 'timer 60 s',
    id: '2',
    begin: moment(1),
    values: [],
    end: { ...moment(3), kind: 'cancel' },
  },
  {
    kind: 'signal',
    name: 'signal price',
    begin: moment(1),
    values: [1, 2, 3].map(value => ({ ...moment(2), value })),
  },
  run('Charge', 3, 4, 'ok', '5'),
  run('Print', 3, 4, 'ok', '6'),
];
const layout = layoutMarbles(rows, 4);

describe('layoutMarbles', () => {
  it('gives each decision a column that is wide enough for its marbles', () => {
    const { lefts, width } = layout;
    expect(lefts).toHaveLength(6);
    for (let turn = 1; turn <= 4; turn += 1) expect(lefts[turn + 1]).toBeGreaterThan(lefts[turn] ?? 0);
    expect(width).toBeGreaterThan(lefts[5] ?? 0);
    for (const { marbles } of layout.rows)
      for (const { x, width, turn } of marbles) {
        expect(x - width / 2).toBeGreaterThanOrEqual(lefts[turn] ?? 0);
        expect(x + width / 2).toBeLessThanOrEqual(lefts[turn + 1] ?? 0);
      }
  });

  it('keeps the order of what happens in one decision', () => {
    const [, , signals] = layout.rows;
    const marbles = signals?.marbles ?? [];
    for (const [i, { x, width }] of marbles.entries()) {
      const next = marbles[i + 1];
      if (next !== undefined) expect(next.x - next.width / 2).toBeGreaterThan(x + width / 2);
    }
  });

  it('draws open rows to the right, and dashes behind an unsubscription', () => {
    const [charge, timer, signals] = layout.rows;
    expect(signals?.end).toBeGreaterThan(layout.lefts[5] ?? 0);
    expect(timer?.dashes).toBeGreaterThan(timer?.end ?? 0);
    expect(charge?.dashes).toBe(charge?.end);
  });

  it('gives a source one colour, which no other has', () => {
    const [charge, timer, signals, again, print] = layout.rows;
    expect(again?.hue).toBe(charge?.hue);
    expect(timer?.hue).toBeUndefined();
    expect(new Set([charge?.hue, signals?.hue, print?.hue]).size).toBe(3);
  });

  it('keeps colours while a diagram grows', () => {
    const before = layoutMarbles(rows.slice(0, 3), 2).rows.map(({ hue }) => hue);
    expect(layout.rows.slice(0, 3).map(({ hue }) => hue)).toEqual(before);
  });
});

describe('turnAt', () => {
  it('finds the decision of a column', () => {
    for (let turn = 1; turn <= 4; turn += 1) expect(turnAt(layout, (layout.lefts[turn] ?? 0) + 1)).toBe(turn);
    expect(turnAt(layout, -5)).toBe(1);
    expect(turnAt(layout, 1e9)).toBe(4);
  });
});

describe('marbleAt', () => {
  it('finds marbles and ends', () => {
    const [charge, timer] = layout.rows;
    const [marble] = charge?.marbles ?? [];
    expect(marbleAt(layout.rows, marble?.x ?? 0, 5)?.marble).toBe(marble);
    expect(marbleAt(layout.rows, timer?.end ?? 0, marbleRowHeight + 5)).toMatchObject({
      index: 1,
      marble: undefined,
    });
    expect(marbleAt(layout.rows, 2, 5)).toBeUndefined();
    expect(marbleAt(layout.rows, 2, 1e9)).toBeUndefined();
  });

  it('has only what a window shows in the document', () => {
    const signals = layout.rows[2];
    expect(signals && visibleMarbles(signals, 0, 1)).toEqual([]);
    expect(signals && visibleMarbles(signals, 0, layout.width)).toHaveLength(3);
  });
});

describe('rowOfTurn', () => {
  it('finds the first row in which something happens at a decision', () => {
    expect([1, 2, 3, 4, 5].map(turn => rowOfTurn(layout.rows, turn))).toEqual([0, 0, 1, 3, undefined]);
  });
});

describe('marbleText', () => {
  it('is as short as on a whiteboard', () => {
    expect(['ok', 7, null, undefined, true].map(marbleText)).toEqual(['ok', '7', 'null', '', 'true']);
    expect(marbleText({ receipt: 'R-7' })).toBe('R-7');
    expect(marbleText({ inner: {} })).toBe('{…}');
    expect([[1, 2, 3], ['a'], []].map(marbleText)).toEqual(['[3]', '[a]', '[0]']);
    expect(marbleText('a very long text')).toBe('a very long…');
    expect(marbleText('\u001b[31m')).toBe('\\u001b[31m');
  });
});

describe('spokenRow', () => {
  it('says what a row was up to a decision', () => {
    const [charge, timer, signals] = rows;
    expect(charge && spokenRow(charge, 1)).toBe('since decision 1; open');
    expect(charge && spokenRow(charge, 2)).toBe('since decision 1; R-7; completed in decision 2');
    expect(timer && spokenRow(timer, 4)).toBe('since decision 1; unsubscribed in decision 3');
    expect(signals && spokenRow(signals, 2)).toBe('since decision 1; 1, 2, 3; open');
  });
});
