import { map } from 'rxjs';
import { omitUndefined } from '../../../values/index.js';
import { alreadyClosed } from '../alreadyClosed.js';
import type { ExecutionOperation } from '../ExecutionOperation.js';

/** Returns the operation that signals executions. */
export const signaling = (
  signalName: string,
  { input }: { readonly input?: unknown },
): ExecutionOperation => ({
  name: 'signal',
  verbs: { plain: 'Signal', doing: 'Signaling', done: 'Signaled' },
  state: 'open',
  paces: 'SignalWorkflowExecution',
  args: omitUndefined({ signalName, input }),
  perform: execution => execution.signal(signalName, input).pipe(map(() => ({}))),
  skipped: alreadyClosed,
});
