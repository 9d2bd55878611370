import type { CandidateDifference } from '../../streams/index.js';
import { LruCache } from '../../values/index.js';

/** The number of distinct differences that are remembered. */
const most = 1_000;

/** Quoted ids with digits, and lengths of timers. */
const idsAndDelays = /'[^']*\d[^']*'|\([\d.]+ s\)/g;

/** Counts differences. Two that differ only in ids and numbers are the same. */
export class DifferenceLog {
  readonly #seen = new LruCache<number>(() => 1, { weight: most });

  /** Returns how often the difference was seen, including this time. */
  count(type: string, path: string, { kind, recorded, issued, message }: CandidateDifference): number {
    const what =
      recorded === undefined && issued === undefined ? [message.replaceAll(/\d+/g, '#')] : [recorded, issued];
    const key = [type, path, kind, ...what.map(text => text?.replaceAll(idsAndDelays, '#'))].join('\n');
    const seen = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, seen);
    return seen;
  }
}
