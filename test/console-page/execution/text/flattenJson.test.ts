import { describe, expect, it } from 'vitest';
import {
  flattenJson,
  mostMatches,
  parentsOf,
  previewOf,
  searchJson,
} from '../../../../console/execution/text/flattenJson.js';

const value = { user: { name: 'Ada', tags: ['a', 'b'] }, 'odd name': 1, none: null };
const paths = (open: readonly string[]) =>
  flattenJson(value, path => open.includes(path)).map(({ path }) => path);

describe('flattenJson', () => {
  it('has a line for each member of what is open', () => {
    expect(paths([])).toEqual(['']);
    expect(paths([''])).toEqual(['', '.user', '["odd name"]', '.none']);
    expect(paths(['', '.user', '.user.tags'])).toEqual([
      '',
      '.user',
      '.user.name',
      '.user.tags',
      '.user.tags[0]',
      '.user.tags[1]',
      '["odd name"]',
      '.none',
    ]);
  });

  it('describes each line', () => {
    const [root, user, odd] = flattenJson(value, path => path === '');
    expect(root).toMatchObject({ depth: 0, kind: 'object', size: 3, isOpen: true, text: '' });
    expect(user).toMatchObject({ name: 'user', depth: 1, size: 2, text: '{ name: "Ada", tags: [2] }' });
    expect(odd).toMatchObject({ name: 'odd name', kind: 'number', text: '1', size: 0 });
  });

  it('takes values that are nested deeper than calls may be', () => {
    let deep: unknown = 'end';
    for (let i = 0; i < 20_000; i += 1) deep = [deep];
    expect(flattenJson(deep, () => true)).toHaveLength(20_001);
    expect(searchJson(deep, 'end')).toHaveLength(1);
  });

  it('keeps lines short', () => {
    const [line] = flattenJson('x'.repeat(5_000_000), () => true);
    expect(line?.text.length).toBeLessThan(400);
  });
});

describe('searchJson', () => {
  it('finds names and values, whatever their case', () => {
    expect(searchJson(value, 'ADA')).toEqual(['.user.name']);
    expect(searchJson(value, 'name')).toEqual(['.user.name', '["odd name"]']);
    expect(searchJson(value, 'b')).toEqual(['.user.tags[1]']);
    expect(searchJson(value, 'null')).toEqual(['.none']);
    expect(searchJson(value, '')).toEqual([]);
  });

  it('ends after a number of matches', () => {
    expect(searchJson(new Array(5_000).fill('x'), 'x')).toHaveLength(mostMatches);
  });

  it('finds what parentsOf() opens', () => {
    for (const path of searchJson(value, 'a')) {
      const open = parentsOf(path);
      expect(flattenJson(value, one => open.includes(one)).map(row => row.path)).toContain(path);
    }
    expect(parentsOf('["a.b"][0].c')).toEqual(['', '["a.b"]', '["a.b"][0]']);
  });
});

describe('previewOf', () => {
  it('writes a value in a few characters', () => {
    expect(previewOf({ id: 7, tags: [3], inner: {} })).toBe('{ id: 7, tags: [1], inner: {…} }');
    expect(previewOf([])).toBe('[]');
    expect(previewOf('\u001b[31m')).toBe('"\\u001b[31m"');
    expect(previewOf(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, i])))).toMatch(
      /, … \}$/,
    );
  });
});
