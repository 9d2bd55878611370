import { defer, from, map, mergeMap, type Observable } from 'rxjs';
import { toEvent } from '../../history/index.js';
import { type DomainOrName, toDomain, WorkflowExecution } from '../../models/index.js';
import { requireMember } from '../../requests/index.js';
import { type AnyExecutionId, toExecutionId } from '../../values/index.js';
import { firstSemantics } from '../commands/Semantics.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { DurableExecution } from '../execution/DurableExecution.js';
import {
  checkPlan,
  type PreparedRedrive,
  prepareRedrive,
  type RedrivePlanOptions,
  redriveInput,
  startOf,
} from '../execution/redriveExecution.js';
import type { RedrivePlan } from '../redrive/RedrivePlan.js';
import { inherit } from '../replay/inherit.js';
import type { Started } from '../replay/takeOver.js';

/**
 * Emits the plan of a redrive, like `execution.redrivePlan()`, after playing the workflow's code on the earlier run in
 * this process. Starts nothing, but calls side effects that the earlier run doesn't have. Errors with `RedriveMismatchError` if the code doesn't issue the commands of that run,
 * with their types and inputs: a worker with this code would refuse the redriven run.
 *
 * @param execution - the run, by its ids; without a `runId`, the one started last
 * @throws `InvalidArgumentError` for an option that is not valid
 * @example
 * ```ts
 * import { switchMap } from 'rxjs';
 * import { planRedrive, type WorkflowDefinition } from 'rx-swf/workflows';
 *
 * export const redriveChecked = (order: WorkflowDefinition<string, string>, workflowId: string) =>
 *   planRedrive(order, 'shop', { workflowId }).pipe(
 *     switchMap(() => order.execution('shop', { workflowId }).redrive()),
 *   );
 * ```
 */
export function planRedrive(
  workflow: AnyWorkflow,
  domain: DomainOrName,
  { workflowId, runId }: AnyExecutionId,
  options: RedrivePlanOptions = {},
): Observable<RedrivePlan> {
  checkPlan(options);
  return defer(() => {
    const run = new WorkflowExecution({ domain: toDomain(domain), workflowId, runId });
    return prepareRedrive(new DurableExecution(run).current(), options);
  }).pipe(
    // The code is played outside of the flush of an RxJS scheduler, in which a history may arrive.
    mergeMap(prepared => from(Promise.resolve(prepared))),
    map(prepared => {
      playRedrive(workflow, prepared);
      return prepared.plan;
    }),
  );
}

/** Plays the code of a workflow on a run, as the worker of its redrive does at the first decision. */
function playRedrive(workflow: AnyWorkflow, prepared: PreparedRedrive): void {
  const { run, events } = prepared;
  const started = withInput(startOf(prepared), redriveInput(prepared));
  const { name, dataConverter: converter } = run.domain;
  const settings = {
    workflow,
    domain: name,
    execution: toExecutionId(run),
    converter,
    semantics: firstSemantics,
    globals: 'durable' as const,
    watchPromises: false,
  };
  inherit(settings, started, events);
}

/** Returns the start of a run with another input. */
function withInput({ raw }: Started, input: string): Started {
  const key = 'workflowExecutionStartedEventAttributes';
  const event = toEvent({ ...raw, [key]: { ...requireMember(raw[key], key), input } });
  if (event.name === 'WorkflowExecutionStarted') return event;
  throw new Error(`${event} starts no run`);
}
