import type { ChildPolicy, CloseStatus, ExecutionStatus } from '@aws-sdk/client-swf';
import { checkOptions, type OptionNames } from '../requests/index.js';
import {
  checkName,
  checkOneOf,
  checkTags,
  checkText,
  childPolicies,
  type ExecutionId,
  limits,
  optional,
  type TypeId,
} from '../values/index.js';
import type { DomainOrName } from './Domain.js';
import {
  checkConfiguration,
  type ExecutionConfiguration,
  executionConfigurationOptions,
} from './ExecutionConfiguration.js';
import { checkTypeId } from './RegisteredType.js';

/** How much of an execution is open. */
export interface OpenCounts {
  readonly openActivityTasks: number;
  readonly openDecisionTasks: number;
  readonly openTimers: number;
  readonly openChildWorkflowExecutions: number;
  readonly openLambdaFunctions: number;
}

/** The attributes of a {@link WorkflowExecution}. Those that are left out are unknown, and not compared. */
export interface WorkflowExecutionOptions extends ExecutionConfiguration {
  /** The domain, or its name. */
  readonly domain: DomainOrName;
  readonly workflowId: string;
  /** The run. Without it, signals and requests go to the open run; what reads the execution needs it. */
  readonly runId?: string | undefined;
  readonly workflowType?: TypeId | undefined;
  /** @defaultValue 'OPEN' */
  readonly status?: ExecutionStatus | undefined;
  readonly closeStatus?: CloseStatus | undefined;
  readonly startTimestamp?: Date | undefined;
  readonly closeTimestamp?: Date | undefined;
  readonly cancelRequested?: boolean | undefined;
  readonly tagList?: readonly string[] | undefined;
  /** What it was started with, any value. Describe does not tell it (the history does): it is never compared. */
  readonly input?: unknown;
  /** The text of its input, as a model has it that is copied, where there is no `input`. */
  readonly rawInput?: string | undefined;
  readonly parent?: ExecutionId | undefined;
  readonly openCounts?: OpenCounts | undefined;
  readonly latestActivityTaskTimestamp?: Date | undefined;
  /** What the decider last put there, as SWF carries it. */
  readonly latestExecutionContext?: string | undefined;
}

/** How an execution is terminated. */
export interface TerminateOptions {
  /** At most 256 characters. */
  readonly reason?: string | undefined;
  /** Any value that the domain's `DataConverter` can write. */
  readonly details?: unknown;
  /** What becomes of open children. @defaultValue the execution's own policy */
  readonly childPolicy?: ChildPolicy | undefined;
}

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

/** Throws `InvalidArgumentError` for what SWF would refuse of a termination. */
export function checkTermination(options: TerminateOptions): void {
  checkOptions('terminate()', options, { reason: true, details: true, childPolicy: true });
  optional(checkText, 'reason', options.reason, limits.reason);
  optional(checkOneOf, 'childPolicy', options.childPolicy, childPolicies);
}

/** Throws `InvalidArgumentError` for what no execution can have. */
export function checkExecution(options: WorkflowExecutionOptions): void {
  checkOptions('WorkflowExecution', options, names);
  checkName('workflowId', options.workflowId);
  optional(checkText, 'runId', options.runId, limits.runId, 1);
  if (options.workflowType !== undefined) checkTypeId('workflowType.', options.workflowType);
  optional(checkOneOf, 'status', options.status, ['OPEN', 'CLOSED']);
  optional(checkOneOf, 'closeStatus', options.closeStatus, closeStatuses);
  const { executionStartToCloseTimeout: timeout, ...others } = options;
  checkConfiguration(timeout === 'NONE' ? others : options);
  optional(checkTags, 'tagList', options.tagList);
}

/** How an execution may have ended. */
export const closeStatuses = [
  'COMPLETED',
  'FAILED',
  'CANCELED',
  'TERMINATED',
  'CONTINUED_AS_NEW',
  'TIMED_OUT',
] as const satisfies readonly CloseStatus[];
