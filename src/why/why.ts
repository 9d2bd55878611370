import { asyncScheduler, defer, map, mergeMap, type Observable, of, type SchedulerLike } from 'rxjs';
import { type Domain, type DomainOrName, toDomain } from '../models/index.js';
import { checkOptions, type OptionNames } from '../requests/index.js';
import { WorkflowExecutionQuerySet } from '../streams/index.js';
import {
  type AnyExecutionId,
  checkCount,
  checkName,
  type ExecutionId,
  executionId,
} from '../values/index.js';
import { Explaining } from './calls/Explaining.js';
import { PacedCalls } from './calls/PacedCalls.js';
import type { Thresholds } from './data/Evidence.js';
import type { SignalListeners } from './data/SignalListeners.js';
import { Explanation } from './explanation/Explanation.js';
import { thresholdNames, thresholds } from './explanation/explain.js';

/** Options of {@link why}. */
export interface WhyOptions extends Thresholds {
  /** Levels of children that are explained, too. @defaultValue 3 */
  readonly depth?: number;
  /** Most children that are explained, on all levels together. @defaultValue 20 */
  readonly children?: number;
  /**
   * Most other executions, newest first and mostly of the same type, whose latest events are read to find out when a
   * task was last taken from a task list, 0 to 100. They are read only for tasks that have waited for longer than `patience`. @defaultValue 10
   */
  readonly sample?: number;
  /**
   * Finds out which signals the code listens to: `signalListeners` of `rx-swf/workflows`. Needs
   * the whole history.
   */
  readonly listeners?: SignalListeners;
  /** Scheduler for the pace of the calls and for retries. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
}

const names: OptionNames<WhyOptions> = {
  ...thresholdNames,
  depth: true,
  children: true,
  sample: true,
  listeners: true,
  scheduler: true,
};

/**
 * Explains what an execution waits for, or how it ended: emits one {@link Explanation} and completes. Each subscription
 * asks SWF again.
 *
 * The history is read backwards, as far as needed (`GetWorkflowExecutionHistory`, `DescribeWorkflowExecution` beyond
 * 1,000 events). For tasks that wait, SWF counts those in the same task list (`CountPendingActivityTasks`,
 * `CountPendingDecisionTasks`). If such a task has waited for long, a sample of other executions is read
 * (`ListOpenWorkflowExecutions`, `ListClosedWorkflowExecutions`). All calls keep the pace of the client (`setPace`). A
 * question other than for the execution itself that SWF refuses becomes a `notKnown` in the explanation.
 *
 * Errors with `DoesNotExistError` if there is no such execution, and as `upstream()` does; transient errors are
 * retried a few times.
 *
 * @param execution - the run, by its ids; without a `runId`, the open one, otherwise the one started last
 * @throws `InvalidArgumentError` for an option that is not valid
 * @see {@link explain}, which needs only a history
 * @example
 * ```ts
 * import { why } from 'rx-swf/why';
 *
 * why('media', { workflowId: 'album-7' }).subscribe(explanation => {
 *   console.log(`${explanation}`);
 *   if (explanation.state === 'stuck') process.exitCode = 5;
 * });
 * ```
 */
export function why(
  domain: DomainOrName,
  execution: AnyExecutionId,
  options: WhyOptions = {},
): Observable<Explanation> {
  checkOptions('why()', options, names);
  const { depth = 3, children = 20, sample = 10, listeners, scheduler = asyncScheduler } = options;
  checkCount('depth', depth, 0);
  checkCount('children', children, 0);
  checkCount('sample', sample, 0, 100);
  checkName('workflowId', execution.workflowId);
  const bounds = { ...thresholds(options), depth, children, sample, listeners };
  return defer(() => {
    const calls = new PacedCalls(toDomain(domain), scheduler);
    return identified(calls.domain, execution, calls).pipe(
      mergeMap(id => new Explaining(calls, bounds).explain(id)),
      map(data => new Explanation(data)),
    );
  });
}

/** Emits the ids of the run. */
function identified(
  domain: Domain,
  { workflowId, runId }: AnyExecutionId,
  calls: PacedCalls,
): Observable<ExecutionId> {
  if (runId !== undefined) return of({ workflowId, runId });
  return new WorkflowExecutionQuerySet(domain)
    .get(workflowId)
    .pipe(calls.paced('DescribeWorkflowExecution'), map(executionId));
}
