import { type DataConverter, jsonConverter, offload } from 'rx-swf';
import { checkConverter } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { deflated, encrypted } from '../harness/converters.js';
import { MemoryStore } from '../harness/MemoryStore.js';

const json = (changes: Partial<DataConverter>): DataConverter => ({ ...jsonConverter, ...changes });

describe('checkConverter', () => {
  it.each<[string, DataConverter]>([
    ['JSON', jsonConverter],
    ['compression', deflated],
    ['encryption', encrypted()],
    ['offloading', offload(new MemoryStore(), { converter: encrypted() })],
  ])('has nothing against %s', (_, converter) => {
    expect(() => checkConverter(converter, [{ order: 7 }, new Date(0)])).not.toThrow();
  });

  it.each<[string, DataConverter, RegExp]>([
    [
      'throws for foreign text',
      json({ fromPayload: JSON.parse }),
      /fromPayload\("typed by hand"\) must return foreign text unchanged, but throws: Unexpected token/,
    ],
    [
      'changes foreign text',
      {
        toPayload: value => Buffer.from(jsonConverter.toPayload(value)).toString('base64'),
        fromPayload: payload => jsonConverter.fromPayload(Buffer.from(payload, 'base64').toString()),
      },
      /fromPayload\("aGVsbG8="\) must return foreign text unchanged, got "hello"/,
    ],
    [
      'gives another text each time',
      json({
        toPayload: value => `${JSON.stringify(value)}${' '.repeat(Math.floor(Math.random() * 1_000))}`,
      }),
      /must return the same string each time, because decisions are retried/,
    ],
    [
      'returns a Promise',
      // As JavaScript lets one write it.
      json({ toPayload: (async () => 'text') as unknown as () => string }),
      /toPayload\(null\) must return a string, got \[object Promise\]/,
    ],
    ['loses something', json({ fromPayload: () => ({}) }), /"text" is read back as \{\}/],
    [
      'writes half of a character',
      json({ toPayload: value => jsonConverter.toPayload(value).slice(0, 12) }),
      /is not valid Unicode/,
    ],
    [
      'looks like a reference',
      json({ toPayload: () => 'rx-swf:payload:x' }),
      /references to offloaded payloads/,
    ],
  ])('says what is wrong with a converter that %s', (_, converter, message) => {
    expect(() => checkConverter(converter)).toThrow(message);
  });

  it('checks additional values', () => {
    const lossy = json({
      fromPayload: text => (text === '{"order":7}' ? {} : jsonConverter.fromPayload(text)),
    });
    expect(() => checkConverter(lossy)).not.toThrow();
    expect(() => checkConverter(lossy, [{ order: 7 }])).toThrow(
      'The DataConverter breaks a rule:\n- {"order":7} is read back as {}',
    );
  });
});
