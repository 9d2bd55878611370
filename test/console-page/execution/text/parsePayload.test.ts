import { describe, expect, it } from 'vitest';
import { parsePayload, redrivenFrom } from '../../../../console/execution/text/parsePayload.js';
import { sizeText, visibleText } from '../../../../console/execution/text/visibleText.js';
import { formatEnvelope, formatRedrive } from '../../../../src/payloads/envelope.js';

describe('parsePayload', () => {
  it('reads JSON', () => {
    expect(parsePayload('{"a":1}')).toEqual({
      header: undefined,
      body: '{"a":1}',
      json: { value: { a: 1 } },
      problem: undefined,
    });
  });

  it('leaves text alone, and says why text that looks like JSON is none', () => {
    expect(parsePayload('broken.png')).toMatchObject({ json: undefined, problem: undefined });
    expect(parsePayload('{"a":')).toMatchObject({
      json: undefined,
      problem: expect.stringContaining('JSON'),
    });
  });

  it('parts the data of the library from the payload', () => {
    const text = formatEnvelope({ payload: '[1]', signals: [{ name: 'stop' }] });
    expect(parsePayload(text)).toMatchObject({
      header: { signals: [{ name: 'stop' }] },
      body: '[1]',
      json: { value: [1] },
    });
    expect(parsePayload(formatEnvelope({ signals: [] }))).toMatchObject({
      header: { signals: [] },
      body: '',
    });
  });
});

describe('redrivenFrom', () => {
  it('returns the run that a redriven one takes over', () => {
    expect(redrivenFrom(formatRedrive({ runId: 'r1', at: 7, seed: 'r1' }, '{}'))).toBe('r1');
    expect(redrivenFrom('{}')).toBeUndefined();
    expect(redrivenFrom(undefined)).toBeUndefined();
    expect(redrivenFrom('rx-swf:envelope:{')).toBeUndefined();
  });
});

describe('visibleText', () => {
  it('shows what a reader would not see, and keeps line breaks', () => {
    expect(visibleText('\u001b[31mred\u202eevil\u200b\n\tok')).toBe('\\u001b[31mred\\u202eevil\\u200b\n\tok');
    expect(visibleText('<img onerror=alert(1)> äöü 😀')).toBe('<img onerror=alert(1)> äöü 😀');
  });
});

describe('sizeText', () => {
  it('writes sizes to read', () => {
    expect([812, 1_240, 45_600, 3_400_000].map(sizeText)).toEqual(['812 B', '1.2 kB', '46 kB', '3.4 MB']);
  });
});
