import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import {
  addTo,
  toJson,
  toMilliseconds,
  toPositive,
  toTime,
  toType,
  toTypeFilter,
} from '../../../src/cli/frame/parsers.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

describe('the parsers of options', () => {
  it.each([
    ['90s', 90_000],
    ['1.5h', 5_400_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
  ])('read %s as %i ms', (text, milliseconds) => expect(toMilliseconds(text)).toBe(milliseconds));

  it('read a time as a date, or as an age', () => {
    vi.useFakeTimers({ now: new Date('2026-11-28T12:00:00Z') });
    onTestFinished(() => void vi.useRealTimers());
    expect(toTime('6h')).toEqual(new Date('2026-11-28T06:00:00Z'));
    expect(toTime('2026-11-28')).toEqual(new Date(2026, 10, 28));
    expect(toTime('2026-11-28 01:02')).toEqual(new Date(2026, 10, 28, 1, 2));
    expect(toTime('2026-11-28 01:02:03Z')).toEqual(new Date('2026-11-28T01:02:03Z'));
    expect(toTime('2026-11-28T01:02:03+01:00')).toEqual(new Date('2026-11-28T00:02:03Z'));
  });

  it('read types with and without a version, and names with an @', () => {
    expect(toTypeFilter('Order')).toEqual({ name: 'Order' });
    expect(toTypeFilter('a@b@2')).toEqual({ name: 'a@b', version: '2' });
    expect(toType('Order@1')).toEqual({ name: 'Order', version: '1' });
  });

  it('read JSON, and JSON in a file', () => {
    const path = join(temporaryFolder(onTestFinished), 'input.json');
    writeFileSync(path, '{"file": "a.png"}');
    expect(toJson('[1, null]')).toEqual([1, null]);
    expect(toJson(`@${path}`)).toEqual({ file: 'a.png' });
  });

  it('collect the values of a repeatable option', () => expect(addTo('b', addTo('a'))).toEqual(['a', 'b']));

  it.each<[string, () => unknown, string]>([
    ['a length without a unit', () => toMilliseconds('6'), 'Expected a length of time'],
    ['an unknown unit', () => toMilliseconds('6y'), 'Expected a length of time'],
    ['a name of Object as a unit', () => toTime('6constructor'), 'Expected a length of time'],
    ['a word as a time', () => toTime('yesterday'), 'Expected a length of time'],
    ['a number as a time', () => toTime('1700000000'), 'Expected a length of time'],
    ['zero', () => toPositive('0'), '1 or more'],
    ['a fraction', () => toPositive('1.5'), '1 or more'],
    ['an empty type', () => toTypeFilter('@1'), 'Order@1'],
    ['an empty version', () => toTypeFilter('Order@'), 'Order@1'],
    ['a type without its version', () => toType('Order'), 'with its version'],
    ['text that is not JSON', () => toJson('{a: 1}'), 'Expected JSON'],
    ['a file that is not there', () => toJson('@no/such.json'), 'Cannot read the file: ENOENT'],
  ])('refuse %s', (_, parse, message) => {
    expect(parse).toThrow(InvalidArgumentError);
    expect(parse).toThrow(message);
  });
});
