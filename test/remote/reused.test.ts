import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reused } from '../../src/remote/connection/reused.js';

describe('reused()', () => {
  it('returns an equal value, whatever was there before', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, now) => {
        const [one, other] = JSON.parse(JSON.stringify([before, now]));
        expect(reused(one, other)).toEqual(other);
      }),
    );
  });

  it('keeps the elements of lists that are there already', () => {
    const before = { items: [{ id: 1 }, { id: 2 }] };
    const after = reused(before, { items: [{ id: 3 }, { id: 2 }] }) as typeof before;
    expect(after.items[1]).toBe(before.items[1]);
  });
});
