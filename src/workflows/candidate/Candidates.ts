import {
  defer,
  exhaustMap,
  finalize,
  ignoreElements,
  merge,
  mergeMap,
  type Observable,
  repeat,
  type SchedulerLike,
  Subject,
  takeWhile,
  tap,
  timer,
} from 'rxjs';
import { cpuTime } from '#host';
import { reasonOf } from '../../requests/index.js';
import type { CandidateSkip, DecisionTask } from '../../streams/index.js';
import { LruCache, typeKey } from '../../values/index.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import type { TurnResult } from '../replay/Run.js';
import type { RunSettings } from '../run/RunSettings.js';
import type { CandidateOptions } from './CandidateOptions.js';
import { CandidateRun, type Comparison } from './CandidateRun.js';
import { CpuAllowance } from './CpuAllowance.js';
import { candidatesByType } from './candidatesByType.js';
import { DifferenceLog } from './DifferenceLog.js';
import { isolated } from './isolated.js';
import { isSampled } from './isSampled.js';

/** Settings of {@link Candidates}. */
export interface CandidatesSettings {
  readonly options: Required<CandidateOptions>;
  /** The workflows of the worker. */
  readonly workflows: readonly AnyWorkflow[];
  /** Returns whether the worker has no time for comparisons. */
  readonly isBusy: () => boolean;
  readonly scheduler: SchedulerLike;
}

/** The number of comparisons that may be due at a time. */
const mostDue = 1_000;
/** Milliseconds for comparisons after which calls and polls go on. */
const slice = 2;
/** The number of executions that are remembered as diverged. */
const mostOver = 10_000;

/**
 * The candidates of a worker. In: decisions that SWF has accepted. Out: events of their tasks. Comparisons are made in
 * slices of two milliseconds, so that calls and polls go on in between.
 */
export class Candidates {
  readonly #settings: CandidatesSettings;
  readonly #candidates: ReadonlyMap<string, AnyWorkflow>;
  readonly #now = () => performance.now();
  readonly #allowance: CpuAllowance;
  readonly #log = new DifferenceLog();
  /** By run id. */
  readonly #runs: LruCache<CandidateRun>;
  /** The ids of runs that are no longer compared. */
  readonly #over = new LruCache<true>(() => 1, { weight: mostOver });
  /** The types whose candidates are no longer called. */
  readonly #stopped = new Set<string>();
  /** Comparisons that are due, and the tasks that they are about. */
  readonly #due = new Map<CandidateRun, DecisionTask>();
  /** The subscriptions to the worker, which are told if a comparison is due. */
  readonly #sessions = new Set<Subject<void>>();

  constructor(settings: CandidatesSettings) {
    const { workflows, executions, weight, budget } = settings.options;
    this.#settings = settings;
    this.#candidates = candidatesByType(workflows, settings.workflows);
    this.#allowance = new CpuAllowance(budget, this.#now);
    this.#runs = new LruCache(run => run.weight, { count: executions, weight });
  }

  /** Makes comparisons as long as a source is subscribed to. When it completes, those that are due are still made. */
  beside<T>(source: Observable<T>): Observable<T> {
    return defer(() => {
      const due$ = new Subject<void>();
      this.#sessions.add(due$);
      const slice$ = timer(0, this.#settings.scheduler).pipe(
        // A turn must not run inside of the flush of an RxJS scheduler.
        mergeMap(() => Promise.resolve()),
        tap(() => this.#work()),
      );
      const slices$ = slice$.pipe(
        repeat(),
        takeWhile(() => this.#due.size > 0),
      );
      const compared$ = due$.pipe(
        exhaustMap(() => slices$),
        ignoreElements(),
      );
      return merge(compared$, source.pipe(tap({ complete: () => due$.complete() }))).pipe(
        finalize(() => this.#end(due$)),
      );
    });
  }

  /** Notes a decision that SWF has accepted. Never throws, because the decision stands. */
  accepted(task: DecisionTask, settings: RunSettings, result: TurnResult): void {
    try {
      this.#follow(task, settings, result);
    } catch (error) {
      this.#tell(task, { ...failed(task, reasonOf(error)), duration: 0 });
    }
  }

  #follow(task: DecisionTask, settings: RunSettings, result: TurnResult): void {
    const { runId } = task.workflowExecution;
    const workflow = this.#candidateOf(task);
    if (workflow === undefined) return;
    const run = this.#runs.take(runId) ?? new CandidateRun({ ...settings, workflow, isCandidate: true });
    if (run.add(task.history, { startedEventId: task.startedEventId, result })) {
      if (result.closes === undefined) this.#runs.set(runId, run);
      this.#request(run, task);
    } else this.#skip(task, 'evicted');
  }

  /** Returns the candidate to compare a decision with, if there is one. */
  #candidateOf({ workflowType, workflowExecution: { runId } }: DecisionTask): AnyWorkflow | undefined {
    const type = typeKey(workflowType);
    const { share } = this.#settings.options;
    const isFollowed = !this.#stopped.has(type) && isSampled(runId, share) && !this.#over.get(runId);
    return isFollowed ? this.#candidates.get(type) : undefined;
  }

  #request(run: CandidateRun, task: DecisionTask): void {
    const [due$] = this.#sessions;
    const isFull = this.#due.size >= mostDue && !this.#due.has(run);
    if (due$ === undefined || isFull) this.#skip(task, 'load');
    else {
      this.#due.set(run, task);
      due$.next();
    }
  }

  /** Makes comparisons that are due, for the length of a slice. */
  #work(): void {
    const end = this.#now() + slice;
    for (const [run, task] of this.#due) {
      this.#due.delete(run);
      if (this.#stopped.has(typeKey(task.workflowType))) this.#runs.take(task.workflowExecution.runId);
      else if (this.#settings.isBusy()) this.#skip(task, 'load');
      else if (!this.#allowance.isLeft) this.#skip(task, 'budget');
      else this.#compare(run, task);
      if (this.#now() >= end) return;
    }
  }

  #compare(run: CandidateRun, task: DecisionTask): void {
    const begun = this.#now();
    const comparison = this.#comparisonOf(run, task);
    const duration = this.#now() - begun;
    this.#allowance.take(duration);
    if (comparison === undefined) this.#abandon(task);
    else this.#tell(task, { ...comparison, duration });
  }

  /** Returns `undefined` if the machine was too busy: a comparison that got no CPU time is interrupted, too. */
  #comparisonOf(run: CandidateRun, task: DecisionTask): Comparison | undefined {
    const { interruptAfter } = this.#settings.options;
    const cpuBefore = cpuTime();
    try {
      const outcome = isolated(() => run.compare(), interruptAfter);
      if (outcome !== undefined) return outcome.value;
    } catch (error) {
      return { ...failed(task, reasonOf(error)), path: run.path };
    }
    if (cpuTime() - cpuBefore < interruptAfter / 10) return undefined;
    const type = typeKey(task.workflowType);
    this.#stopped.add(type);
    const message = `The candidate was interrupted after ${interruptAfter} ms. It is no longer called for ${type}`;
    return { ...failed(task, message), path: run.path };
  }

  #tell(
    task: DecisionTask,
    { difference, path = 'start', isContinued, duration }: Comparison & { readonly duration: number },
  ): void {
    const { runId } = task.workflowExecution;
    if (!isContinued) this.#runs.take(runId);
    if (difference === undefined) task.tell({ type: 'candidateAgreed', duration });
    else {
      if (!isContinued) this.#over.set(runId, true);
      const seen = this.#log.count(typeKey(task.workflowType), path, difference);
      task.tell({ type: 'candidateDiverged', path, difference, seen, duration });
    }
  }

  /** No longer follows an execution whose comparison was interrupted by no fault of the code. */
  #abandon(task: DecisionTask): void {
    const { runId } = task.workflowExecution;
    this.#runs.take(runId);
    this.#over.set(runId, true);
    this.#skip(task, 'load');
  }

  #skip(task: DecisionTask, reason: CandidateSkip): void {
    task.tell({ type: 'candidateSkipped', reason });
  }

  #end(due$: Subject<void>): void {
    this.#sessions.delete(due$);
    const [other$] = this.#sessions;
    if (other$ === undefined) {
      this.#due.clear();
      this.#runs.clear();
    } else other$.next();
  }
}

const failed = ({ startedEventId }: DecisionTask, message: string): Comparison => ({
  difference: { kind: 'error', eventId: startedEventId, message },
  isContinued: false,
});
