import { map } from 'rxjs';
import { AlreadyExistsError, isInstance } from '../../requests/index.js';
import type { ExecutionOperation } from '../../streams/bulk/ExecutionOperation.js';
import { omitUndefined } from '../../values/index.js';
import { NotRedrivableError } from '../redrive/NotRedrivableError.js';
import { DurableExecution } from './DurableExecution.js';
import type { RedriveOptions } from './redriveExecution.js';

/** Returns the operation that redrives closed executions. */
export function redriving({ from, taskList, despiteLaterRun }: RedriveOptions): ExecutionOperation {
  const args = omitUndefined({ from, taskList, despiteLaterRun });
  return {
    name: 'redrive',
    verbs: { plain: 'Redrive', doing: 'Redriving', done: 'Redrove' },
    state: 'closed',
    // Each start is preceded by calls for the history, whose rate is the lower one.
    paces: 'GetWorkflowExecutionHistory',
    args,
    isOncePerId: true,
    perform: execution =>
      new DurableExecution(execution)
        .redrive(args)
        .pipe(map(({ runId }) => omitUndefined({ newRunId: runId }))),
    needless: ({ closeStatus }) =>
      closeStatus === 'COMPLETED' || closeStatus === 'CONTINUED_AS_NEW'
        ? `is ${closeStatus}: nothing to do again`
        : undefined,
    skipped: error => {
      if (isInstance(error, AlreadyExistsError)) return 'an execution with this workflow id is open';
      const isLate = isInstance(error, NotRedrivableError) && error.refusal === 'laterRun';
      return isLate ? 'a later run has this workflow id' : undefined;
    },
  };
}
