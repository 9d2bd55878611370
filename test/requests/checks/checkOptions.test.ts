import { describe, expect, expectTypeOf, it } from 'vitest';
import { checkOptions, type OptionNames } from '../../../src/requests/checks/checkOptions.js';
import { InvalidArgumentError } from '../../../src/requests/errors/SwfError.js';

interface Filter {
  readonly workflowId?: string;
  readonly retentionPeriod?: number;
  readonly count?: number;
}

const names: OptionNames<Filter> = { workflowId: true, retentionPeriod: true, count: true };
const refusal = (options: unknown) => {
  try {
    checkOptions('filter()', options as Filter, names);
  } catch (error) {
    return error instanceof InvalidArgumentError ? error.message : error;
  }
  return undefined;
};

describe('checkOptions', () => {
  it('accepts known options, and no options', () => {
    expect(refusal({ workflowId: 'a', count: undefined })).toBeUndefined();
    expect(refusal({})).toBeUndefined();
    expect(refusal(Object.assign(Object.create(null), { count: 1 }))).toBeUndefined();
  });

  it.each([
    ['worklfowId', 'workflowId'],
    ['retention_period', 'retentionPeriod'],
    ['RETENTIONPERIOD', 'retentionPeriod'],
    ['cout', 'count'],
  ])('suggests the option that was probably meant by %s', (name, meant) => {
    expect(refusal({ [name]: 1 })).toBe(`Unknown option "${name}" for filter(). Did you mean "${meant}"?`);
  });

  it('lists all options if none is similar', () => {
    expect(refusal({ times: 3 })).toBe(
      'Unknown option "times" for filter(). Expected one of: workflowId, retentionPeriod, count.',
    );
    expect(refusal({ toString: 3 })).toContain('Unknown option "toString"');
  });

  it.each([
    ['x', 'a string'],
    [1, 'a number'],
    [null, 'null'],
    [undefined, 'undefined'],
    [['a'], 'an Array'],
    [() => 1, 'a function'],
    [new Map([['count', 1]]), 'a Map'],
    [Promise.resolve({}), 'a Promise'],
  ])('says that %s is not an options object', (value, kind) => {
    expect(refusal(value)).toBe(`The options for filter() must be an object, got ${kind}`);
  });

  it('makes a missing name a compile-time error, for every member of a union', () => {
    expectTypeOf<OptionNames<{ a?: 1 } | { b: 2 }>>().toEqualTypeOf<Readonly<Record<'a' | 'b', true>>>();
    // @ts-expect-error: `count` lacks
    const _: OptionNames<Filter> = { workflowId: true, retentionPeriod: true };
  });
});
