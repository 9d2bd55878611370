import { describe, expect, it } from 'vitest';
import { jsonText } from '../../../src/cli/frame/jsonText.js';

describe('jsonText', () => {
  const hostile = { text: '\u001b[2J \u009b2J \u007f \u202eevig \u2028 漢 é', 'key\u0085': 1 };

  it('escapes what a terminal obeys, and nothing else', () =>
    expect(jsonText({ text: '\u001b[2J\u009b2J\u202e漢é' })).toBe(
      '{"text":"\\u001b[2J\\u009b2J\\u202e漢é"}',
    ));

  it('is the same to a program', () => {
    expect(JSON.parse(jsonText(hostile))).toEqual(hostile);
    expect(JSON.parse(jsonText(hostile, 2))).toEqual(hostile);
  });
});
