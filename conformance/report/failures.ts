import type { Report } from '../Result.js';

/** Lists what did not pass, with reasons. */
export function failures({ results }: Report): string {
  return results
    .filter(({ outcome }) => outcome !== 'pass')
    .map(({ chapter, title, outcome, reason }) => `- ${chapter}: ${title}: ${outcome}: ${reason}`)
    .join('\n');
}
