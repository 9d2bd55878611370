import type { Decision } from '@aws-sdk/client-swf';
import { type DecisionOutcome, DoesNotExistError, Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { type WorkflowContext, workflow, workflowWorker } from 'rx-swf/workflows';
import {
  catchError,
  dematerialize,
  filter,
  firstValueFrom,
  lastValueFrom,
  map,
  type Observable,
  of,
  Subject,
  Subscription,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import type { Case, Form, World } from './Case.js';
import { coldSource, type Message, messagesOf, toNotification } from './marbles.js';
import { StillClock } from './StillClock.js';
import { type Line, transcript } from './transcript.js';

/** What becomes of a run's state between its decisions. */
export const ways = ['sticky', 'replayed'] as const;
export type Way = (typeof ways)[number];

/** Which case is to be played, and how. */
export interface Play {
  readonly id: string;
  readonly form: Form;
  readonly way: Way;
}

/** A case that was played as a workflow. */
export interface Show {
  readonly lines: readonly Line[];
  readonly decisions: number;
  /** How often the workflow's function was called. */
  readonly calls: number;
  /** How many timers of SWF were started. */
  readonly timers: number;
}

/** What is known of an execution that is under way. */
class Tally {
  readonly show: Promise<Show>;
  calls = 0;
  #decisions = 0;
  #timers = 0;
  #resolve: (show: Show) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor() {
    this.show = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.show.catch(() => {});
  }

  take(decided: DecisionOutcome): void {
    if (decided.status === 'completed') this.#count(decided.decisions);
    else this.#reject('error' in decided ? decided.error : decided);
  }

  #count(decisions: readonly Decision[]): void {
    const { calls } = this;
    this.#decisions += 1;
    for (const decision of decisions) {
      if (decision.decisionType === 'StartTimer') this.#timers += 1;
      if (decision.decisionType === 'FailWorkflowExecution') this.#reject(decision);
      const { result } = decision.completeWorkflowExecutionDecisionAttributes ?? {};
      if (result === undefined) continue;
      this.#resolve({ lines: JSON.parse(result), calls, decisions: this.#decisions, timers: this.#timers });
    }
  }
}

/**
 * An embedded SWF of exact time, with a worker that keeps its runs alive between their decisions, and one that
 * replays the whole history for each. Cases are played on it as workflows.
 */
export class Stage {
  readonly #clock = new StillClock();
  readonly #swf = new LocalSwf({ clock: this.#clock });
  readonly #domain = new Domain({ name: 'stage', client: this.#swf.client() });
  readonly #workers = new Subscription();
  readonly #tallies = new Map<string, Tally>();
  readonly #caseOf: (id: string) => Case;
  readonly #workflow = workflow(
    { name: 'Case', version: '1' },
    ({ id, form }: Omit<Play, 'way'>, context: WorkflowContext) => {
      this.#tally(context.info.workflowId).calls += 1;
      const played = this.#caseOf(id);
      return transcript(played, worldOf(context, form, played.hot));
    },
  );

  private constructor(caseOf: (id: string) => Case) {
    this.#caseOf = caseOf;
  }

  /** @param caseOf - the case that an execution plays, by what its input says */
  static async open(caseOf: (id: string) => Case): Promise<Stage> {
    const stage = new Stage(caseOf);
    await lastValueFrom(stage.#domain.save());
    for (const way of ways) await stage.#decide(way);
    return stage;
  }

  close(): Promise<void> {
    this.#workers.unsubscribe();
    return this.#swf.close();
  }

  /** Starts executions at one moment. What becomes of each is a Promise of its own. */
  async play<P extends Play>(plays: readonly P[]): Promise<ReadonlyMap<P, Promise<Show>>> {
    const shows = new Map<P, Promise<Show>>();
    await this.#clock.during(async () => {
      for (const play of plays) {
        const { show } = await this.#start(play);
        shows.set(play, show);
      }
    });
    return shows;
  }

  async #start({ id, form, way }: Play): Promise<Tally> {
    const workflowId = String(this.#tallies.size);
    const tally = this.#tally(workflowId);
    const started$ = this.#workflow.start(this.#domain, { id, form }, { taskList: way, workflowId });
    const execution = await lastValueFrom(started$);
    const start = this.#clock.now();
    for (const message of messagesOf(this.#caseOf(id).hot ?? '')) {
      const at = start + message.seconds * 1_000 + 500;
      this.#clock.at(at, () => lastValueFrom(execution.signal('hot', message).pipe(orGone())));
    }
    return tally;
  }

  /** A worker, once it polls. */
  async #decide(way: Way): Promise<void> {
    const worker = workflowWorker(this.#domain, way, [this.#workflow], {
      register: true,
      concurrency: 20,
      onError: 'fail',
      // What a shadow would find, the other way finds, and who counts calls wants none of its.
      shadow: 0,
      ...(way === 'replayed' ? { sticky: false } : {}),
    });
    const polls = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    const subscription = worker.subscribe(decided =>
      this.#tally(decided.task.workflowExecution.workflowId).take(decided),
    );
    this.#workers.add(subscription);
    await polls;
  }

  #tally(workflowId: string): Tally {
    const tally = this.#tallies.get(workflowId) ?? new Tally();
    this.#tallies.set(workflowId, tally);
    return tally;
  }
}

/** The world of a workflow. */
function worldOf(context: WorkflowContext, form: Form, hot: string | undefined): World {
  const { now } = context;
  const scheduler = form === 'passed' ? context.scheduler : undefined;
  return { scheduler, now, cold: coldSource(scheduler), hot$: hotSource(context, hot) };
}

/** Signals, from the start of the execution on, whether anybody listens or not. */
function hotSource({ signal, scheduler }: WorkflowContext, hot: string | undefined): Observable<string> {
  const hot$ = new Subject<Message>();
  if (hot !== undefined) {
    // Time goes on to the next timer only; an execution that waits for nothing else is given one.
    const end$ = timer((hot.length + 1) * 1_000, scheduler);
    signal<Message>('hot').pipe(takeUntil(end$)).subscribe(hot$);
  }
  return hot$.pipe(map(toNotification), dematerialize());
}

/** Whoever has ended needs no signals. */
const orGone = () =>
  catchError((error: unknown) =>
    error instanceof DoesNotExistError ? of(undefined) : throwError(() => error),
  );
