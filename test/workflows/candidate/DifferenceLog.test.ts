import { describe, expect, it } from 'vitest';
import { DifferenceLog } from '../../../src/workflows/candidate/DifferenceLog.js';

describe('DifferenceLog', () => {
  it('takes differences that differ only in ids and numbers for the same', () => {
    const log = new DifferenceLog();
    const count = (recorded: string, issued: string, path = 'start') =>
      log.count('Order@1', path, { kind: 'decision', message: `${recorded}, ${issued}`, recorded, issued });
    expect(count("StartTimer '1' (60 s)", "ScheduleActivityTask '1' (Charge@1)")).toBe(1);
    expect(count("StartTimer '23' (0.5 s)", "ScheduleActivityTask 'order-23' (Charge@1)")).toBe(2);
    expect(count("StartTimer '1' (60 s)", "ScheduleActivityTask '1' (Charge@2)")).toBe(1);
    expect(count("StartTimer '1' (60 s)", "ScheduleActivityTask '1' (Charge@1)", 'timer')).toBe(1);
  });

  it('tells differences without commands apart by their messages', () => {
    const log = new DifferenceLog();
    const count = (message: string) => log.count('Order@1', 'start', { kind: 'error', message });
    expect([count('order 1 is unknown'), count('order 2 is unknown'), count('no order')]).toEqual([1, 2, 1]);
  });
});
