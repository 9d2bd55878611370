/** Names the kind of a value without showing it: `a string`, `null`, `a Promise`, `an Object` (any class). */
export function describeType(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  const kind =
    typeof value === 'object'
      ? Object.prototype.toString.call(value).slice('[object '.length, -1)
      : typeof value;
  return `${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${kind}`;
}
