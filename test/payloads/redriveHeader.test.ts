import { jsonConverter } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import {
  formatEnvelope,
  formatRedrive,
  fromPayload,
  parseEnvelope,
  withoutRedrive,
} from '../../src/payloads/index.js';

const header = { runId: '22X', at: 7, from: 5, seed: '21X' };
const carried = formatEnvelope({
  signals: [{ name: 'go', payload: '1' }],
  cancel: undefined,
  payload: '[2]',
});

describe('The input of a redriven run', () => {
  it.each([
    ['a payload', '{"a":"x\\ny"}'],
    ['an empty payload', ''],
    ['none', undefined],
    ['carried signals', carried],
  ])('has the header, and the input of the earlier run as it was: %s', (_, input) => {
    const text = formatRedrive(header, input);
    expect(parseEnvelope(text)).toEqual({ ...parseEnvelope(input), redrive: header });
    expect(withoutRedrive(text)).toBe(input);
    expect(withoutRedrive(input)).toBe(input);
  });

  it('is read as the value of that input', () => {
    expect(fromPayload(jsonConverter, formatRedrive(header, carried))).toEqual([2]);
    expect(fromPayload(jsonConverter, formatRedrive(header, undefined))).toBeUndefined();
  });

  it('has signals that a worker which does not know the header fails to deliver', () => {
    const [head = ''] = formatRedrive(header, carried).split('\n');
    const { signals } = JSON.parse(head.replace('rx-swf:envelope:', ''));
    expect(() => [...signals]).toThrow(TypeError);
    expect(() => [...JSON.parse(formatRedrive(header, '1').split('\n')[0]?.slice(16) ?? '').signals]).toThrow(
      TypeError,
    );
  });
});
