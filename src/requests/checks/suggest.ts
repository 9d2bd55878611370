/**
 * Suggests a replacement for an unknown name: the one that was probably meant, or else all known names.
 *
 * @param otherwise - what to say in place of the list, if it is long
 */
export function suggest(name: string, known: readonly string[], otherwise?: string): string {
  const [nearest] = known
    .map(candidate => ({ candidate, distance: distance(plain(name), plain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(name.length, candidate.length) / 3)
    .sort((a, b) => a.distance - b.distance);
  if (nearest !== undefined) return `Did you mean ${JSON.stringify(nearest.candidate)}?`;
  if (otherwise !== undefined) return otherwise;
  return known.length === 0 ? 'None are accepted.' : `Expected one of: ${known.join(', ')}.`;
}

/** Normalizes a name, so that `retention_period`, `RetentionPeriod` and `retentionPeriod` are equal. */
const plain = (name: string) => name.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** Returns the edit distance of two strings, with swaps of adjacent characters counted as one edit. */
function distance(from: string, to: string): number {
  const [a, b] = [[...from], [...to]];
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (const [i, character] of a.entries()) {
    const [before, last, row] = [rows[i - 1] ?? [], rows[i] ?? [], [i + 1]];
    for (const [j, other] of b.entries()) {
      const replaced = at(last, j) + (character === other ? 0 : 1);
      const isSwapped = character === b[j - 1] && other === a[i - 1];
      const swapped = isSwapped ? at(before, j - 1) + 1 : replaced;
      row.push(Math.min(at(last, j + 1) + 1, at(row, j) + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows.at(-1)?.at(-1) ?? 0;
}

const at = (row: readonly number[], index: number) => row[index] ?? 0;
