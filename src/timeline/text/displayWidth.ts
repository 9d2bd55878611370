const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const plain = /^[\x20-\x7e\u00a0-\u02ff\u2500-\u257f\u2580-\u259f]*$/;
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f/u;
/** East Asian wide and full-width characters. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Returns the number of columns that a text takes in a terminal. The text has no control characters. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  return graphemesOf(text).reduce((sum, grapheme) => sum + widthOf(grapheme), 0);
}

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
    width += widthOf(grapheme);
    if (width > columns - 1) break;
    cut += grapheme;
  }
  return `${cut}…`;
}

const graphemesOf = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);

function widthOf(grapheme: string): number {
  if (emoji.test(grapheme) || wide.test(grapheme)) return 2;
  return invisible.test(grapheme) ? 0 : 1;
}
