import type { Domain } from 'rx-swf';
import { type WorkflowWorkerOptions, workflow, workflowWorker } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, mergeMap, range, share } from 'rxjs';
import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { call } from '../service/direct.js';
import { openService } from './openService.js';

/** Executions of a round, and decisions of each that are measured. */
const executions = 5;
const decisions = 40;

/** Each signal causes one decision, with five markers. */
const codeOf = (name: string) =>
  workflow({ name: 'Steps', version: '1', taskStartToCloseTimeout: 'NONE' }, (_: undefined, context) =>
    context.signal('next').pipe(mergeMap(() => range(5).pipe(mergeMap(n => context.marker(`${name} ${n}`))))),
  );

const current = codeOf('step');
const same = codeOf('step');

const contenders: Readonly<Record<string, WorkflowWorkerOptions>> = {
  'without a candidate': {},
  'a candidate': { candidate: { workflows: [same], budget: 1 } },
  'a candidate, budget 0.1': { candidate: [same] },
  'a candidate, share 0.2': { candidate: { workflows: [same], budget: 1, share: 0.2 } },
  'one that differs': { candidate: { workflows: [codeOf('other')], budget: 1 } },
};

/** Work of a contender in all of its rounds. */
interface Totals {
  decisions: number;
  compared: number;
}

/** Lets the timers of the process fire: the service answers without leaving the event loop. */
const pause = () => new Promise(resolve => setTimeout(resolve, 3));

/** Lets executions be decided one after the other. Returns the number of decisions. */
async function play(
  domain: Domain,
  list: string,
  {
    next,
    totals,
    ...options
  }: WorkflowWorkerOptions & { next: (id: string) => Promise<unknown>; totals: Totals },
): Promise<number> {
  const worker = workflowWorker(domain, list, [current], { shadow: 0, ...options });
  const watching = worker.events$.subscribe(({ type }) => {
    totals.compared += Number(type === 'candidateAgreed' || type === 'candidateDiverged');
  });
  const decided$ = worker.pipe(
    filter(({ status }) => status === 'completed'),
    share(),
  );
  watching.add(decided$.subscribe());
  for (let execution = 0; execution < executions; execution += 1) {
    const workflowId = `${list}-${execution}`;
    const started = firstValueFrom(decided$);
    await lastValueFrom(current.start(domain, undefined, { taskList: list, workflowId }));
    await started;
    for (let n = 1; n < decisions; n += 1) {
      const decided = firstValueFrom(decided$);
      await next(workflowId);
      await decided;
      await pause();
    }
  }
  watching.unsubscribe();
  totals.decisions += executions * decisions;
  return executions * decisions;
}

/** Measures the CPU time that a candidate adds to a decision, with the service included. */
export async function benchCandidate(rounds: number): Promise<void> {
  const { swf, domain } = await openService();
  await lastValueFrom(current.type(domain, 'decisions').save());
  const next = (workflowId: string) =>
    call(swf.requestHandler, 'SignalWorkflowExecution', {
      domain: domain.name,
      workflowId,
      signalName: 'next',
    });
  let lists = 0;
  const played = Object.entries(contenders).map(([name, options]) => {
    const totals: Totals = { decisions: 0, compared: 0 };
    const run = () =>
      turnOf(() => {
        lists += 1;
        return play(domain, `candidates-${lists}`, { ...options, next, totals });
      });
    return { name, totals, run };
  });
  const title = `Decisions with a candidate, in process, ${rounds} rounds of ${executions * decisions}, with pauses`;
  printFigures(title, 'decisions', await compare(played, rounds));
  for (const { name, totals } of played)
    console.log(`${name}: ${totals.compared} of ${totals.decisions} decisions compared`);
  await swf.close();
}
