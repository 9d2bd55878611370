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
  filter,
  firstValueFrom,
  lastValueFrom,
  map,
  mergeMap,
  Observable,
  range,
  Subject,
  share,
} from 'rxjs';
import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { call } from '../service/direct.js';
import { openService } from './openService.js';

/**
 * Executions of a round, and decisions of each: few, so that a history stays at about its nominal length, but
 * hundreds together, because the garbage collection before a round discards compiled code.
 */
const sizesOf = (length: number) =>
  length > 1_000 ? { executions: 1, decisions: 200 } : { executions: 10, decisions: 40 };

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

/** An execution to prepare. */
interface Plan {
  readonly domain: Domain;
  readonly list: string;
  /** Number of its events. */
  readonly length: number;
  readonly next: Next;
}

/** Starts an execution of about this length, on a list of its own that is not polled. */
async function prepare({ domain, list, length, next }: Plan): Promise<WorkflowExecution> {
  const drainOn = new Subject<void>();
  const grower = workflowWorker(domain, list, [steps], { shadow: 0, drainOn, drain: { pollGrace: 0 } });
  const decided$ = new Subject<DecisionOutcome>();
  const ended = lastValueFrom(grower.pipe(share({ connector: () => decided$ })));
  const execution = await lastValueFrom(steps.start(domain, undefined, { taskList: list }));
  await firstValueFrom(decided$);
  const grown = firstValueFrom(
    decided$.pipe(filter(one => one.status === 'completed' && one.decisions.length < 99)),
  );
  await next(execution, Math.round(length * 0.94));
  await grown;
  // An execution that is decided while draining returns to its list.
  const received$ = grower.events$.pipe(filter(({ type }) => type === 'received'));
  const draining = firstValueFrom(received$).then(() => drainOn.next());
  await next(execution, 0);
  await draining;
  await ended;
  return execution;
}

/** A worker with an execution that it has in memory. */
interface Ready {
  /** Causes one decision, and resolves when it is completed. */
  decide(): Promise<void>;
  stop(): Promise<unknown>;
}

/** Prepares an execution and has a worker make its first decision, which does not count. */
async function begin(plan: Plan, makeWorker: MakeWorker): Promise<Ready> {
  const { domain, list, next } = plan;
  const execution = await prepare(plan);
  const decided$ = makeWorker(domain, list).pipe(share());
  const keeping = decided$.subscribe();
  const decide = async () => {
    const decided = firstValueFrom(decided$);
    await next(execution, 0);
    if (!(await decided)) throw new Error('A decision was not completed');
  };
  await decide();
  const stop = () => {
    keeping.unsubscribe();
    return lastValueFrom(execution.terminate());
  };
  return { decide, stop };
}

/** Measures decisions per second by history length, of a workflow and of hand-written equivalents. */
export async function benchDecisions(lengths: readonly number[], rounds: number): Promise<void> {
  const { swf, domain } = await openService();
  await lastValueFrom(steps.type(domain, 'decisions').save());
  const next = nextOf(swf);
  let lists = 0;
  for (const length of lengths) {
    const { executions, decisions } = sizesOf(length);
    const contenders = Object.entries(workers).map(([name, makeWorker]) => ({
      name,
      run: async () => {
        const ready: Ready[] = [];
        for (let n = 0; n < executions; n += 1) {
          lists += 1;
          ready.push(await begin({ domain, list: `list-${lists}`, length, next }, makeWorker));
        }
        const turn = await turnOf(async () => {
          for (const { decide } of ready) for (let n = 0; n < decisions; n += 1) await decide();
          return executions * decisions;
        });
        for (const { stop } of ready) await stop();
        return turn;
      },
    }));
    const title = `Decisions of workflows in process at a history of ${length} events, ${rounds} rounds of ${executions * decisions}`;
    printFigures(title, 'decisions', await compare(contenders, rounds));
  }
  await swf.close();
}
