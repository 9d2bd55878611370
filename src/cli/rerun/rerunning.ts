import { map, of, switchMap } from 'rxjs';
import { AlreadyExistsError, isInstance } from '../../requests/index.js';
import { WorkflowExecutionQuerySet } from '../../streams/index.js';
import { omitUndefined } from '../../values/index.js';
import type { ExecutionOperation } from '../bulk/ExecutionOperation.js';
import type { RerunOptions } from './command.js';

/** Returns the operation that starts closed executions again. */
export function rerunning({
  input,
  taskList,
  executionTimeout,
  childPolicy,
}: RerunOptions): ExecutionOperation {
  const args = omitUndefined({
    input,
    taskList,
    executionStartToCloseTimeout: executionTimeout,
    childPolicy,
  });
  return {
    name: 'rerun',
    verbs: { plain: 'Rerun', doing: 'Rerunning', done: 'Reran' },
    state: 'closed',
    // Each start is preceded by a call for the attributes, whose rate is the lower one.
    paces: 'GetWorkflowExecutionHistory',
    args,
    isOncePerId: true,
    perform: execution => {
      const { domain, workflowId, runId } = execution;
      const run$ =
        runId === undefined ? new WorkflowExecutionQuerySet(domain).get(workflowId) : of(execution);
      return run$.pipe(
        switchMap(run => run.rerun(args)),
        map(run => omitUndefined({ newRunId: run.runId })),
      );
    },
    skipped: error =>
      isInstance(error, AlreadyExistsError) ? 'an execution with this workflow id is open' : undefined,
  };
}
