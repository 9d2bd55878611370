import type { SWFClient } from '@aws-sdk/client-swf';
import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { type Open, type Transport, transports } from '../transports.js';
import { floors } from './floor.js';
import { live, register } from './life.js';

/** Parts of a service that a benchmark of lives needs. */
type Measured = Pick<Open, 'client' | 'cpu'>;

let lives = 0;

/** Runs `count` executions, `concurrency` at a time, each on a task list that no other uses meanwhile. */
export async function liveAll(client: SWFClient, count: number, concurrency: number): Promise<number> {
  let left = count;
  const loop = async (list: string) => {
    while (left > 0) {
      left -= 1;
      lives += 1;
      await live(client, `album-${lives}`, list);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, i) => loop(`list-${i}`)));
  return count;
}

/**
 * Measures complete executions per second, and the CPU time of each in both processes, compared with the same
 * calls to a server that does nothing.
 */
export async function benchLives(
  transport: Transport,
  count: number,
  concurrencies: readonly number[],
  rounds: number,
): Promise<void> {
  const floor = await floors[transport]();
  const service = await transports[transport]();
  await register(service.client);
  for (const concurrency of concurrencies) {
    const contender = (name: string, { client, cpu }: Measured) => ({
      name,
      run: () => turnOf(() => liveAll(client, count, concurrency), cpu),
    });
    printFigures(
      `Whole lives ${transport}, ${concurrency} at a time, ${rounds} rounds of ${count}`,
      'lives',
      await compare([contender('floor', floor), contender('LocalSwf', service)], rounds),
    );
  }
  await floor.close();
  await service.close();
}
