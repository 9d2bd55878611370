import {
  Decider,
  type DecisionOutcome,
  type Domain,
  decide,
  recordMarker,
  type WorkflowExecution,
} from 'rx-swf';
import { workflow, workflowWorker } from 'rx-swf/workflows';
import {
  concatMap,
  filter,
  firstValueFrom,
  lastValueFrom,
  mergeMap,
  type Observable,
  range,
  Subject,
  share,
  take,
} from 'rxjs';
import { compare, type Turn, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { openService } from './openService.js';

/** Decisions per round: few, so that the history stays at about its nominal length. */
const decisions = 20;

/** Each signal causes one decision, which requests the signaled number of markers. */
const steps = workflow(
  { name: 'Steps', version: '1', taskStartToCloseTimeout: 'NONE' },
  (_: undefined, { signal, marker }) =>
    signal<number>('next').pipe(mergeMap(count => range(count).pipe(mergeMap(n => marker(`step ${n}`))))),
);

type MakeWorker = (domain: Domain, list: string) => Observable<DecisionOutcome>;

const handWritten: MakeWorker = (domain, list) =>
  new Decider(domain, list).pipe(
    decide(({ history: { signals } }) =>
      Array.from({ length: Number(signals.get('next')?.input ?? 0) }, (_, n) =>
        recordMarker({ markerName: `step ${n}` }),
      ),
    ),
  );

const workers: Readonly<Record<string, MakeWorker>> = {
  'hand-written': handWritten,
  sticky: (domain, list) => workflowWorker(domain, list, [steps], { shadow: 0 }),
  'full replay': (domain, list) => workflowWorker(domain, list, [steps], { shadow: 0, sticky: false }),
};

const next = (execution: WorkflowExecution, count: number) => lastValueFrom(execution.signal('next', count));

/** Starts an execution with about `events` events, on a list of its own that is not polled. */
async function prepare(domain: Domain, list: string, events: number): Promise<WorkflowExecution> {
  const drainOn = new Subject<void>();
  const grower = workflowWorker(domain, list, [steps], { shadow: 0, drainOn, drain: { pollGrace: 0 } });
  const decided$ = new Subject<DecisionOutcome>();
  const ended = lastValueFrom(grower.pipe(share({ connector: () => decided$ })));
  const execution = await lastValueFrom(steps.start(domain, undefined, { taskList: list }));
  await firstValueFrom(decided$);
  const grown = firstValueFrom(
    decided$.pipe(filter(one => one.status === 'completed' && one.decisions.length < 99)),
  );
  await next(execution, Math.round(events * 0.94));
  await grown;
  // An execution that is decided while draining returns to its list.
  const received$ = grower.events$.pipe(filter(({ type }) => type === 'received'));
  const draining = firstValueFrom(received$).then(() => drainOn.next());
  await next(execution, 0);
  await draining;
  await ended;
  return execution;
}

/** Times a round of decisions. The first decision of a worker does not count. */
async function turnBy(worker$: Observable<DecisionOutcome>, execution: WorkflowExecution): Promise<Turn> {
  const decided$ = worker$.pipe(
    concatMap(async one => {
      if (one.status !== 'completed') throw new Error(`A decision was ${one.status}`);
      await next(execution, 0);
    }),
    share(),
  );
  await next(execution, 0);
  const keeping = decided$.subscribe();
  await firstValueFrom(decided$);
  const turn = await turnOf(async () => {
    await lastValueFrom(decided$.pipe(take(decisions)));
    return decisions;
  });
  keeping.unsubscribe();
  return turn;
}

/** Measures decisions per second by history length, of a workflow and of its hand-written equivalent. */
export async function benchDecisions(lengths: readonly number[], rounds: number): Promise<void> {
  const { swf, domain } = await openService();
  await lastValueFrom(steps.type(domain, 'decisions').save());
  let lists = 0;
  for (const length of lengths) {
    const contenders = Object.entries(workers).map(([name, makeWorker]) => ({
      name,
      run: async () => {
        lists += 1;
        const list = `list-${lists}`;
        const execution = await prepare(domain, list, length);
        const turn = await turnBy(makeWorker(domain, list), execution);
        await lastValueFrom(execution.terminate());
        return turn;
      },
    }));
    const title = `Decisions of workflows in process at a history of ${length} events, ${rounds} rounds of ${decisions}`;
    printFigures(title, 'decisions', await compare(contenders, rounds));
  }
  await swf.close();
}
