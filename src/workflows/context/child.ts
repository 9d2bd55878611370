import type { Event } from '../../history/index.js';
import { fromPayload } from '../../payloads/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { limits, omitUndefined, typeKey } from '../../values/index.js';
import type { ChildWorkflow } from '../definitions/ChildWorkflow.js';
import type { ChildWorkflowOptions } from '../definitions/WorkflowContext.js';
import type { WorkflowOptions } from '../definitions/workflow.js';
import type { WorkflowContract } from '../definitions/workflowType.js';
import {
  ChildCanceledError,
  ChildFailedError,
  ChildTerminatedError,
  ChildTimedOutError,
} from '../errors/FailureError.js';
import { failureOptions } from '../errors/failureOptions.js';
import { ChildNotStartedError } from '../errors/NotStartedError.js';
import { cancelExternal } from './externalExecutions.js';
import { fromCommand } from './fromCommand.js';
import type { CommandRequest, CommandResult } from './PendingCommand.js';
import type { Runtime } from './Runtime.js';
import { hash } from './random.js';
import { startOptions } from './startOptions.js';
import { type ChildObserver, toChildWorkflow } from './toChildWorkflow.js';

const names: OptionNames<ChildWorkflowOptions> = { ...startOptions, workflowId: true, onUnsubscribe: true };

/** Runs a child execution. */
export function child<I, O>(
  runtime: Runtime,
  workflow: WorkflowContract<I, O>,
  input: I,
  options: ChildWorkflowOptions = {},
): ChildWorkflow<O> {
  checkOptions('child()', options, names);
  const { workflowId, onUnsubscribe = 'cancel', ...chosen } = options;
  const { commands, decisions } = runtime;
  const workflowType = { name: workflow.name, version: workflow.version };
  const {
    maxEvents: _,
    continueWith: _w,
    description: _d,
    name: _n,
    version: _v,
    ...defaults
  }: WorkflowOptions = workflow.options;
  const isAbandoned = onUnsubscribe === 'abandon';
  const request = (observer: ChildObserver): CommandRequest<O> => {
    const number = commands.nextId();
    const id = workflowId ?? childId(runtime, number);
    return {
      command: {
        kind: 'StartChildWorkflowExecution',
        id,
        subject: typeKey(workflowType),
        decision: decisions.startChildWorkflowExecution({
          workflowType,
          workflowId: id,
          input,
          ...defaults,
          ...omitUndefined(chosen),
        }),
      },
      resultOf: event => childResult<O>(runtime, `Child '${id}' (${typeKey(workflowType)})`, event),
      // Without a run id, because the child may have continued as new. Nothing to do if it has already ended.
      cancel: () => cancelExternal(runtime, { workflowId: id }, false).subscribe({ error: () => {} }),
      cancelableFrom: 'ChildWorkflowExecutionStarted',
      isAbandoned,
      ...observer,
    };
  };
  return toChildWorkflow(observer => fromCommand<O>(runtime, () => request(observer)), isAbandoned);
}

/**
 * Returns an id that is practically unique to this run, so it doesn't clash with children of earlier runs.
 */
function childId({ info: { workflowId }, seed }: Runtime, number: string): string {
  const own = `.${hash(seed).toString(36)}.${number}`;
  return `${workflowId.slice(0, limits.name - own.length)}${own}`;
}

function childResult<O>({ converter }: Runtime, what: string, event: Event): CommandResult<O> | undefined {
  switch (event.name) {
    case 'ChildWorkflowExecutionCompleted':
      // The child's worker runs the same definition, so the result has its type.
      return { value: fromPayload(converter, event.attributes.result) as O };
    case 'ChildWorkflowExecutionFailed':
      return { error: new ChildFailedError(what, 'failed', failureOptions(converter, event.attributes)) };
    case 'ChildWorkflowExecutionTimedOut':
      return { error: new ChildTimedOutError(what, 'timed out') };
    case 'ChildWorkflowExecutionCanceled': {
      const options = failureOptions(converter, event.attributes);
      return { error: new ChildCanceledError(what, 'was canceled', options) };
    }
    case 'ChildWorkflowExecutionTerminated':
      return { error: new ChildTerminatedError(what, 'was terminated') };
    case 'StartChildWorkflowExecutionFailed':
      return { error: new ChildNotStartedError(what, event.attributes.cause) };
    default:
      return undefined;
  }
}
