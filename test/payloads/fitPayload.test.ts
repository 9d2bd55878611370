import { type DataConverter, describeError, InvalidArgumentError, jsonConverter, offload } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { fitDetails, fitPayload } from '../../src/payloads/index.js';
import { deflated, encrypted } from '../harness/converters.js';
import { MemoryStore } from '../harness/MemoryStore.js';

/** What a reader finds in place of a value. */
function readBack(converter: DataConverter, value: unknown, max?: number): unknown {
  const { payload = '' } = fitPayload(converter, 'details', value, max) ?? {};
  expect(payload.length).toBeLessThanOrEqual(max ?? 32_768);
  return converter.fromPayload(payload);
}

/** A text that no compression makes much shorter. */
function noise(length: number): string {
  let seed = 1;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  return Array.from({ length }, () => String.fromCodePoint(0x21 + (next() % 8_191))).join('');
}

describe.each<[string, DataConverter]>([
  ['JSON', jsonConverter],
  ['compressed', deflated],
  ['encrypted', encrypted()],
])('details that are too long, %s', (_, converter) => {
  it('are replaced by a readable value that says so', () => {
    expect(readBack(converter, noise(200_000))).toEqual({ truncated: true, preview: expect.any(String) });
    expect(readBack(converter, [...noise(90_000)])).toMatchObject({
      truncated: true,
    });
  });

  it('keep the short members of an object', () => {
    const value = { step: 7, file: 'a.png', rows: noise(100_000), nested: { id: 1, text: noise(100_000) } };
    expect(readBack(converter, value)).toMatchObject({
      step: 7,
      file: 'a.png',
      truncated: true,
      nested: { id: 1, truncated: true },
    });
  });

  it('are fitted to the limit of heartbeats too', () => {
    expect(readBack(converter, { done: 40, log: noise(5_000) }, 2_048)).toMatchObject({
      done: 40,
      truncated: true,
    });
  });

  it('still say what went wrong if they describe an error', () => {
    const cause = Object.assign(new Error(noise(9_000)), { code: 'E_CAUSE' });
    const error = Object.assign(new RangeError(noise(9_000), { cause }), {
      code: 'E_LONG',
      stack: noise(90_000),
    });
    const details = { ...describeError(error), extra: noise(90_000) };
    expect(readBack(converter, details)).toMatchObject({
      name: 'RangeError',
      code: 'E_LONG',
      truncated: true,
    });
  });
});

describe('details', () => {
  it('stay unchanged if they fit', () => {
    expect(fitPayload(jsonConverter, 'details', 'short')).toEqual({ value: 'short', payload: '"short"' });
    expect(fitPayload(jsonConverter, 'details', undefined)).toBeUndefined();
  });

  it('stay whole if they are offloaded', () => {
    const converter = offload(new MemoryStore());
    expect(fitPayload(converter, 'details', 'x'.repeat(100_000))?.value).toHaveLength(100_000);
  });

  it('are omitted if the converter has no short text for anything', () => {
    const converter = { toPayload: () => 'x'.repeat(40_000), fromPayload: String };
    expect(fitPayload(converter, 'details', 1)).toBeUndefined();
  });

  it('become the reason if they cannot be converted, and are omitted if nothing can', () => {
    expect(() => fitPayload(jsonConverter, 'details', 1n)).toThrow(InvalidArgumentError);
    expect(fitDetails(jsonConverter, 1n)).toMatch(/^details cannot be converted to a payload: .*BigInt/);
    const broken: DataConverter = {
      toPayload: () => {
        throw Object.create(null);
      },
      fromPayload: String,
    };
    expect(fitDetails(broken, { a: 1 })).toBeUndefined();
  });

  it('are refused if the converter does not return a string', () => {
    const converter = { ...jsonConverter, toPayload: (async () => '1') as unknown as () => string };
    expect(() => fitPayload(converter, 'details', 1)).toThrow(
      "details cannot be converted to a payload: the DataConverter's toPayload must return a string, got [object Promise]",
    );
  });
});
