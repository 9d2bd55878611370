import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';
import { Bench } from '../Bench.js';
import { mixed } from '../Faults.js';

const full = process.env['RX_SWF_EXECUTIONS'];
const half = Number(full ?? 2000) / 2;

/** Where a service listens that keeps its histories in a process of its own. */
async function serve(): Promise<string> {
  const script = fileURLToPath(new URL('./serve.ts', import.meta.url));
  const service = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    service.kill();
    await once(service, 'close');
  });
  const [url] = await once(createInterface(service.stdout), 'line');
  return url;
}

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
    const bench = await Bench.at(await serve(), mixed(0.3), Date.now() % 1e9);
    onTestFinished(() => bench.close());
    bench.begin();
    const used: number[] = [];
    for (const count of [half, 2 * half]) {
      await bench.albums.start(half);
      await bench.closed(count);
      used.push(heap());
    }
    await bench.check();
    const [first = 0, second = 0] = used;
    console.log(`${first} KB in use after ${half} executions, ${second} KB after ${2 * half}`);
    // What the bench itself remembers: the executions, and their effects.
    expect(second - first).toBeLessThan(1024 + 2 * half);
  },
  600_000,
);
