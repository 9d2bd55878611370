import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, padText, widthOf, wrapText } from '../../../src/cli/frame/fitText.js';

describe('fitText', () => {
  it('leaves a text that fits, and ends a longer one with an ellipsis', () => {
    expect(fitText('order-1', 7)).toBe('order-1');
    expect(fitText('order-12', 7)).toBe('order-…');
    expect(fitText('order', 0)).toBe('');
  });

  it('never cuts a grapheme in two, nor exceeds the width', () => {
    expect(fitText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 5)).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, width) => {
        expect(widthOf(fitText(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('padText', () => {
  it('pads to the width of the terminal, on either side', () => {
    expect(padText('注文', 6)).toBe('注文  ');
    expect(padText('7', 3, 'right')).toBe('  7');
  });
});

describe('wrapText', () => {
  it('breaks at spaces, and inside of a word that is too long', () => {
    expect(wrapText('a task nobody takes', 8)).toEqual(['a task', 'nobody', 'takes']);
    expect(wrapText('x abcdefghij', 4)).toEqual(['x', 'abcd', 'efgh', 'ij']);
  });

  it.each([
    ['of thousands of words', 'süß '.repeat(8_192)],
    ['of a single word', '漢'.repeat(32_768)],
  ])('breaks the longest payload %s, also where a line has no end', (_, text) => {
    for (const line of wrapText(text, 74)) expect(widthOf(line)).toBeLessThanOrEqual(74);
    expect(wrapText(text, Number.POSITIVE_INFINITY)).toEqual([text]);
  });

  it('loses no character but spaces at breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        const lines = wrapText(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
