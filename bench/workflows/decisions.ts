import {
  type Decision,
  PollForDecisionTaskCommand,
  RespondDecisionTaskCompletedCommand,
} from '@aws-sdk/client-swf';
import {
  Decider,
  type DecisionOutcome,
  type Domain,
  decide,
  recordMarker,
  type WorkflowExecution,
} from 'rx-swf';
import type { LocalSwf } from 'rx-swf/local';
import { workflow, workflowWorker } from 'rx-swf/workflows';
import {
  concatMap,
  filter,
  firstValueFrom,
  lastValueFrom,
  map,
  mergeMap,
  Observable,
  range,
  Subject,
  share,
  take,
} from 'rxjs';
import { compare, type Turn, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { call } from '../service/direct.js';
import { openService } from './openService.js';

/** Decisions per round: few, so that the history stays at about its nominal length. */
const decisions = 40;

/** Each signal causes one decision, which requests the signaled number of markers. */
const steps = workflow(
  { name: 'Steps', version: '1', taskStartToCloseTimeout: 'NONE' },
  (_: undefined, { signal, marker }) =>
    signal<number>('next').pipe(mergeMap(count => range(count).pipe(mergeMap(n => marker(`step ${n}`))))),
);

/** Creates a worker that emits whether each of its decisions was completed. */
type MakeWorker = (domain: Domain, list: string) => Observable<boolean>;

const isCompleted = map(({ status }: DecisionOutcome) => status === 'completed');

const markers = (count: number): Decision[] =>
  Array.from({ length: count }, (_, n) => recordMarker({ markerName: `step ${n}` }));

/** A loop that fetches only the new events. */
const loop: MakeWorker = ({ client, name: domain }, list) =>
  new Observable(subscriber => {
    const leaving = new AbortController();
    const decideAll = async () => {
      while (!subscriber.closed) {
        const { taskToken, events = [] } = await client.send(
          new PollForDecisionTaskCommand({
            domain,
            taskList: { name: list },
            startAtPreviousStartedEvent: true,
          }),
          { abortSignal: leaving.signal },
        );
        const signaled = events.findLast(({ eventType }) => eventType === 'WorkflowExecutionSignaled');
        const count = Number(signaled?.workflowExecutionSignaledEventAttributes?.input ?? 0);
        await client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions: markers(count) }));
        subscriber.next(true);
      }
    };
    decideAll().catch(error => subscriber.error(error));
    return () => leaving.abort();
  });

const workers: Readonly<Record<string, MakeWorker>> = {
  'loop on the SDK': loop,
  Decider: (domain, list) =>
    new Decider(domain, list).pipe(
      decide(({ history: { signals } }) => markers(Number(signals.get('next')?.input ?? 0))),
      isCompleted,
    ),
  sticky: (domain, list) => workflowWorker(domain, list, [steps], { shadow: 0 }).pipe(isCompleted),
  'full replay': (domain, list) =>
    workflowWorker(domain, list, [steps], { shadow: 0, sticky: false }).pipe(isCompleted),
};

/** Sends a signal directly to the transport, so that only the decisions are made by a client. */
type Next = (execution: WorkflowExecution, count: number) => Promise<unknown>;

const nextOf =
  ({ requestHandler }: LocalSwf): Next =>
  ({ domain, workflowId }, count) =>
    call(requestHandler, 'SignalWorkflowExecution', {
      domain: domain.name,
      workflowId,
      signalName: 'next',
      input: String(count),
    });

/** Starts an execution with about `events` events, on a list of its own that is not polled. */
async function prepare(domain: Domain, list: string, events: number, next: Next): Promise<WorkflowExecution> {
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
async function turnBy(worker$: Observable<boolean>, execution: WorkflowExecution, next: Next): Promise<Turn> {
  const decided$ = worker$.pipe(
    concatMap(async isCompleted => {
      if (!isCompleted) throw new Error('A decision was not completed');
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

/** Measures decisions per second by history length, of a workflow and of hand-written equivalents. */
export async function benchDecisions(lengths: readonly number[], rounds: number): Promise<void> {
  const { swf, domain } = await openService();
  await lastValueFrom(steps.type(domain, 'decisions').save());
  const next = nextOf(swf);
  let lists = 0;
  for (const length of lengths) {
    const contenders = Object.entries(workers).map(([name, makeWorker]) => ({
      name,
      run: async () => {
        lists += 1;
        const list = `list-${lists}`;
        const execution = await prepare(domain, list, length, next);
        const turn = await turnBy(makeWorker(domain, list), execution, next);
        await lastValueFrom(execution.terminate());
        return turn;
      },
    }));
    const title = `Decisions of workflows in process at a history of ${length} events, ${rounds} rounds of ${decisions}`;
    printFigures(title, 'decisions', await compare(contenders, rounds));
  }
  await swf.close();
}
