import type { History } from '../../history/index.js';
import type { DataConverter } from '../../payloads/index.js';
import { reasonOf } from '../../requests/index.js';
import { type ExecutionId, refuse, type TypeId, typeKey } from '../../values/index.js';
import type { AnyWorkflow } from '../definitions/workflow.js';
import { replayOf } from './ExecutionView.js';

/** Signals that the code of a workflow listens to at the end of a history, or why that is not known. */
export type SignalsListened =
  | {
      readonly names: readonly string[];
      /** `true` if it takes signals of any name. */
      readonly isAny: boolean;
      /** `true` if it reacts to a cancel request. */
      readonly awaitsCancel: boolean;
      /** Number of received signals that nothing has taken yet. */
      readonly undelivered: number;
    }
  | { readonly notKnown: string };

/** A run to be replayed. */
interface ReplayedRun {
  readonly domain: string;
  readonly execution: ExecutionId;
  readonly workflowType: TypeId;
  readonly converter: DataConverter;
}

/**
 * Returns a function that replays an execution in this process and returns the signals that its code listens to: the
 * option `listeners` of `why`. It returns `undefined` for an execution of another workflow, and the reason if the code
 * doesn't match the history.
 *
 * @example
 * ```ts
 * import { why } from 'rx-swf/why';
 * import { signalListeners, workflow } from 'rx-swf/workflows';
 *
 * const approval = workflow({ name: 'Approval', version: '1' }, (_: string, { signal }) => signal('approve'));
 *
 * why('media', { workflowId: 'album-7' }, { listeners: signalListeners([approval]) }).subscribe(console.log);
 * ```
 */
export function signalListeners(
  workflows: readonly AnyWorkflow[],
): (history: History, run: ReplayedRun) => SignalsListened | undefined {
  if (!Array.isArray(workflows)) refuse('workflows', workflows, 'a list of workflows');
  const byType = new Map(workflows.map(workflow => [typeKey(workflow), workflow]));
  return (history, { domain, execution, workflowType, converter }) => {
    const workflow = byType.get(typeKey(workflowType));
    if (workflow === undefined) return undefined;
    try {
      const run = replayOf(workflow, { domain, execution, converter });
      run.replay(history, true);
      const { signals, pipeline } = run.program;
      const names = signals.listenedNames.filter(name => name !== undefined);
      return {
        names,
        isAny: names.length < signals.listenedNames.length,
        awaitsCancel: pipeline.awaitsCancel,
        undelivered: signals.waiting,
      };
    } catch (error) {
      return { notKnown: `the code given doesn't match the history: ${reasonOf(error)}` };
    }
  };
}
