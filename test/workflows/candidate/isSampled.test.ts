import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSampled } from '../../../src/workflows/candidate/isSampled.js';

describe('isSampled', () => {
  it('takes about a share of all executions, and the same ones each time', () => {
    const ids = Array.from({ length: 5_000 }, (_, n) => (n % 2 === 0 ? `run-${n}` : randomUUID()));
    for (const share of [0, 0.1, 0.5, 1]) {
      const sample = ids.filter(id => isSampled(id, share));
      expect(Math.abs(sample.length / ids.length - share)).toBeLessThan(0.03);
      expect(sample.every(id => isSampled(id, share))).toBe(true);
    }
  });

  it('takes those of a small share also for a larger one', () => {
    const ids = Array.from({ length: 1_000 }, () => randomUUID());
    expect(ids.filter(id => isSampled(id, 0.1)).every(id => isSampled(id, 0.2))).toBe(true);
  });
});
