import { ActivityWorker, perform } from 'rx-swf';
import { filter, lastValueFrom, map, take, timer, toArray } from 'rxjs';
import { collectGarbage } from './measure.js';
import { registerMedia, scheduleTasks } from './media.js';
import { megabytes, printTable } from './report.js';
import { transports } from './transports.js';

/** Duration of a task, in milliseconds. */
const work = 1;
const concurrency = 50;
const samples = 10;

/** Returns the bytes of heap in use after a garbage collection. */
function liveHeap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/**
 * Measures the heap of a worker that handles many short tasks. The service and its state are in another
 * process.
 */
export async function benchSteady(tasks: number): Promise<void> {
  const { client, close } = await transports['over HTTP']();
  const media = await registerMedia(client);
  await scheduleTasks(media, 'thumbnails', tasks);
  const before = liveHeap();
  const worker = new ActivityWorker(media.domain, 'thumbnails', { concurrency, pollers: concurrency });
  const heaps = await lastValueFrom(
    worker.pipe(
      perform(() => timer(work)),
      take(tasks),
      filter((_, i) => (i + 1) % (tasks / samples) === 0),
      map(liveHeap),
      toArray(),
    ),
  );
  await close();
  printTable(
    `Live heap in a run of ${tasks} tasks of ${work} ms, ${concurrency} at a time over HTTP`,
    ['tasks', 'above what was before'],
    heaps.map((heap, i) => [String(((i + 1) * tasks) / samples), megabytes(heap - before)]),
  );
}
