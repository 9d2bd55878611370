import type { ChildPolicy } from '@aws-sdk/client-swf';
import { map, of, switchMap } from 'rxjs';
import { AlreadyExistsError, isInstance } from '../../../requests/index.js';
import { type Duration, omitUndefined } from '../../../values/index.js';
import { WorkflowExecutionQuerySet } from '../../querysets/WorkflowExecutionQuerySet.js';
import type { ExecutionOperation } from '../ExecutionOperation.js';

/** Attributes of the new runs that are not those of the old ones. */
export interface RerunAttributes {
  readonly input?: unknown;
  readonly taskList?: string;
  readonly executionTimeout?: Duration;
  readonly childPolicy?: ChildPolicy;
}

/** Returns the operation that starts closed executions again. */
export function rerunning({
  input,
  taskList,
  executionTimeout,
  childPolicy,
}: RerunAttributes): ExecutionOperation {
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
