import { map, mergeMap, type Observable } from 'rxjs';
import { adoptEvent, type EventOf } from '../history/index.js';
import { toPayload, withoutRedrive } from '../payloads/index.js';
import { ResponseError, requireMember } from '../requests/index.js';
import { type AnyExecutionId, omitUndefined, oneYear, typeId } from '../values/index.js';
import type { Domain } from './Domain.js';
import { fetchHistoryPage } from './fetchHistory.js';
import { checkStart, type StartOptions } from './StartOptions.js';
import { type RunToStart, startRun } from './startRun.js';
import type { WorkflowExecutionOptions } from './WorkflowExecutionOptions.js';

/** The attributes of the event that started a run. */
type StartedAttributes = EventOf<'WorkflowExecutionStarted'>['attributes'];

/**
 * Starts a run with the attributes of an earlier one, and emits the attributes of its model.
 *
 * @param options - replace the attributes of the earlier run
 * @throws `InvalidArgumentError` for an option that SWF would reject
 */
export function rerun(
  domain: Domain,
  execution: AnyExecutionId,
  options: StartOptions,
): Observable<WorkflowExecutionOptions> {
  checkStart('rerun()', options);
  const { input, ...others } = options;
  const rawInput = toPayload(domain.dataConverter, 'input', input);
  return startOf(domain, execution).pipe(
    map(started => ({
      ...runToRepeat(execution.workflowId, started),
      // Of a redriven run, only the input: everything is done again.
      rawInput: withoutRedrive(started.input),
      ...omitUndefined({ ...others, rawInput }),
    })),
    mergeMap(run => startRun(domain, run)),
  );
}

/** Emits the attributes of the event that started a run. */
function startOf(domain: Domain, execution: AnyExecutionId): Observable<StartedAttributes> {
  return fetchHistoryPage(domain, execution, { pageSize: 1 }, undefined).pipe(
    map(({ items: [first] }) => {
      const event = adoptEvent(requireMember(first, 'events'));
      if (event.name === 'WorkflowExecutionStarted') return event.attributes;
      throw new ResponseError(`The history of ${execution.workflowId} begins with ${event}`, {
        kind: 'UnexpectedEvent',
        transient: false,
      });
    }),
  );
}

/** Returns the attributes to start a run like an earlier one. */
export function runToRepeat(workflowId: string, started: StartedAttributes): RunToStart {
  const { executionStartToCloseTimeout: timeout } = started;
  return {
    workflowId,
    workflowType: typeId(started.workflowType),
    taskList: started.taskList,
    taskPriority: started.taskPriority,
    childPolicy: started.childPolicy,
    // Only a child may run forever: StartWorkflowExecution refuses NONE.
    executionStartToCloseTimeout: timeout === 'NONE' ? oneYear : timeout,
    taskStartToCloseTimeout: started.taskStartToCloseTimeout,
    lambdaRole: started.lambdaRole,
    tagList: started.tagList,
    rawInput: started.input,
  };
}
