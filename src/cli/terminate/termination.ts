import { map } from 'rxjs';
import { omitUndefined } from '../../values/index.js';
import { alreadyClosed } from '../bulk/alreadyClosed.js';
import type { ExecutionOperation } from '../bulk/ExecutionOperation.js';
import type { TerminateOptions } from './command.js';

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
