import type { DecisionOutcome, Domain } from 'rx-swf';
import {
  activity,
  activityWorker,
  type WorkflowWorkerOptions,
  workflow,
  workflowWorker,
} from 'rx-swf/workflows';
import { concatMap, count, filter, firstValueFrom, lastValueFrom, range, type Subscription } from 'rxjs';
import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { openService } from './openService.js';

const executions = 20;
const steps = 10;

const work = activity<number, number>({ name: 'Work', version: '1' });

const codeOf = (add: number) =>
  workflow({ name: 'Steps', version: '1' }, (_: undefined, { run }) =>
    range(1, steps).pipe(
      concatMap(n => run(work, n + (n === steps ? add : 0))),
      count(),
    ),
  );

const current = codeOf(0);

const contenders: Readonly<Record<string, WorkflowWorkerOptions>> = {
  'without a candidate': {},
  'a candidate, budget 0.1': { candidate: [codeOf(0)] },
  'a candidate, budget 1': { candidate: { workflows: [codeOf(0)], budget: 1 } },
  'one that differs, budget 1': { candidate: { workflows: [codeOf(1)], budget: 1 } },
  'a tenth of the executions, budget 1': { candidate: { workflows: [codeOf(0)], budget: 1, share: 0.1 } },
};

/** Runs executions to their end by a worker. Returns the number of decisions. */
async function play(domain: Domain, list: string, options: WorkflowWorkerOptions): Promise<number> {
  let decisions = 0;
  let ended = 0;
  const worker = workflowWorker(domain, list, [current], { shadow: 0, ...options });
  const done = firstValueFrom(
    worker.pipe(
      filter((outcome: DecisionOutcome) => {
        decisions += 1;
        if (outcome.status !== 'completed') throw new Error(`A decision was ${outcome.status}`);
        ended += Number(
          outcome.decisions.some(({ decisionType }) => decisionType === 'CompleteWorkflowExecution'),
        );
        return ended === executions;
      }),
    ),
  );
  for (let n = 0; n < executions; n += 1)
    await lastValueFrom(current.start(domain, undefined, { taskList: list, workflowId: `${list}-${n}` }));
  await done;
  return decisions;
}

/** Measures what a candidate costs a worker, with the service and the activities in the figures. */
export async function benchCandidate(rounds: number): Promise<void> {
  const { swf, domain } = await openService();
  await lastValueFrom(current.type(domain, 'decisions').save());
  const worker$ = activityWorker(domain, 'activities', [work.with(n => n)], {
    register: true,
    concurrency: 10,
  });
  const working: Subscription = worker$.subscribe();
  let lists = 0;
  const all = Object.entries(contenders).map(([name, options]) => ({
    name,
    run: () =>
      turnOf(() => {
        lists += 1;
        return play(domain, `candidates-${lists}`, options);
      }),
  }));
  const title = `Decisions with a candidate, in process, ${rounds} rounds of ${executions} executions`;
  printFigures(title, 'decisions', await compare(all, rounds));
  working.unsubscribe();
  await swf.close();
}
