import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FenwickTree } from '../../src/local/state/FenwickTree.js';
import { Heap } from '../../src/local/state/Heap.js';
import { SortedList } from '../../src/local/state/SortedList.js';

describe('a heap', () => {
  it('returns its items in order, whichever were removed from the middle', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.boolean())), entries => {
        const heap = new Heap<{ key: number; heapIndex: number }>((a, b) => a.key < b.key);
        const items = entries.map(([key, stays]) => ({ key, stays, heapIndex: -1 }));
        for (const item of items) heap.push(item);
        for (const item of items.filter(({ stays }) => !stays)) {
          expect(heap.delete(item)).toBe(true);
          expect(heap.delete(item)).toBe(false);
        }
        const seen = [];
        for (let next = heap.pop(); next !== undefined; next = heap.pop()) seen.push(next.key);
        const expected = items.filter(({ stays }) => stays).map(({ key }) => key);
        expect(seen).toEqual(expected.sort((a, b) => a - b));
        expect(heap.size).toBe(0);
      }),
    );
  });
});

describe('counts', () => {
  it('knows the running totals of its numbers, and which of them reaches a total', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 });
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 9 })));
    fc.assert(
      fc.property(numbers, changes, (model, entries) => {
        const counts = new FenwickTree(model);
        for (const [place, change] of entries) {
          const index = place % model.length;
          counts.add(index, change);
          model[index] = (model[index] ?? 0) + change;
        }
        const runs = model.flatMap((number, index) =>
          Array.from({ length: number }, (_, rest) => ({ index, rest })),
        );
        for (const [total, run] of runs.entries()) expect(counts.find(total)).toEqual(run);
        for (const index of model.keys()) {
          expect(counts.before(index)).toBe(runs.filter(run => run.index < index).length);
        }
        expect(counts.before(model.length)).toBe(runs.length);
      }),
    );
  });
});

describe('a sorted list', () => {
  interface Item {
    readonly major: number;
    readonly minor: number;
  }
  const order = { major: (item: Item) => item.major, minor: (item: Item) => item.minor };
  const compare = (a: Item, b: Item) => a.major - b.major || a.minor - b.minor;

  it('is an array that is sorted after every change', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.boolean()), { maxLength: 200 });
    fc.assert(
      fc.property(changes, fc.integer({ min: -1, max: 10 }), (entries, bound) => {
        const list = new SortedList<Item>(order);
        let model: Item[] = [];
        entries.forEach(([major, adds], minor) => {
          const [first] = model;
          if (adds || first === undefined) {
            const item = { major, minor };
            list.add(item);
            model.push(item);
          } else {
            expect(list.delete(first)).toBe(true);
            expect(list.delete(first)).toBe(false);
            model = model.slice(1);
          }
        });
        const sorted = model.toSorted(compare);
        expect(list.size).toBe(sorted.length);
        expect(list.first).toBe(sorted[0]);
        expect(list.slice(0, list.size)).toEqual(sorted);
        expect(list.slice(1, 3)).toEqual(sorted.slice(1, 3));
        expect(list.countBefore([bound])).toBe(sorted.filter(({ major }) => major < bound).length);
        expect(list.countThrough([bound])).toBe(sorted.filter(({ major }) => major <= bound).length);
        const position = { major: bound, minor: 7 };
        expect(list.countBefore([bound, 7])).toBe(sorted.filter(item => compare(item, position) < 0).length);
        expect(list.countThrough([bound, 7])).toBe(
          sorted.filter(item => compare(item, position) <= 0).length,
        );
      }),
    );
  });

  it('holds many thousands, added in any order, across its chunks', () => {
    const list = new SortedList<Item>(order);
    const count = 20_000;
    const items = Array.from({ length: count }, (_, index) => ({
      major: (index * 7919) % count,
      minor: index,
    }));
    for (const item of items) list.add(item);
    expect(list.slice(0, count).map(({ major }) => major)).toEqual(items.map((_, index) => index));
    expect(list.slice(9_990, 10_010).map(({ major }) => major)).toEqual(
      Array.from({ length: 20 }, (_, index) => 9_990 + index),
    );
    for (const item of items) if (item.major % 3 !== 0) list.delete(item);
    expect(list.slice(0, count).map(({ major }) => major)).toEqual(
      items.map((_, index) => index).filter(index => index % 3 === 0),
    );
    expect(list.countBefore([9_000])).toBe(3_000);
  });
});
