/** What to write in place of an unknown name: the one that was probably meant, else all that there are. */
export function suggest(name: string, known: readonly string[]): string {
  const [nearest] = known
    .map(candidate => ({ candidate, distance: distance(plain(name), plain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(name.length, candidate.length) / 3)
    .sort((a, b) => a.distance - b.distance);
  if (nearest !== undefined) return `Did you mean ${JSON.stringify(nearest.candidate)}?`;
  return known.length === 0 ? 'It takes none.' : `Expected one of: ${known.join(', ')}.`;
}

/** `retention_period` and `RetentionPeriod` are `retentionPeriod`, spelled by another convention. */
const plain = (name: string) => name.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** How many characters must be inserted, removed or replaced to make one text of another (Levenshtein). */
function distance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, character] of [...from].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const [above = 0, diagonal = 0, left = 0] = [previous[j + 1], previous[j], row[j]];
      row.push(Math.min(above + 1, left + 1, diagonal + (character === other ? 0 : 1)));
    }
    previous = row;
  }
  return previous.at(-1) ?? 0;
}
