import type { History } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { HistoryCache } from '../../../../src/streams/actors/decide/HistoryCache.js';

const history = (length: number): History => {
  const builder = new HistoryBuilder().start({ workflowType: { name: 'Album', version: '1' } });
  for (let n = 2; n < length; n += 1) builder.signal('ping');
  return builder.build();
};

describe('HistoryCache', () => {
  it('keeps a limited number of histories and evicts the least recently used', () => {
    const kept = new HistoryCache({ executions: 2 });
    for (const runId of ['a', 'b', 'a', 'c']) kept.keep(runId, history(3));
    expect(['a', 'b', 'c'].map(runId => kept.get(runId) !== undefined)).toEqual([true, false, true]);
    expect([kept.size, kept.events]).toEqual([2, 6]);
  });

  it('limits the total number of events', () => {
    const kept = new HistoryCache({ events: 10 });
    for (const runId of ['a', 'b', 'c']) kept.keep(runId, history(4));
    expect([kept.get('a'), kept.events]).toEqual([undefined, 8]);
    kept.keep('b', history(9));
    expect([kept.get('c'), kept.events]).toEqual([undefined, 9]);
  });

  it('evicts nothing for a history that exceeds the limit by itself', () => {
    const kept = new HistoryCache({ events: 10 });
    kept.keep('a', history(5));
    kept.keep('b', history(11));
    expect([kept.get('a')?.length, kept.get('b')]).toEqual([5, undefined]);
    kept.keep('a', history(11));
    expect([kept.size, kept.events]).toEqual([0, 0]);
  });

  it('drops a history', () => {
    const kept = new HistoryCache();
    kept.keep('a', history(5));
    kept.drop('a');
    kept.drop('b');
    expect([kept.size, kept.events]).toEqual([0, 0]);
  });

  it('refuses invalid limits', () => {
    expect(() => new HistoryCache({ executions: 0 })).toThrow(
      'cache.executions must be a whole number of at least 1',
    );
    expect(() => new HistoryCache({ events: 1.5 })).toThrow(
      'cache.events must be a whole number of at least 1',
    );
  });
});
