import { activity, workflow, workflowWorker } from 'rx-swf/workflows';
import { forkJoin, lastValueFrom, merge, mergeMap, range, share, take } from 'rxjs';
import { collectGarbage } from '../measure.js';
import { kilobytes, printTable } from '../report.js';
import { openService } from './openService.js';

const work = activity<{ file: string }, string>({ name: 'Work', version: '1' });

/** Three activities in progress and a signal listener. */
const waiting = workflow(
  { name: 'Waiting', version: '1', taskStartToCloseTimeout: 'NONE' },
  (_: undefined, { run, signal }) =>
    merge(forkJoin(['a', 'b', 'c'].map(file => run(work, { file }))), signal('next')),
);

/** Measures the heap of an execution that stays with its worker. */
export async function benchSticky(executions: number): Promise<void> {
  const { swf, domain } = await openService();
  await lastValueFrom(work.type(domain, 'activities').save());
  await lastValueFrom(waiting.type(domain, 'decisions').save());
  await lastValueFrom(range(executions).pipe(mergeMap(() => waiting.start(domain, undefined), 50)));
  const worker = workflowWorker(domain, 'decisions', [waiting], { shadow: 0, sticky: { executions } });
  const decided$ = worker.pipe(share());
  const deciding = decided$.subscribe();
  await lastValueFrom(decided$.pipe(take(executions)));
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  deciding.unsubscribe();
  const bytes = (before - heap()) / executions;
  await swf.close();
  printTable(
    `Heap of a sticky execution with 3 activities in progress and a listener (${executions} executions)`,
    ['', 'heap'],
    [['an execution', kilobytes(bytes)]],
  );
}
