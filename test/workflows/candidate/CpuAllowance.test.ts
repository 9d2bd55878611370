import { describe, expect, it } from 'vitest';
import { CpuAllowance } from '../../../src/workflows/candidate/CpuAllowance.js';

describe('CpuAllowance', () => {
  it('grants a fraction of the time, saved up for ten seconds at most', () => {
    let now = 0;
    const allowance = new CpuAllowance(0.1, () => now);
    allowance.take(999);
    expect(allowance.isLeft).toBe(true);
    allowance.take(101);
    expect(allowance.isLeft).toBe(false);
    now += 999;
    expect(allowance.isLeft).toBe(false);
    now += 2;
    expect(allowance.isLeft).toBe(true);
    now += 1e6;
    expect(allowance.isLeft).toBe(true);
    allowance.take(1_000);
    expect(allowance.isLeft).toBe(false);
  });

  it('grants nothing if the fraction is 0', () => {
    expect(new CpuAllowance(0, () => 0).isLeft).toBe(false);
  });
});
