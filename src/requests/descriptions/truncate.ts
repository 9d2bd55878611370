/** Returns the first `max` characters of a text, without splitting a surrogate pair at the end. */
export function truncate(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}
