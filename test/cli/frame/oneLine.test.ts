import { describe, expect, it } from 'vitest';
import { oneLine, safeLines } from '../../../src/cli/frame/oneLine.js';

describe('oneLine', () => {
  it.each([
    ['a\r\n\tb', 'a b'],
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007text', 'text'],
    ['\u009b2Jtext', 'text'],
    ['\u001b\u0000[2J', '[2J'],
    ['pay \u202eevig\u202c me', 'pay evig me'],
    ['\u200f\u061cend\u2028line', 'end line'],
    ['süß 漢字 👩‍👩‍👧', 'süß 漢字 👩‍👩‍👧'],
  ])('makes %j %j', (text, line) => expect(oneLine(text)).toBe(line));

  it.each(['\u001b', '\u001b;', '\u001b[1;', '\u001b]a;', '\u001b]a', '\u009b[('])(
    'is done soon with a payload of %j',
    part => expect(oneLine(part.repeat(32_768 / part.length)).includes('\u001b')).toBe(false),
  );
});

describe('safeLines', () => {
  it('keeps lines and spaces, and nothing that a terminal obeys', () =>
    expect(safeLines('one\n  \u001b[2Jtwo\r\u0007\n')).toBe('one\n  two\n'));
});
