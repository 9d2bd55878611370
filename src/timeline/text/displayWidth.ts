import stringWidth from 'string-width';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const plain = /^[\x20-\x7e]*$/;

/** Returns the number of columns that a text takes in a terminal. */
export const displayWidth = (text: string): number => (plain.test(text) ? text.length : stringWidth(text));

/** Returns a text padded to a number of columns. */
export const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - displayWidth(text)));

/** Returns a text cut to at most a number of columns in its middle, since the ends of ids tell them apart. */
export function cutMiddle(text: string, columns: number): string {
  const tail = Math.floor(columns / 3);
  if (displayWidth(text) <= columns || tail === 0) return cutTo(text, columns);
  let end = '';
  for (const grapheme of graphemesOf(text).reverse()) {
    if (displayWidth(grapheme + end) > tail) break;
    end = grapheme + end;
  }
  return cutTo(text, columns - displayWidth(end)) + end;
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
