import type { ChildPolicy, WorkflowExecutionConfiguration } from '@aws-sdk/client-swf';
import { defined, type OptionNames } from '../requests/index.js';
import {
  checkDuration,
  checkName,
  checkOneOf,
  checkPriority,
  checkText,
  childPolicies,
  type Duration,
  limits,
  optional,
  toDuration,
  toPriority,
  toWire,
} from '../values/index.js';

/** What a type gives its executions by default, and a start may override. Timeouts in seconds. */
export interface ExecutionConfiguration {
  /** Where decision tasks go. */
  readonly taskList?: string | undefined;
  /** Priority of the decision tasks: a whole number; larger is more urgent. Unset counts as 0. */
  readonly taskPriority?: number | undefined;
  /** What becomes of open children when the execution is terminated or times out. */
  readonly childPolicy?: ChildPolicy | undefined;
  /** The longest time that an execution may take, at most a year. Only a child's may be `'NONE'`. */
  readonly executionStartToCloseTimeout?: Duration | undefined;
  /** The longest time that a decider may take. */
  readonly taskStartToCloseTimeout?: Duration | undefined;
  /** The ARN of the IAM role under which Lambda functions are called. */
  readonly lambdaRole?: string | undefined;
}

/** The names of the {@link ExecutionConfiguration}'s members, as options. */
export const executionConfigurationOptions: OptionNames<ExecutionConfiguration> = {
  taskList: true,
  taskPriority: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  lambdaRole: true,
};

/** The names of the {@link ExecutionConfiguration}'s members. */
export const executionConfiguration: readonly string[] = Object.keys(executionConfigurationOptions);

/** The configuration as `StartWorkflowExecution` takes it. */
export function configurationToWire(configuration: ExecutionConfiguration) {
  return defined({
    taskList: configuration.taskList === undefined ? undefined : { name: configuration.taskList },
    taskPriority: toWire(configuration.taskPriority),
    childPolicy: configuration.childPolicy,
    executionStartToCloseTimeout: toWire(configuration.executionStartToCloseTimeout),
    taskStartToCloseTimeout: toWire(configuration.taskStartToCloseTimeout),
    lambdaRole: configuration.lambdaRole,
  });
}

/** The configuration that `DescribeWorkflowExecution` tells. */
export function configurationFrom(wire: WorkflowExecutionConfiguration) {
  return {
    taskList: wire.taskList?.name,
    taskPriority: toPriority(wire.taskPriority),
    childPolicy: wire.childPolicy,
    executionStartToCloseTimeout: toDuration(wire.executionStartToCloseTimeout),
    taskStartToCloseTimeout: toDuration(wire.taskStartToCloseTimeout),
    lambdaRole: wire.lambdaRole,
  } satisfies ExecutionConfiguration;
}

/** Throws `InvalidArgumentError` for what SWF would refuse on registering a type or starting an execution. */
export function checkConfiguration(options: ExecutionConfiguration): void {
  optional(checkName, 'taskList', options.taskList);
  optional(checkPriority, 'taskPriority', options.taskPriority);
  optional(checkOneOf, 'childPolicy', options.childPolicy, childPolicies);
  optional(checkDuration, 'executionStartToCloseTimeout', options.executionStartToCloseTimeout, {
    none: false,
  });
  optional(checkDuration, 'taskStartToCloseTimeout', options.taskStartToCloseTimeout);
  optional(checkText, 'lambdaRole', options.lambdaRole, limits.arn, 1);
}
