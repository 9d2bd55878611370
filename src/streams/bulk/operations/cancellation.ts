import { map } from 'rxjs';
import { alreadyClosed } from '../alreadyClosed.js';
import type { ExecutionOperation } from '../ExecutionOperation.js';

/** The operation that requests cancellation of executions. */
export const cancellation: ExecutionOperation = {
  name: 'cancel',
  verbs: {
    plain: 'Request cancellation of',
    doing: 'Requesting cancellation',
    done: 'Requested cancellation of',
  },
  state: 'open',
  paces: 'RequestCancelWorkflowExecution',
  args: {},
  perform: execution => execution.requestCancel().pipe(map(() => ({}))),
  needless: ({ cancelRequested }) => (cancelRequested ? 'cancellation was requested before' : undefined),
  skipped: alreadyClosed,
};
