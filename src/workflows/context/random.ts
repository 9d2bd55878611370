import { fnv1a } from '../../streams/actors/decide/digest.js';

/** Returns a 32-bit hash of a text. */
export const hash = (text: string, seed = 0x811c9dc5): number => fnv1a(text, seed);

/** Returns a generator of numbers in [0, 1), seeded with a text (SFC32). */
export function randomOf(seed: string): () => number {
  let [a, b, c, counter] = [hash(seed), hash(seed, 1), hash(seed, 2), 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  // The first numbers of similar seeds are similar, so they are discarded.
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

/** Returns a UUID (version 4) made from such numbers. */
export function uuidOf(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, place => {
    const digit = Math.floor(random() * 16);
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}
