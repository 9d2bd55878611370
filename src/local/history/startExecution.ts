import type { ChildPolicy } from '@aws-sdk/client-swf';
import type { Attributes } from '../api/events.js';
import type { Domain, RegisteredWorkflowType } from '../state/Domain.js';
import { Execution, type ParentLink } from '../state/Execution.js';
import { record } from './record.js';

/** What may be said about an execution when it is started; the type's defaults stand in for the rest. */
export interface StartOptions {
  readonly executionStartToCloseTimeout?: string | undefined;
  readonly taskStartToCloseTimeout?: string | undefined;
  readonly taskList?: { name: string } | undefined;
  readonly taskPriority?: string | undefined;
  readonly childPolicy?: ChildPolicy | undefined;
  readonly lambdaRole?: string | undefined;
  readonly tagList?: string[] | undefined;
  readonly input?: string | undefined;
}

/** The same with nothing left open. */
export interface ResolvedOptions extends StartOptions {
  readonly executionStartToCloseTimeout: string;
  readonly taskStartToCloseTimeout: string;
  readonly taskList: { name: string };
  readonly childPolicy: ChildPolicy;
}

/** The values without which no execution starts, in the order in which SWF misses them. */
export type NeededOption =
  | 'executionStartToCloseTimeout'
  | 'taskList'
  | 'taskStartToCloseTimeout'
  | 'childPolicy';

/** The options with the type's defaults filled in, or the first value that neither of them has. */
export function resolveOptions(
  options: StartOptions,
  { configuration: defaults }: RegisteredWorkflowType,
): ResolvedOptions | { readonly missing: NeededOption } {
  const executionStartToCloseTimeout =
    options.executionStartToCloseTimeout ?? defaults.defaultExecutionStartToCloseTimeout;
  if (executionStartToCloseTimeout === undefined) return { missing: 'executionStartToCloseTimeout' };
  const taskList = options.taskList ?? defaults.defaultTaskList;
  if (taskList === undefined) return { missing: 'taskList' };
  const taskStartToCloseTimeout = options.taskStartToCloseTimeout ?? defaults.defaultTaskStartToCloseTimeout;
  if (taskStartToCloseTimeout === undefined) return { missing: 'taskStartToCloseTimeout' };
  const childPolicy = options.childPolicy ?? defaults.defaultChildPolicy;
  if (childPolicy === undefined) return { missing: 'childPolicy' };
  return {
    executionStartToCloseTimeout,
    taskList: { name: taskList.name },
    taskStartToCloseTimeout,
    childPolicy,
    taskPriority: options.taskPriority ?? defaults.defaultTaskPriority,
    lambdaRole: options.lambdaRole ?? defaults.defaultLambdaRole,
    tagList: options.tagList,
    input: options.input,
  };
}

/** What the first event of an execution says of it. */
export type StartedAttributes = Attributes<'WorkflowExecutionStarted'> & ResolvedOptions;

/** An execution as its first event describes it. */
export function newExecution(
  domain: Domain,
  execution: { workflowId: string; runId: string },
  attributes: StartedAttributes,
): Execution {
  const { workflowType, tagList, parentWorkflowExecution, parentInitiatedEventId = 0 } = attributes;
  return new Execution(domain, {
    execution,
    workflowType,
    configuration: {
      executionStartToCloseTimeout: attributes.executionStartToCloseTimeout,
      taskStartToCloseTimeout: attributes.taskStartToCloseTimeout,
      taskList: attributes.taskList,
      taskPriority: attributes.taskPriority,
      childPolicy: attributes.childPolicy,
      lambdaRole: attributes.lambdaRole,
    },
    tagList,
    parent: parentWorkflowExecution && {
      execution: parentWorkflowExecution,
      initiatedEventId: parentInitiatedEventId,
    },
  });
}

/** Where an execution comes from, if not from a call. */
export interface Origin {
  readonly parent?: ParentLink | undefined;
  readonly continuedExecutionRunId?: string;
}

/** Starts an execution: its first event, and the decision task that follows from it. */
export function startExecution(
  domain: Domain,
  { name, version }: RegisteredWorkflowType,
  execution: { workflowId: string; runId: string },
  options: ResolvedOptions,
  { parent, continuedExecutionRunId }: Origin = {},
): Execution {
  const { tagList, input, ...configuration } = options;
  const attributes: StartedAttributes = {
    ...configuration,
    workflowType: { name, version },
    tagList,
    input,
    continuedExecutionRunId,
    parentWorkflowExecution: parent?.execution,
    parentInitiatedEventId: parent?.initiatedEventId ?? 0,
  };
  const started = newExecution(domain, execution, attributes);
  record(started, 'WorkflowExecutionStarted', attributes);
  return started;
}
