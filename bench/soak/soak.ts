import { contentKey, Domain, offload, type PayloadStore } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activityWorker, type DurableExecution, register, workflowWorker } from 'rx-swf/workflows';
import {
  concatMap,
  from,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  type Observable,
  Subject,
  tap,
  timer,
  toArray,
} from 'rxjs';
import { type Disturbed, disturb } from './disturb.js';
import { type Played, playFeed, playLedgers, playLoops } from './players.js';
import { feed, ledgers, loop, work } from './workflows.js';

/** Outcomes of tasks according to the histories. */
interface Tasks {
  readonly started: number;
  readonly answered: number;
  readonly timedOut: number;
}

/** Results of a soak. */
export interface Report {
  readonly tasks: Tasks;
  readonly signals: Played;
  readonly cancels: Played;
  /** Number of runs of the executions that were signaled. */
  readonly runs: number;
  readonly disturbed: Disturbed;
}

const decisionList = 'decisions';

/** Runs workers and workflows for some time on the machine's clock while their calls are disturbed. */
export async function soak(milliseconds: number): Promise<Report> {
  const swf = new LocalSwf({ longPoll: 5_000 });
  const calm = await lastValueFrom(new Domain({ name: 'soak', client: swf.client() }).save());
  await lastValueFrom(register(calm, decisionList, [work, feed, loop, ...ledgers]));
  const client = swf.client({ maxAttempts: 1 });
  const disturbed = disturb(client, operation => ({
    throttled: 0.03,
    reset: 0.02,
    // Signals and starts are never left unanswered: a lost acknowledgement would not count as one.
    unanswered: operation.startsWith('Respond') ? 0.02 : operation.startsWith('Poll') ? 0.005 : 0,
  }));
  // On a busy machine, unhandled signals may outgrow the input of the next run.
  const domain = new Domain({ name: 'soak', client, dataConverter: offload(memoryStore()) });
  const stop$ = new Subject<void>();
  const working = lastValueFrom(workers(domain, stop$), { defaultValue: undefined });
  const end = Date.now() + milliseconds;
  const playing = Promise.all([
    playLedgers(domain, end),
    playLoops(domain, end),
    ...[1, 2, 3].map(() => playFeed(domain, end)),
  ]);
  // If the workers end early, so does the soak.
  const ended = working.then(() => Promise.reject(new Error('The workers have ended')));
  const [signals, cancels, ...feeds] = await Promise.race([playing, ended]);
  ended.catch(() => {});
  stop$.next();
  await working;
  const tasks = await tasksOf(calm, feeds);
  const runs = await lastValueFrom(
    from(signals.executions).pipe(
      mergeMap(one => runsOf(calm, one)),
      toArray(),
    ),
  );
  await swf.close();
  return { tasks, signals, cancels, runs: runs.length, disturbed };
}

function memoryStore(): PayloadStore {
  const payloads = new Map<string, string>();
  return {
    async put(payload) {
      const key = await contentKey(payload);
      payloads.set(key, payload);
      return key;
    },
    get: async key => payloads.get(key),
  };
}

/** Runs two workers of each kind until they are stopped. A failed decision is an error here. */
function workers(domain: Domain, stop$: Observable<void>): Observable<unknown> {
  const options = { drainOn: stop$, backoff: { initial: 50, max: 2_000 } };
  const activities = [
    work.with(n =>
      timer(Math.random() * 300).pipe(
        map(() => {
          if (Math.random() < 0.05) throw new Error('as it happens');
          return n;
        }),
      ),
    ),
  ];
  const workflows = [feed, loop, ...ledgers];
  return merge(
    activityWorker(domain, 'work', activities, { ...options, rateLimit: 30 }),
    activityWorker(domain, 'work', activities, { ...options, rateLimit: 20, concurrency: 8 }),
    merge(
      workflowWorker(domain, decisionList, workflows, { ...options, shadow: 0.05 }),
      workflowWorker(domain, decisionList, workflows, { ...options, shadow: 0.05, sticky: false }),
    ).pipe(
      tap(decided => {
        if (decided.status === 'failed') throw decided.error;
      }),
    ),
  );
}

/** Returns the runs of an execution, all of which have closed. */
const runsOf = (domain: Domain, { workflowId, runId }: DurableExecution<unknown>) =>
  feed.execution(domain, { workflowId, runId }).runs({ interval: 10 });

async function tasksOf(domain: Domain, feeds: readonly DurableExecution<unknown>[]): Promise<Tasks> {
  const histories = await lastValueFrom(
    from(feeds).pipe(
      concatMap(one => runsOf(domain, one)),
      concatMap(run => run.history()),
      toArray(),
    ),
  );
  const events = histories.flatMap(history => [...history]);
  const count = (...names: string[]) => events.filter(({ name }) => names.includes(name)).length;
  return {
    started: count('ActivityTaskStarted'),
    answered: count('ActivityTaskCompleted', 'ActivityTaskFailed', 'ActivityTaskCanceled'),
    timedOut: count('ActivityTaskTimedOut'),
  };
}
