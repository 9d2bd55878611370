import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Identify, patchOf } from '../../src/gateway/patches/patchOf.js';
import { patched } from '../../src/remote/connection/patched.js';

const idOf: Identify = (element, index) =>
  typeof element === 'object' && element !== null && 'id' in element ? element.id : index;

/** Sends a change as JSON, and returns what the client has then. */
function sent(before: unknown, now: unknown, identify?: Identify): unknown {
  const patch = patchOf(before, now, identify);
  return patch === undefined ? before : patched(before, JSON.parse(JSON.stringify(patch)));
}

const items = fc.uniqueArray(fc.record({ id: fc.nat(30), value: fc.nat(3) }), { selector: ({ id }) => id });

describe('patchOf() and patched()', () => {
  it('lead from any JSON to any other', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (before, now) => {
        const wire = JSON.parse(JSON.stringify([before, now]));
        expect(sent(wire[0], wire[1])).toEqual(wire[1]);
      }),
    );
  });

  it('lead from any list to any other, also if its elements have identities', () => {
    fc.assert(
      fc.property(items, items, (before, now) => {
        expect(sent(before, now, idOf)).toEqual(now);
        expect(sent({ items: before }, { items: now }, idOf)).toEqual({ items: now });
      }),
    );
  });

  it('are small: an element that is added, removed or changed is all that is sent', () => {
    const before = Array.from({ length: 10_000 }, (_, id) => ({ id, state: 'open' }));
    const now = [
      { id: -1, state: 'open' },
      ...before.slice(0, 5_000),
      { id: 5_000, state: 'closed' },
      ...before.slice(5_002),
    ];
    expect(patchOf(before, now, idOf)).toEqual({
      cut: [5_001],
      put: [[0, { id: -1, state: 'open' }]],
      at: [[5_001, { of: { state: { set: 'closed' } } }]],
    });
  });

  it('keep the elements and members that do not change', () => {
    const before = { items: [{ id: 1 }, { id: 2, value: { deep: true } }], other: {} };
    const now = { items: [{ id: 3 }, { id: 1 }, { id: 2, value: { deep: true } }], other: {} };
    const after = sent(before, now, idOf) as typeof before;
    expect(after).toEqual(now);
    expect(after.items[1]).toBe(before.items[0]);
    expect(after.items[2]).toBe(before.items[1]);
    expect(after.other).toBe(before.other);
  });

  it('take members such as __proto__ for what they are: names', () => {
    const before = JSON.parse('{ "a": { "b": 1 } }');
    const now = JSON.parse('{ "a": { "__proto__": { "polluted": true }, "constructor": 1 } }');
    const after = sent(before, now);
    expect(JSON.stringify(after)).toBe(JSON.stringify(now));
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('change members that have the names of those of all objects', () => {
    const names = JSON.parse('{ "constructor": 1, "toString": {}, "__proto__": {} }');
    const after = [sent({}, names), sent(names, {})];
    expect(JSON.stringify(after)).toBe(JSON.stringify([names, {}]));
  });

  it('lead to null from a value that becomes undefined', () => {
    expect(sent([1], [undefined])).toEqual([null]);
    expect(sent(1, undefined)).toBeNull();
  });

  it('drop members that are undefined', () => {
    expect(patchOf({ a: 1, b: 2 }, { a: 1, b: undefined })).toEqual({ drop: ['b'] });
    expect(patchOf({ a: 1 }, { a: 1, b: undefined })).toBeUndefined();
  });
});
