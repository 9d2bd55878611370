/** The first `max` characters of a text. Does not end with half a surrogate pair, which is not valid text. */
export function truncate(text: string, max: number): string {
  return text.length <= max ? text : text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}
