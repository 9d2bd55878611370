/** Suggests the known name that is closest to an unknown one, or lists all known names if none is close. */
export function suggest(name: string, known: readonly string[]): string {
  const plain = toPlain(name);
  const [nearest] = known
    .map(candidate => ({ candidate, distance: distanceOf(plain, toPlain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(plain.length, candidate.length) / 3)
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined
    ? `Expected one of: ${known.join(', ')}.`
    : `Did you mean ${JSON.stringify(nearest.candidate)}?`;
}

/**
 * Makes `long_poll` and `LongPoll` equal to `longPoll`. The limit of 50 exceeds the length of any known name.
 */
const toPlain = (name: string) =>
  name
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()
    .slice(0, 50);

/** Returns the edit distance of two strings: insertions, deletions, replacements and swaps of neighbors. */
function distanceOf(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (const [i, character] of [...from].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (last[j] ?? 0) + (character === other ? 0 : 1);
      const isSwapped = character === to[j - 1] && other === from[i - 1];
      const swapped = isSwapped ? (before[j - 1] ?? 0) + 1 : replaced;
      row.push(Math.min((last[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1, replaced, swapped));
    }
    [before, last] = [last, row];
  }
  return last.at(-1) ?? 0;
}
