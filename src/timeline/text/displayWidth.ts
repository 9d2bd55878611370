import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const plain = /^[\x20-\x7e]*$/;

/** Returns the number of columns that a text takes in a terminal. */
export const displayWidth = (text: string): number => (plain.test(text) ? text.length : stringWidth(text));

/** Returns a text cut or padded to a number of columns. A cut text ends with an ellipsis. */
export function padTo(text: string, columns: number): string {
  const cut = cutTo(text, columns);
  return cut + ' '.repeat(Math.max(0, columns - displayWidth(cut)));
}

/** Returns a text cut to at most a number of columns. A cut text ends with an ellipsis. */
export function cutTo(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  if (columns < 1) return '';
  let cut = '';
  let width = 0;
  for (const grapheme of graphemesOf(text)) {
    width += stringWidth(grapheme);
    if (width > columns - 1) break;
    cut += grapheme;
  }
  return `${cut}…`;
}

const graphemesOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
