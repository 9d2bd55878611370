/** Rows that are rendered outside of the visible part, on each side. */
const margin = 12;

/** Returns the rows to render, the end excluded: the visible ones and some more, so that few scrolls render anew. */
export function rowWindow(
  { top, height }: { readonly top: number; readonly height: number },
  rowHeight: number,
  count: number,
): { readonly start: number; readonly end: number } {
  const first = Math.floor(Math.min(top, Math.max(0, count * rowHeight - height)) / rowHeight);
  const start = Math.max(0, first - (first % margin) - margin);
  return { start, end: Math.min(count, start + Math.ceil(height / rowHeight) + 3 * margin) };
}
