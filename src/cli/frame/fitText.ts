import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';

const ellipsis = '…';
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal.
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** Number of terminal columns that a text occupies. */
export const widthOf = (text: string): number => stringWidth(text);

/**
 * Makes a text of the service safe for a line of a terminal: line breaks become spaces, and control characters
 * and reversals of direction, with which a payload could forge output, are removed.
 */
export const oneLine = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\s\u0085]+/g, ' ')
    .replace(controls, '')
    .trim();

/** Cuts a text to a number of columns; a text that was cut ends with an ellipsis. */
export function fitText(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const next = widthOf(segment);
    if (used + next > width - 1) break;
    kept += segment;
    used += next;
  }
  return width < 1 ? '' : `${kept}${ellipsis}`;
}

/** Pads a text with spaces to a number of columns. */
export function padText(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const padding = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'left' ? `${text}${padding}` : `${padding}${text}`;
}

/** Breaks a text into lines at spaces; a word longer than a line is broken too. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      const head = cutAt(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return [...lines, line];
}

/** Returns the longest beginning of a text that fits, and at least one grapheme. */
function cutAt(text: string, width: number): string {
  let head = '';
  for (const { segment } of graphemes.segment(text)) {
    if (head !== '' && widthOf(head + segment) > width) break;
    head += segment;
  }
  return head;
}
