import { expect, it } from 'vitest';
import { LruCache } from '../../src/values/LruCache.js';

it('LruCache keeps the texts that were used last, as many as fit', () => {
  const recent = new LruCache<string>(({ length }) => length, { weight: 10 });
  recent.set('a', '1234');
  recent.set('b', '1234');
  recent.get('a');
  recent.set('c', '1234');
  expect(['a', 'b', 'c'].map(key => recent.get(key))).toEqual(['1234', undefined, '1234']);
  recent.set('a', '12');
  recent.set('d', '1234');
  expect(['a', 'c', 'd'].map(key => recent.get(key))).toEqual(['12', '1234', '1234']);
  recent.set('e', 'longer than all');
  expect(['a', 'c', 'd', 'e'].map(key => recent.get(key))).toEqual(['12', '1234', '1234', undefined]);
});
