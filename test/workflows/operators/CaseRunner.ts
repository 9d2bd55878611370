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
import type { Case, CaseContext, Form } from './Case.js';
import { coldSource, type Message, messagesOf, toNotification } from './marbles.js';
import { StillClock } from './StillClock.js';
import { type Line, transcript } from './transcript.js';

/** Mode of a worker: it keeps its runs between decisions, or replays the history for each. */
export const modes = ['sticky', 'replayed'] as const;
export type Mode = (typeof modes)[number];

/** A case, and how to run it. */
export interface CaseRun {
  readonly id: string;
  readonly form: Form;
  readonly mode: Mode;
}

/** Result of a case that ran as a workflow. */
export interface CaseResult {
  readonly lines: readonly Line[];
  readonly decisions: number;
  /** Number of calls of the workflow's function. */
  readonly calls: number;
  /** Number of SWF timers that were started. */
  readonly timers: number;
}

/** Progress of an execution. */
class Progress {
  readonly result: Promise<CaseResult>;
  calls = 0;
  #decisions = 0;
  #timers = 0;
  #resolve: (result: CaseResult) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor() {
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.result.catch(() => {});
  }

  take(outcome: DecisionOutcome): void {
    if (outcome.status === 'completed') this.#count(outcome.decisions);
    else this.#reject('error' in outcome ? outcome.error : outcome);
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
 * Runs cases as workflows on an embedded service with exact time. One worker keeps its runs between decisions, the
 * other replays the whole history for each.
 */
export class CaseRunner {
  readonly #clock = new StillClock();
  readonly #swf = new LocalSwf({ clock: this.#clock });
  readonly #domain = new Domain({ name: 'media', client: this.#swf.client() });
  readonly #workers = new Subscription();
  readonly #progress = new Map<string, Progress>();
  readonly #caseOf: (id: string) => Case;
  readonly #workflow = workflow(
    { name: 'Case', version: '1' },
    ({ id, form }: Omit<CaseRun, 'mode'>, context: WorkflowContext) => {
      this.#progressOf(context.info.workflowId).calls += 1;
      const played = this.#caseOf(id);
      return transcript(played, contextFor(context, form, played.hot));
    },
  );

  private constructor(caseOf: (id: string) => Case) {
    this.#caseOf = caseOf;
  }

  /** @param caseOf - returns the case with an id */
  static async open(caseOf: (id: string) => Case): Promise<CaseRunner> {
    const runner = new CaseRunner(caseOf);
    await lastValueFrom(runner.#domain.save());
    for (const mode of modes) await runner.#decide(mode);
    return runner;
  }

  close(): Promise<void> {
    this.#workers.unsubscribe();
    return this.#swf.close();
  }

  /** Starts executions at the same time. Each has a Promise of its result. */
  async start<P extends CaseRun>(runs: readonly P[]): Promise<ReadonlyMap<P, Promise<CaseResult>>> {
    const results = new Map<P, Promise<CaseResult>>();
    await this.#clock.during(async () => {
      for (const run of runs) {
        const { result } = await this.#startOne(run);
        results.set(run, result);
      }
    });
    return results;
  }

  async #startOne({ id, form, mode }: CaseRun): Promise<Progress> {
    const workflowId = String(this.#progress.size);
    const progress = this.#progressOf(workflowId);
    const started$ = this.#workflow.start(this.#domain, { id, form }, { taskList: mode, workflowId });
    const execution = await lastValueFrom(started$);
    const start = this.#clock.now();
    for (const message of messagesOf(this.#caseOf(id).hot ?? '')) {
      const at = start + message.seconds * 1_000 + 500;
      this.#clock.at(at, () => lastValueFrom(execution.signal('hot', message).pipe(orGone())));
    }
    return progress;
  }

  /** Starts a worker. Resolves once it polls. */
  async #decide(mode: Mode): Promise<void> {
    const worker = workflowWorker(this.#domain, mode, [this.#workflow], {
      register: true,
      concurrency: 20,
      onError: 'fail',
      // The other mode finds what a shadow would find, and shadows would add to the counted calls.
      shadow: 0,
      ...(mode === 'replayed' ? { sticky: false } : {}),
    });
    const polls = firstValueFrom(worker.events$.pipe(filter(({ type }) => type === 'poll')));
    const subscription = worker.subscribe(outcome =>
      this.#progressOf(outcome.task.workflowExecution.workflowId).take(outcome),
    );
    this.#workers.add(subscription);
    await polls;
  }

  #progressOf(workflowId: string): Progress {
    const progress = this.#progress.get(workflowId) ?? new Progress();
    this.#progress.set(workflowId, progress);
    return progress;
  }
}

/** Creates the context of a case from that of a workflow. */
function contextFor(context: WorkflowContext, form: Form, hot: string | undefined): CaseContext {
  const { now } = context;
  const scheduler = form === 'passed' ? context.scheduler : undefined;
  return { scheduler, now, cold: coldSource(scheduler), hot$: hotSource(context, hot) };
}

/** Subscribes to the signals at the start of the execution. */
function hotSource({ signal, scheduler }: WorkflowContext, hot: string | undefined): Observable<string> {
  const hot$ = new Subject<Message>();
  if (hot !== undefined) {
    // Time advances only to the next timer, so an execution that waits for nothing else needs one.
    const end$ = timer((hot.length + 1) * 1_000, scheduler);
    signal<Message>('hot').pipe(takeUntil(end$)).subscribe(hot$);
  }
  return hot$.pipe(map(toNotification), dematerialize());
}

/** Ignores that the execution has ended. */
const orGone = () =>
  catchError((error: unknown) =>
    error instanceof DoesNotExistError ? of(undefined) : throwError(() => error),
  );
