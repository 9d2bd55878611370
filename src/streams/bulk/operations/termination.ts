import { map } from 'rxjs';
import type { TerminateOptions } from '../../../models/index.js';
import { omitUndefined } from '../../../values/index.js';
import { alreadyClosed } from '../alreadyClosed.js';
import type { ExecutionOperation } from '../ExecutionOperation.js';

/** Returns the operation that terminates executions. */
export function termination({ reason, details, childPolicy }: TerminateOptions): ExecutionOperation {
  const args = omitUndefined({ reason, details, childPolicy });
  return {
    name: 'terminate',
    verbs: { plain: 'Terminate', doing: 'Terminating', done: 'Terminated' },
    state: 'open',
    paces: 'TerminateWorkflowExecution',
    args,
    perform: execution => execution.terminate(args).pipe(map(() => ({}))),
    skipped: alreadyClosed,
  };
}
