import type { ChildPolicy } from '@aws-sdk/client-swf';
import type { Attributes } from '../api/events.js';
import type { Domain, RegisteredWorkflowType } from '../state/Domain.js';
import { Execution, type ParentLink } from '../state/Execution.js';
import { record } from './record.js';

/** The options for starting an execution. The defaults of its type apply to missing ones. */
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

/** Start options with all required values set. */
export interface ResolvedOptions extends StartOptions {
  readonly executionStartToCloseTimeout: string;
  readonly taskStartToCloseTimeout: string;
  readonly taskList: { name: string };
  readonly childPolicy: ChildPolicy;
}

/** The options that every execution needs, in the order in which SWF reports missing ones. */
export type NeededOption =
  | 'executionStartToCloseTimeout'
  | 'taskList'
  | 'taskStartToCloseTimeout'
  | 'childPolicy';

/** Returns the options with the defaults of the type, or the name of the first one that neither provides. */
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

/** The attributes of the first event of an execution. */
export type StartedAttributes = Attributes<'WorkflowExecutionStarted'> & ResolvedOptions;

/** Creates an execution from the attributes of its first event, without recording anything. */
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

/** The origin of an execution that was not started by a call. */
export interface Origin {
  readonly parent?: ParentLink | undefined;
  readonly continuedExecutionRunId?: string;
}

/** Starts an execution: records its first event, which schedules its first decision task. */
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
