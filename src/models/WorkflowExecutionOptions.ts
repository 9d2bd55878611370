import type {
  ChildPolicy,
  CloseStatus,
  DescribeWorkflowExecutionCommandOutput,
  ExecutionStatus,
  WorkflowExecutionInfo,
} from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames, requireMember } from '../requests/index.js';
import {
  checkName,
  checkOneOf,
  checkTags,
  checkText,
  checkTypeId,
  childPolicies,
  type ExecutionId,
  executionId,
  limits,
  markOrigin,
  optional,
  type TypeId,
  typeId,
} from '../values/index.js';
import type { Domain, DomainOrName } from './Domain.js';
import {
  checkConfiguration,
  configurationFrom,
  type ExecutionConfiguration,
  executionConfigurationOptions,
} from './ExecutionConfiguration.js';

/** Numbers of open tasks, timers, children and Lambda functions of an execution. */
export interface OpenCounts {
  readonly openActivityTasks: number;
  readonly openDecisionTasks: number;
  readonly openTimers: number;
  readonly openChildWorkflowExecutions: number;
  readonly openLambdaFunctions: number;
}

/**
 * Attributes of a {@link WorkflowExecution}. Omitted ones are unknown and not compared, except for the
 * status, the close status, the close time and `cancelRequested`.
 */
export interface WorkflowExecutionOptions extends ExecutionConfiguration {
  /** The domain, or its name. */
  readonly domain: DomainOrName;
  readonly workflowId: string;
  /** The run. Without it, signals and requests go to the open run; reading the execution requires it. */
  readonly runId?: string | undefined;
  readonly workflowType?: TypeId | undefined;
  /** @defaultValue 'OPEN' */
  readonly status?: ExecutionStatus | undefined;
  readonly closeStatus?: CloseStatus | undefined;
  readonly startTimestamp?: Date | undefined;
  readonly closeTimestamp?: Date | undefined;
  readonly cancelRequested?: boolean | undefined;
  readonly tagList?: readonly string[] | undefined;
  /** The value it was started with. Never compared: it is in the history, but not in the description. */
  readonly input?: unknown;
  /** The input as a string, used if there is no `input`. Copies of a model pass it on. */
  readonly rawInput?: string | undefined;
  readonly parent?: ExecutionId | undefined;
  readonly openCounts?: OpenCounts | undefined;
  readonly latestActivityTaskTimestamp?: Date | undefined;
  /** Latest context set by the decider, as the string from SWF. */
  readonly latestExecutionContext?: string | undefined;
}

/** Options of a termination. */
export interface TerminateOptions {
  /** At most 256 characters. */
  readonly reason?: string | undefined;
  /** Any value that the domain's `DataConverter` can write. */
  readonly details?: unknown;
  /** Policy for open child executions. @defaultValue the execution's own policy */
  readonly childPolicy?: ChildPolicy | undefined;
}

/** Close statuses of an execution. */
export const closeStatuses = [
  'COMPLETED',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
] as const satisfies readonly CloseStatus[];

const names: OptionNames<WorkflowExecutionOptions> = {
  ...executionConfigurationOptions,
  domain: true,
  workflowId: true,
  runId: true,
  workflowType: true,
  status: true,
  closeStatus: true,
  startTimestamp: true,
  closeTimestamp: true,
  cancelRequested: true,
  tagList: true,
  input: true,
  rawInput: true,
  parent: true,
  openCounts: true,
  latestActivityTaskTimestamp: true,
  latestExecutionContext: true,
};

/** Throws `InvalidArgumentError` if SWF would reject the termination. */
export function checkTermination(options: TerminateOptions): void {
  checkOptions('terminate()', options, { reason: true, details: true, childPolicy: true });
  optional(checkText, 'reason', options.reason, limits.reason);
  optional(checkOneOf, 'childPolicy', options.childPolicy, childPolicies);
}

/** Throws `InvalidArgumentError` if no execution can have these attributes. */
export function checkExecution(options: WorkflowExecutionOptions): void {
  checkOptions('WorkflowExecution', options, names);
  checkName('workflowId', options.workflowId);
  optional(checkText, 'runId', options.runId, limits.runId, 1);
  optional(checkTypeId, 'workflowType', options.workflowType);
  optional(checkOneOf, 'status', options.status, ['OPEN', 'CLOSED']);
  optional(checkOneOf, 'closeStatus', options.closeStatus, closeStatuses);
  const { executionStartToCloseTimeout: timeout, ...others } = options;
  checkConfiguration(timeout === 'NONE' ? others : options);
  optional(checkTags, 'tagList', options.tagList);
}

/** Returns model options from an entry of an execution listing. */
export function optionsFromInfo(domain: Domain, info: WorkflowExecutionInfo) {
  const { execution, workflowType, parent } = info;
  return markOrigin('listing', {
    domain,
    ...executionId(execution),
    workflowType: typeId(workflowType),
    status: requireMember(info.executionStatus, 'executionStatus'),
    closeStatus: info.closeStatus,
    startTimestamp: info.startTimestamp,
    closeTimestamp: info.closeTimestamp,
    cancelRequested: info.cancelRequested,
    tagList: info.tagList,
    parent: parent && executionId(parent),
  });
}

/** Returns model options from the output of `DescribeWorkflowExecution`. */
export function optionsFromDescription(domain: Domain, answer: DescribeWorkflowExecutionCommandOutput) {
  const counts = requireMember(answer.openCounts, 'openCounts');
  return {
    ...optionsFromInfo(domain, requireMember(answer.executionInfo, 'executionInfo')),
    ...configurationFrom(requireMember(answer.executionConfiguration, 'executionConfiguration')),
    openCounts: {
      openActivityTasks: requireMember(counts.openActivityTasks, 'openActivityTasks'),
      openDecisionTasks: requireMember(counts.openDecisionTasks, 'openDecisionTasks'),
      openTimers: requireMember(counts.openTimers, 'openTimers'),
      openChildWorkflowExecutions: requireMember(
        counts.openChildWorkflowExecutions,
        'openChildWorkflowExecutions',
      ),
      openLambdaFunctions: counts.openLambdaFunctions ?? 0,
    },
    latestActivityTaskTimestamp: answer.latestActivityTaskTimestamp,
    latestExecutionContext: answer.latestExecutionContext,
  };
}
