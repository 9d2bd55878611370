import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { ChildProgram } from '../../harness/ChildProgram.js';
import { mixed } from '../../harness/faults/Faults.js';
import { FaultHarness } from '../FaultHarness.js';

const full = process.env['RX_SWF_EXECUTIONS'];
const half = Number(full ?? 2000) / 2;

/** Starts a service that keeps its histories in a process of its own. Resolves to its URL. */
const serve = async () => (await ChildProgram.ofSource(new URL('./serve.ts', import.meta.url))).line();

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** Kilobytes that are in use. */
function heap(): number {
  gc();
  return Math.round(process.memoryUsage().heapUsed / 1024);
}

it.runIf(full)(
  'actors need no more memory after twice as many executions, even when calls fail in all ways',
  async () => {
    const harness = await FaultHarness.at(await serve(), mixed(0.3), Date.now() % 1e9);
    onTestFinished(() => harness.close());
    harness.begin();
    const used: number[] = [];
    for (const count of [half, 2 * half]) {
      await harness.albums.start(half);
      await harness.closed(count);
      used.push(heap());
    }
    await harness.check();
    const [first = 0, second = 0] = used;
    console.log(`${first} KB in use after ${half} executions, ${second} KB after ${2 * half}`);
    // What the harness itself remembers: the executions, and their effects.
    expect(second - first).toBeLessThan(1024 + 2 * half);
  },
  600_000,
);
