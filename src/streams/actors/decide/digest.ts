/** Returns a short digest of a value's JSON, with negligible risk of collisions (FNV-1a, twice 32 bits). */
export function digest(value: unknown): string {
  const json = JSON.stringify(value);
  return [0x811c9dc5, 0x01000193].map(seed => fnv1a(json, seed).toString(16).padStart(8, '0')).join('');
}

/** Returns the 32-bit FNV-1a hash of a text. */
export function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
