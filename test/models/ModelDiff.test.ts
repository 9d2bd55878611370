import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ModelDiff } from '../../src/models/index.js';

const status = { attr: 'status', local: 'REGISTERED', upstream: 'DEPRECATED' };
const period = { attr: 'retentionPeriod', local: 30, upstream: 60 };

describe('ModelDiff', () => {
  it('keeps differences in order, and drops equal attributes', () => {
    const diff = new ModelDiff([status, { attr: 'name', local: 'a', upstream: 'a' }, period]);
    expect([...diff]).toEqual([status, period]);
    expect(diff.length).toBe(2);
    expect(diff.attrs).toEqual(['status', 'retentionPeriod']);
  });

  it('compares by value: equal lists and dates do not differ', () => {
    const diff = new ModelDiff([
      { attr: 'tagList', local: ['a'], upstream: ['a'] },
      { attr: 'creationDate', local: new Date(5), upstream: new Date(5) },
    ]);
    expect(diff.length).toBe(0);
  });

  it('finds differences by attribute', () => {
    const diff = new ModelDiff([status]);
    expect(diff.has('status')).toBe(true);
    expect(diff.has('name')).toBe(false);
    expect(diff.get('status')).toEqual(status);
    expect(diff.get('name')).toBeUndefined();
  });

  it('merges the attributes of both; the argument wins', () => {
    const other = { attr: 'status', local: 'REGISTERED', upstream: undefined };
    const merged = new ModelDiff([status]).merge(new ModelDiff([other, period]));
    expect([...merged]).toEqual([other, period]);
  });

  it('prints itself as the quickstart does', () => {
    expect(String(new ModelDiff())).toBe('ModelDiff()');
    expect(`${new ModelDiff([status])}`).toBe(
      "ModelDiff(\n    Difference('status', 'REGISTERED', 'DEPRECATED')\n)",
    );
    expect(inspect(new ModelDiff([period]))).toBe("ModelDiff(\n    Difference('retentionPeriod', 30, 60)\n)");
  });

  it('serializes to JSON as a list of differences', () => {
    expect(JSON.parse(JSON.stringify(new ModelDiff([status])))).toEqual([status]);
  });

  it('is immutable, including its differences', () => {
    const diff = new ModelDiff([status]);
    expect(() => Object.assign(diff, { differences: [] })).toThrow(TypeError);
    expect(() => Object.assign(diff.get('status') ?? {}, { local: 1 })).toThrow(TypeError);
    expect(() => (diff.differences as unknown[]).push(1)).toThrow(TypeError);
  });
});
