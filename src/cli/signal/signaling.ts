import { map } from 'rxjs';
import { omitUndefined } from '../../values/index.js';
import { alreadyClosed } from '../bulk/alreadyClosed.js';
import type { ExecutionOperation } from '../bulk/ExecutionOperation.js';
import type { SignalOptions } from './command.js';

/** Returns the operation that signals executions. */
export const signaling = (
  signalName: string,
  { input }: Pick<SignalOptions, 'input'>,
): ExecutionOperation => ({
  name: 'signal',
  verbs: { plain: 'Signal', doing: 'Signaling', done: 'Signaled' },
  state: 'open',
  paces: 'SignalWorkflowExecution',
  args: omitUndefined({ signalName, input }),
  perform: execution => execution.signal(signalName, input).pipe(map(() => ({}))),
  skipped: alreadyClosed,
});
