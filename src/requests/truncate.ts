/** A text of at most `max` characters that ends with an ellipsis where it was cut. Never ends with half a character. */
export function truncate(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, Math.max(0, max - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`.slice(0, max);
}
