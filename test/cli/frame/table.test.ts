import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/cli/frame/fitText.js';
import type { Look } from '../../../src/cli/frame/Look.js';
import { type Column, table } from '../../../src/cli/frame/table.js';

interface Row {
  readonly id: string;
  readonly count: number;
  readonly reason: string;
}

const columns: readonly Column<Row>[] = [
  { name: 'id', text: ({ id }) => id, minWidth: 6 },
  { name: 'count', text: ({ count }) => `${count}`, align: 'right' },
  { name: 'reason', text: ({ reason }) => reason, minWidth: 8, tone: () => 'bad' },
];
const look: Look = { hasColor: false, isUtc: true, now: 0 };
const rows: readonly Row[] = [
  { id: 'order-1', count: 7, reason: 'CardDeclined: there is no money left on this card' },
  { id: 'order-with-a-long-id', count: 1_234, reason: '' },
];

describe('table', () => {
  it('aligns columns and leaves no spaces at the end of a line', () => {
    expect(table(rows, columns, look)).toBe(
      'ID                    COUNT  REASON\n' +
        'order-1                   7  CardDeclined: there is no money left on this card\n' +
        'order-with-a-long-id   1234\n',
    );
  });

  it.each([30, 40, 60, 70])('fits %i columns by cutting the widest cells', width => {
    const lines = table(rows, columns, { ...look, width }).split('\n');
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    expect(lines[1]).toMatch(/^order-1.* 7 {2}Card.*…$/);
  });

  it('leaves columns out from the right where cutting is not enough', () => {
    expect(table(rows, columns, { ...look, width: 16 })).toBe(
      'ID         COUNT\norder-1        7\norder-wi…   1234\n',
    );
  });

  it('measures wide characters as terminals do', () => {
    const wide = [{ id: '注文番号', count: 1, reason: '在庫がありません' }];
    const lines = table(wide, columns, { ...look, width: 28 }).split('\n');
    expect(lines[1]).toBe('注文番号      1  在庫があり…');
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(28);
  });

  it('keeps the texts of a service on their line and out of control of the terminal', () => {
    const hostile = [{ id: 'a\u001b[2Jb', count: 1, reason: 'one\ntwo\u0007\u202ethree' }];
    expect(table(hostile, columns, look).split('\n')[1]).toBe('ab      1  one twothree');
  });

  it('has color only if the look has', () => {
    const colored = table(rows, columns, { ...look, hasColor: true });
    expect(colored).toContain('\u001b[31m');
    expect(colored).toContain('\u001b[1m');
    expect(table(rows, columns, look)).not.toContain('\u001b');
  });
});
