import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactPayload } from '../../../src/archive/redact/redactPayload.js';
import { redactReason } from '../../../src/archive/redact/redactText.js';
import { formatEnvelope, formatRedrive, parseEnvelope } from '../../../src/payloads/envelope.js';

/** Returns a value with its texts, numbers and keys replaced by their kinds and lengths. */
function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return `string of ${value.length}`;
  if (typeof value === 'number') return 'number';
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([key, member]) => [key, shapeOf(member)]);
}

/** Returns the texts of a value, without its keys. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const anyUnicode = fc.string({ unit: 'binary' });
const redrive = { runId: '22aB', at: 7, seed: '22aA' };

describe('redactPayload()', () => {
  it('keeps the shape of JSON, the lengths of its texts, and its own length', () =>
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), fc.constantFrom(0, 2), (json, indent) => {
        const text = JSON.stringify(JSON.parse(json), undefined, indent);
        const redacted = redactPayload(text);
        expect(redacted).toHaveLength(text.length);
        expect(shapeOf(JSON.parse(redacted))).toEqual(shapeOf(JSON.parse(text)));
      }),
    ));

  it('lets no letter and no digit of JSON survive', () =>
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), json => {
        const redacted = redactPayload(json);
        expect(textsOf(JSON.parse(redacted)).join('')).not.toMatch(/[^\P{L}x]|[^\P{N}1]/u);
        expect(redacted.replace(/"(?:[^"\\]|\\.)*"/g, '')).not.toMatch(/[02-9]/);
      }),
    ));

  it('lets no letter and no digit of other text survive, and keeps its length', () =>
    fc.assert(
      fc.property(anyUnicode, text => {
        const redacted = redactPayload(`<${text}`);
        expect(redacted).toHaveLength(text.length + 1);
        expect(redacted).not.toMatch(/[^\P{L}x]|[^\P{N}1]/u);
      }),
    ));

  it('keeps the headers that a replay reads, and redacts what they carry', () => {
    const envelope = {
      payload: '{"card":"4242"}',
      signals: [{ name: 'approve', payload: '"Anna"' }, { name: 'stop' }],
      cancel: { cause: 'CHILD_POLICY_APPLIED' },
      progress: '{"page":7}',
    };
    const text = formatRedrive(redrive, formatEnvelope(envelope));
    const redacted = redactPayload(text);
    expect(redacted).toHaveLength(text.length);
    expect(parseEnvelope(redacted)).toEqual({
      redrive,
      payload: '{"card":"1111"}',
      signals: [{ name: 'approve', payload: '"xxxx"' }, { name: 'stop' }],
      cancel: { cause: 'CHILD_POLICY_APPLIED' },
      progress: '{"page":1}',
    });
  });

  it.each([
    [
      'a text with escapes',
      String.raw`{"a":"Zo\u00eb\n\"7\" \\ \/"}`,
      String.raw`{"a":"xx\u0078\n\"1\" \\ \/"}`,
    ],
    ['numbers', '[0.5,-12e+3,1E9,0]', '[1.1,-11e+1,1E1,1]'],
    ['a reference to a stored payload', 'rx-swf:payload:media/7f', 'rx-swf:payload:xxxxx/1x'],
    ['text that is no JSON', 'Anna, 7 Elm St.', 'xxxx, 1 xxx xx.'],
    ['names of a failure as well', '{"name":"CardDeclined"}', '{"name":"xxxxxxxxxxxx"}'],
  ])('redacts %s', (_, text, redacted) => {
    expect(redactPayload(text)).toBe(redacted);
  });

  it('keeps the names of errors in the details of a failure, and nothing else', () => {
    const details = { name: 'CardDeclined', classes: ['CardDeclined', 'Error'], message: 'Anna', code: 'E7' };
    const redacted = redactPayload(JSON.stringify({ ...details, cause: { name: 'anna b' } }), true);
    expect(JSON.parse(redacted)).toEqual({
      ...details,
      message: 'xxxx',
      code: 'x1',
      cause: { name: 'xxxx x' },
    });
  });
});

describe('redactReason()', () => {
  it.each([
    ['CardDeclined: card 4242 of Anna', 'CardDeclined: xxxx 1111 xx xxxx'],
    ['Error: refused', 'Error: xxxxxxx'],
    ['CARD_DECLINED', 'CARD_DECLINED'],
    ['Anna', 'xxxx'],
    ['Anna: declined', 'xxxx: xxxxxxxx'],
    ['4242', '1111'],
    ['card of AnnaBell: 7', 'xxxx xx xxxxxxxx: 1'],
  ])('turns "%s" into "%s"', (reason, redacted) => {
    expect(redactReason(reason)).toBe(redacted);
  });
});
