import stringWidth from 'string-width';

const ellipsis = '…';
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Number of terminal columns that a text occupies. */
export const widthOf = (text: string): number => stringWidth(text);

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
  // Each part is measured once: a payload may have 32,768 characters, in one word or in thousands.
  const lines: string[] = [];
  let [line, used] = ['', 0];
  const add = (part: string, columns: number) => {
    line += part;
    used += columns;
  };
  const startLine = () => {
    if (line !== '') lines.push(line);
    [line, used] = ['', 0];
  };
  for (const word of text.split(' ')) {
    const columns = widthOf(word);
    const gap = line === '' ? '' : ' ';
    if (used + gap.length + columns <= width) {
      add(`${gap}${word}`, gap.length + columns);
      continue;
    }
    startLine();
    if (columns <= width) add(word, columns);
    else
      for (const { segment } of graphemes.segment(word)) {
        const next = widthOf(segment);
        if (used + next > width) startLine();
        add(segment, next);
      }
  }
  return [...lines, line];
}
