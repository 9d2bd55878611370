import { describe, expect, it } from 'vitest';
import { ageText, durationText, timeText } from '../../../src/cli/frame/times.js';

describe('durationText', () => {
  it.each([
    [0, '0s'],
    [999, '0s'],
    [59_999, '59s'],
    [60_000, '1m'],
    [200_000, '3m 20s'],
    [3_600_000, '1h'],
    [3_660_000, '1h 1m'],
    [187_200_000, '2d 4h'],
    [-5, '0s'],
  ])('renders %i ms as %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));
});

describe('timeText', () => {
  const time = new Date('2026-11-28T17:44:32.518Z');

  it('renders UTC with a Z', () => expect(timeText(time, { isUtc: true })).toBe('2026-11-28 17:44:32Z'));

  it('renders the local time zone by default', () => {
    const local = new Date(2026, 0, 2, 3, 4, 5);
    expect(timeText(local, { isUtc: false })).toBe('2026-01-02 03:04:05');
  });

  it('renders an absent time as nothing', () => {
    expect(timeText(undefined, { isUtc: true })).toBe('');
    expect(ageText(undefined, { now: 0 })).toBe('');
    expect(ageText(time, { now: time.getTime() + 90_000 })).toBe('1m 30s');
  });
});
