import {
  ActivityWorker,
  completeWorkflowExecution,
  Decider,
  type DecisionOutcome,
  type Domain,
  decide,
  perform,
  scheduleActivityTask,
} from 'rx-swf';
import { activity, workflow, workflowWorker } from 'rx-swf/workflows';
import { count, lastValueFrom, mergeMap, type Observable, range, tap } from 'rxjs';
import { collectGarbage } from '../measure.js';
import { megabytes, printTable } from '../report.js';
import { openService } from './openService.js';

/** Maximum number of open activities of an execution on SWF. */
const mostOpen = 1_000;

const work = activity<number, number>({ name: 'Work', version: '1', startToCloseTimeout: 'NONE' });

const fanOut = workflow(
  { name: 'FanOut', version: '1', taskStartToCloseTimeout: 'NONE' },
  (activities: number, { run }) =>
    range(activities).pipe(
      mergeMap(n => run(work, n)),
      count(),
    ),
);

/** Keeps as many activities open as allowed, by reading the state of the whole history at each decision. */
const handWritten = (domain: Domain) =>
  new Decider(domain, 'decisions').pipe(
    decide(({ history: { activities, execution } }) => {
      const total = Number(execution.input);
      if (activities.completed.length === total) return [completeWorkflowExecution({ result: total })];
      const more = Math.min(total - activities.length, mostOpen - activities.open.length);
      return Array.from({ length: more }, (_, n) =>
        scheduleActivityTask({
          activityType: { name: work.name, version: work.version },
          activityId: `${activities.length + n}`,
          input: activities.length + n,
        }),
      );
    }),
  );

const workers: Readonly<Record<string, (domain: Domain) => Observable<DecisionOutcome>>> = {
  'hand-written': handWritten,
  sticky: domain => workflowWorker(domain, 'decisions', [fanOut], { shadow: 0 }),
  'full replay': domain => workflowWorker(domain, 'decisions', [fanOut], { shadow: 0, sticky: false }),
};

/** Measures a fan-out, including the service, which is in this process too. */
async function measure(makeWorker: (domain: Domain) => Observable<DecisionOutcome>, activities: number) {
  const { swf, domain } = await openService();
  await lastValueFrom(fanOut.type(domain, 'decisions').save());
  await lastValueFrom(work.type(domain, 'activities').save());
  collectGarbage();
  const heap = () => process.memoryUsage().heapUsed;
  const before = heap();
  let [decisions, most] = [0, 0];
  const working = new ActivityWorker<number>(domain, 'activities', { concurrency: 50 })
    .pipe(perform(({ input }) => input))
    .subscribe();
  const begun = performance.now();
  const execution = await lastValueFrom(fanOut.start(domain, activities));
  const deciding = makeWorker(domain)
    .pipe(
      tap(() => {
        decisions += 1;
        most = Math.max(most, heap() - before);
      }),
    )
    .subscribe();
  const result = await lastValueFrom(execution.result({ interval: 100 }));
  const seconds = (performance.now() - begun) / 1_000;
  if (result !== activities) throw new Error(`${result} activities were done`);
  const { length } = await lastValueFrom(execution.history());
  working.unsubscribe();
  deciding.unsubscribe();
  await swf.close();
  return [`${seconds.toFixed(1)} s`, String(length), String(decisions), megabytes(most)];
}

/** Measures one execution with many activities, at most 1,000 of them open. */
export async function benchFanOut(activities: number): Promise<void> {
  const rows: string[][] = [];
  for (const [name, makeWorker] of Object.entries(workers))
    rows.push([name, ...(await measure(makeWorker, activities))]);
  printTable(
    `A fan-out of ${activities} activities, at most ${mostOpen} open; heap usage includes the service`,
    ['', 'time', 'events', 'decisions', 'heap'],
    rows,
  );
}
