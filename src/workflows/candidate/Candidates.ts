import {
  concatMap,
  defer,
  finalize,
  ignoreElements,
  merge,
  mergeMap,
  type Observable,
  type SchedulerLike,
  Subject,
  tap,
  timer,
} from 'rxjs';
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

/** A comparison that is due. */
interface Job {
  readonly run: CandidateRun;
  readonly task: DecisionTask;
}

/** The number of comparisons that may be due at a time. */
const mostJobs = 100;
/** The number of executions that are remembered as diverged. */
const mostOver = 10_000;

/**
 * The candidates of a worker. In: decisions that SWF has accepted. Out: events of their tasks. Comparisons are made one
 * after the other, each in a macrotask of its own, so that calls and polls go on in between.
 */
export class Candidates {
  readonly #settings: CandidatesSettings;
  readonly #candidates: ReadonlyMap<string, AnyWorkflow>;
  readonly #now = () => performance.now();
  readonly #allowance: CpuAllowance;
  readonly #log = new DifferenceLog();
  /** By run id. */
  readonly #runs: LruCache<CandidateRun>;
  /** The ids of runs that are not compared any more. */
  readonly #over = new LruCache<true>(() => 1, { weight: mostOver });
  /** The types whose candidates are not called any more. */
  readonly #stopped = new Set<string>();
  readonly #due = new Set<CandidateRun>();
  /** The subscriptions to the worker. */
  readonly #sessions = new Set<Subject<Job>>();

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
      const jobs$ = new Subject<Job>();
      this.#sessions.add(jobs$);
      const compared$ = jobs$.pipe(
        concatMap(job =>
          timer(0, this.#settings.scheduler).pipe(
            // A turn must not run inside of the flush of an RxJS scheduler.
            mergeMap(() => Promise.resolve()),
            tap(() => this.#work(job)),
          ),
        ),
        ignoreElements(),
      );
      return merge(compared$, source.pipe(tap({ complete: () => jobs$.complete() }))).pipe(
        finalize(() => this.#end(jobs$)),
      );
    });
  }

  /** Notes a decision that SWF has accepted. */
  accepted(task: DecisionTask, settings: RunSettings, result: TurnResult): void {
    const { runId } = task.workflowExecution;
    const workflow = this.#candidateOf(task);
    if (workflow === undefined) return;
    const run = this.#runs.take(runId) ?? new CandidateRun({ ...settings, workflow, isCandidate: true });
    if (run.add(task.history, { startedEventId: task.startedEventId, result })) {
      if (result.closes === undefined) this.#runs.set(runId, run);
      this.#request({ run, task });
    } else this.#skip(task, 'evicted');
  }

  /** Returns the candidate to compare a decision with, if there is one. */
  #candidateOf({ workflowType, workflowExecution: { runId } }: DecisionTask): AnyWorkflow | undefined {
    const type = typeKey(workflowType);
    const { share } = this.#settings.options;
    const isFollowed = !this.#stopped.has(type) && isSampled(runId, share) && !this.#over.get(runId);
    return isFollowed ? this.#candidates.get(type) : undefined;
  }

  #request(job: Job): void {
    const [jobs$] = this.#sessions;
    if (this.#due.has(job.run)) return;
    if (jobs$ === undefined || this.#due.size >= mostJobs) this.#skip(job.task, 'load');
    else {
      this.#due.add(job.run);
      jobs$.next(job);
    }
  }

  #work({ run, task }: Job): void {
    this.#due.delete(run);
    if (this.#settings.isBusy()) this.#skip(task, 'load');
    else if (!this.#allowance.isLeft) this.#skip(task, 'budget');
    else this.#compare(run, task);
  }

  #compare(run: CandidateRun, task: DecisionTask): void {
    const begun = this.#now();
    const { difference, path = '', isContinued } = this.#comparisonOf(run, task);
    const duration = this.#now() - begun;
    this.#allowance.take(duration);
    const { runId } = task.workflowExecution;
    if (!isContinued) this.#runs.take(runId);
    if (difference === undefined) task.tell({ type: 'candidateAgreed', duration });
    else {
      if (!isContinued) this.#over.set(runId, true);
      const seen = this.#log.count(typeKey(task.workflowType), path, difference);
      task.tell({ type: 'candidateDiverged', path, difference, seen, duration });
    }
  }

  #comparisonOf(run: CandidateRun, { workflowType, startedEventId }: DecisionTask): Comparison {
    const limit = this.#settings.options.interruptAfter;
    const failed = (message: string): Comparison => ({
      difference: { kind: 'error', eventId: startedEventId, message },
      isContinued: false,
    });
    try {
      const outcome = isolated(() => run.compare(), limit);
      if (outcome !== undefined) return outcome.value;
      const type = typeKey(workflowType);
      this.#stopped.add(type);
      return failed(`The candidate was interrupted after ${limit} ms. It is not called any more for ${type}`);
    } catch (error) {
      return failed(reasonOf(error));
    }
  }

  #skip(task: DecisionTask, reason: CandidateSkip): void {
    task.tell({ type: 'candidateSkipped', reason });
  }

  #end(jobs$: Subject<Job>): void {
    this.#sessions.delete(jobs$);
    this.#due.clear();
    if (this.#sessions.size === 0) this.#runs.clear();
  }
}
