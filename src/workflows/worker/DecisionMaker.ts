import { catchError, defer, from, map, mergeMap, type Observable, of, throwError } from 'rxjs';
import type { Event } from '../../history/index.js';
import { type Domain, fetchHistory } from '../../models/index.js';
import { isTransient } from '../../requests/index.js';
import { writeLine } from '../../streams/actors/events/Logger.js';
import type { DecisionAnswer, DecisionOptions, DecisionTask, Logger } from '../../streams/index.js';
import { type ExecutionId, typeKey } from '../../values/index.js';
import type { Candidates } from '../candidate/Candidates.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { UnknownWorkflowError } from '../errors/UnknownWorkflowError.js';
import { Run, type TurnResult } from '../replay/Run.js';
import type { RunSettings } from '../run/RunSettings.js';
import { inheritedBy } from './inheritedBy.js';
import type { RunCache } from './RunCache.js';
import { shadow } from './shadow.js';
import type { WorkflowTask } from './WorkflowTask.js';

/** The task list for an execution's next decision tasks. */
export type Route = Pick<DecisionOptions, 'taskList' | 'taskListScheduleToStartTimeout'>;

/** Settings for deciding the tasks of one worker. */
export interface DecisionMakerOptions extends Pick<RunSettings, 'semantics' | 'globals' | 'watchPromises'> {
  readonly domain: Domain;
  readonly workflows: readonly AnyWorkflow[];
  readonly runs: RunCache;
  /** Returns the task list for the next tasks of an execution that was started on this list. */
  readonly route: (taskList: string | undefined) => Route;
  /** The fraction of decisions that is checked, from 0 to 1. */
  readonly shadow: number;
  readonly logger: Logger | undefined;
  readonly candidates: Candidates | undefined;
}

/**
 * Beyond this number of events, longer histories are checked less often, so that the average cost of checks
 * per decision is bounded.
 */
const checkedLength = 1_000;

/** Makes the decisions for the tasks of a worker, each with the run that it belongs to. */
export class DecisionMaker {
  readonly #options: DecisionMakerOptions;
  readonly #workflows: ReadonlyMap<string, AnyWorkflow>;

  constructor(options: DecisionMakerOptions) {
    this.#options = options;
    this.#workflows = new Map(options.workflows.map(workflow => [typeKey(workflow), workflow]));
  }

  /** Returns the decisions for a task. */
  decide(task: WorkflowTask): Observable<DecisionAnswer> {
    // Pages of a history may arrive during a flush of an RxJS scheduler, and the turn must not run inside it.
    return defer(() => inheritedBy(task, this.#settingsOf(task))).pipe(
      mergeMap(settings => from(Promise.resolve(settings))),
      mergeMap(settings => {
        const run = task.run ?? new Run(settings);
        const result = run.decide(task.history);
        return this.#checked(task, settings, result).pipe(
          map(() => this.#answer(task, run, settings, result)),
        );
      }),
    );
  }

  #answer(task: WorkflowTask, run: Run, settings: RunSettings, result: TurnResult): DecisionAnswer {
    const { decisions, closes, executionContext } = result;
    const route = closes === undefined ? this.#options.route(run.program.started.attributes.taskList) : {};
    const options = { executionContext, ...route };
    return { decisions, left: 0, options, onAccepted: () => this.#accepted(task, run, settings, result) };
  }

  /** Keeps the run only now: if SWF doesn't accept the answer, the run is ahead of the history. */
  #accepted(task: WorkflowTask, run: Run, settings: RunSettings, result: TurnResult): void {
    const { workflowExecution } = task;
    if (result.closes === undefined) this.#options.runs.keep(workflowExecution.runId, run);
    this.#write(workflowExecution, run, result);
    this.#options.candidates?.accepted(task, settings, result);
  }

  #settingsOf({ workflowType, workflowExecution }: DecisionTask): RunSettings {
    const { domain, semantics, globals, watchPromises } = this.#options;
    const workflow = this.#workflows.get(typeKey(workflowType));
    if (workflow === undefined) throw new UnknownWorkflowError(workflowType, [...this.#workflows.keys()]);
    const { name, dataConverter: converter } = domain;
    return {
      workflow,
      domain: name,
      execution: workflowExecution,
      converter,
      semantics,
      globals,
      watchPromises,
    };
  }

  /** Emits once the decisions are checked, or don't need a check. */
  #checked(task: DecisionTask, settings: RunSettings, result: TurnResult): Observable<void> {
    const part = this.#options.shadow * Math.min(1, checkedLength / task.startedEventId);
    if (part === 0 || Math.random() >= part) return of(undefined);
    return this.#wholeHistory(task).pipe(
      // If the check cannot be made right now, the decision is not at fault.
      catchError((error: unknown) => (isTransient(error) ? of(undefined) : throwError(() => error))),
      map(history => {
        if (history !== undefined) shadow(settings, history, result);
      }),
    );
  }

  #wholeHistory({
    domain,
    history,
    workflowExecution,
    startedEventId,
  }: DecisionTask): Observable<Iterable<Event>> {
    if (history.first?.id === 1) return of(history);
    return fetchHistory(domain, workflowExecution, {}).pipe(map(whole => whole.slice(0, startedEventId)));
  }

  #write(execution: ExecutionId, run: Run, { lines, lateSignals }: TurnResult): void {
    const { logger } = this.#options;
    if (logger === undefined) return;
    for (const { level, details, message } of lines)
      writeLine(logger, level, { ...execution, ...details }, message);
    const isCarried = run.program.pipeline.outcome?.kind === 'continued';
    for (const event of lateSignals) {
      const details = { ...execution, event: `${event}` };
      if (isCarried) writeLine(logger, 'debug', details, 'signal is carried into the next run');
      else writeLine(logger, 'warn', details, 'signal arrived after the workflow had ended');
    }
  }
}
