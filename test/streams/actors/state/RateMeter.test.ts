import { describe, expect, it } from 'vitest';
import { RateMeter } from '../../../../src/streams/actors/state/RateMeter.js';

describe('RateMeter', () => {
  it('averages over the time since the start, at least 5 seconds', () => {
    const meter = new RateMeter();
    meter.begin(100_000);
    for (let i = 0; i < 10; i += 1) meter.count(100_000);
    expect(meter.perSecond(101_000)).toBe(2);
    expect(meter.perSecond(110_000)).toBe(1);
  });

  it('forgets what happened more than a minute ago', () => {
    const meter = new RateMeter();
    meter.begin(0);
    meter.count(1_000);
    meter.count(59_000);
    expect(meter.perSecond(59_999)).toBeCloseTo(2 / 60);
    expect(meter.perSecond(62_000)).toBeCloseTo(1 / 60);
    expect(meter.perSecond(10_000_000)).toBe(0);
  });

  it('keeps counting while the clock is set back', () => {
    const meter = new RateMeter();
    meter.begin(100_000);
    meter.count(160_000);
    meter.count(20_000);
    expect(meter.perSecond(160_000)).toBeCloseTo(2 / 60);
  });
});
