import { workflow } from 'rx-swf/workflows';
import { EMPTY } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { candidatesByType } from '../../../src/workflows/candidate/candidatesByType.js';

const order = (version: string) => workflow({ name: 'Order', version }, () => EMPTY);

describe('candidatesByType', () => {
  it('compares each version with the candidate of the same version, or else with a new version', () => {
    const [first, second, changed, third] = [order('1'), order('2'), order('2'), order('3')];
    expect(candidatesByType([changed], [first, second])).toEqual(new Map([['Order@2', changed]]));
    expect(candidatesByType([changed, third], [first, second])).toEqual(
      new Map([
        ['Order@1', third],
        ['Order@2', changed],
      ]),
    );
    expect(candidatesByType([third], [first, second]).size).toBe(2);
  });

  it('refuses several new versions of a type, candidates of one type, and candidates of no type', () => {
    expect(() => candidatesByType([order('2'), order('3')], [order('1')])).toThrow(/only one candidate/);
    expect(() => candidatesByType([order('1'), order('1')], [order('1')])).toThrow();
    expect(() => candidatesByType([order('2')], [])).toThrow();
  });
});
