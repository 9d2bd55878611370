import { type DataConverter, jsonConverter } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { type Envelope, formatEnvelope, parseEnvelope } from '../../src/payloads/envelope.js';
import { fromPayload } from '../../src/payloads/payload.js';

/** A converter that reads nothing but what it has written. */
const sealing: DataConverter = {
  toPayload: value => `sealed ${jsonConverter.toPayload(value)}`,
  fromPayload: payload => {
    if (!payload.startsWith('sealed ')) throw new Error(`not sealed: ${payload}`);
    return jsonConverter.fromPayload(payload.slice(7));
  },
};

describe('an envelope', () => {
  const envelopes: [string, Envelope][] = [
    ['a payload and signals', { payload: '1', signals: [{ name: 'a', payload: '"\n"' }, { name: 'b' }] }],
    ['no payload', { signals: [{ name: 'a' }] }],
    ['an empty payload', { payload: '', cancel: { cause: 'CHILD_POLICY_APPLIED' } }],
    ['a payload of several lines', { payload: 'a\n\nb', progress: '1' }],
  ];

  it.each(envelopes)('with %s is parsed to what was formatted', (_, envelope) => {
    expect(parseEnvelope(formatEnvelope(envelope))).toEqual(envelope);
  });

  it('can be read in the form that histories contain', () => {
    const text =
      'rx-swf:envelope:{"signals":[{"name":"add","payload":"1"},{"name":"go"}],"cancel":{}}\n{"a":\n2}';
    expect(parseEnvelope(text)).toEqual({
      payload: '{"a":\n2}',
      signals: [{ name: 'add', payload: '1' }, { name: 'go' }],
      cancel: {},
    });
    expect(parseEnvelope('rx-swf:envelope:{"progress":"7"}')).toEqual({ progress: '7' });
  });

  it.each(['', '"text"', 'rx-swf:envelope:', 'rx-swf:envelope:{"signals":', 'rx-swf:payload:key'])(
    'is not recognized in other text: %j',
    text => {
      expect(parseEnvelope(text)).toEqual({ payload: text });
    },
  );

  it('is removed before the converter gets the payload', () => {
    const text = formatEnvelope({ payload: sealing.toPayload({ a: 1 }), signals: [{ name: 'a' }] });
    expect(fromPayload(sealing, text)).toEqual({ a: 1 });
    expect(fromPayload(sealing, formatEnvelope({ signals: [] }))).toBeUndefined();
  });

  it('does not appear in the input of a history', () => {
    const text = formatEnvelope({ payload: sealing.toPayload('in'), signals: [{ name: 'a' }] });
    const converter = { ...sealing, toPayload: () => text };
    const history = new HistoryBuilder({ converter }).start({ input: text }).build();
    expect(history.input).toBe('in');
    expect(history.execution.rawInput).toBe(text);
  });
});
