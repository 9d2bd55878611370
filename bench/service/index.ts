import type { Transport } from '../transports.js';
import { benchClosed } from './closed.js';
import { benchDispatch } from './dispatch.js';
import { benchHistories } from './histories.js';
import { benchLives } from './lives.js';
import { benchMemory } from './memory.js';

const transports: readonly Transport[] = ['in process', 'over HTTP'];

/** Benchmarks of the embedded service, by name. */
export const serviceParts: Readonly<Record<string, (quick: boolean) => Promise<void>>> = {
  async lives(quick) {
    const [count, rounds] = quick ? [200, 5] : [500, 11];
    for (const transport of transports) await benchLives(transport, count, [1, 10, 50], rounds);
  },
  dispatch: quick => benchDispatch(quick ? 50 : 200),
  memory: quick => benchMemory(quick ? [1000] : [10_000, 100_000]),
  histories: quick =>
    quick ? benchHistories([100, 1000], 3) : benchHistories([100, 1000, 10_000, 25_000], 9),
  closed: quick => (quick ? benchClosed([10, 1000, 10_000], 3) : benchClosed([10, 10_000, 1_000_000], 7)),
};
