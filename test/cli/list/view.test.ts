import { describe, expect, it } from 'vitest';
import type { ExecutionRecord } from '../../../src/cli/executions/ExecutionRecord.js';
import type { Look } from '../../../src/cli/frame/Look.js';
import { columnNames } from '../../../src/cli/list/command.js';
import { columns, listView } from '../../../src/cli/list/view.js';

const now = Date.parse('2026-11-28T12:00:00Z');
const look: Look = { hasColor: false, isUtc: true, now };
const type = { name: 'Order', version: '1' };
const records: readonly ExecutionRecord[] = [
  { workflowId: 'order-3', type, status: 'OPEN', startTimestamp: '2026-11-28T11:58:30.000Z' },
  { workflowId: 'order-2', type, status: 'OPEN', cancelRequested: true },
  {
    workflowId: 'order-1',
    runId: 'r1',
    type,
    status: 'CLOSED',
    closeStatus: 'TIMED_OUT',
    startTimestamp: '2026-11-28T10:00:00.000Z',
    closeTimestamp: '2026-11-28T11:30:00.000Z',
    reason: 'timed out: START_TO_CLOSE',
    tagList: ['vip', 'eu'],
  },
];
const names = ['id', 'type', 'state', 'started', 'age', 'reason'];

describe('listView', () => {
  it('shows ages of open executions and durations of closed ones', () => {
    expect(listView(records, names, look)).toBe(
      'ID       TYPE     STATE      STARTED                  AGE  REASON\n' +
        'order-3  Order@1  open       2026-11-28 11:58:30Z  1m 30s\n' +
        'order-2  Order@1  canceling\n' +
        'order-1  Order@1  timed out  2026-11-28 10:00:00Z  1h 30m  timed out: START_TO_CLOSE\n',
    );
  });

  it.each([60, 80, 120])('fits %i columns', width => {
    for (const line of listView(records, names, { ...look, width }).split('\n'))
      expect(line.length).toBeLessThanOrEqual(width);
  });

  it('shows the columns that were asked for, in that order', () => {
    expect(listView(records.slice(2), ['run', 'tags', 'id'], look)).toBe(
      'RUN  TAGS    ID\nr1   vip,eu  order-1\n',
    );
  });

  it('has the columns that the command offers', () => {
    expect(columns.map(({ name }) => name)).toEqual(columnNames);
  });
});
