import type { ChildPolicy, WorkflowExecutionConfiguration } from '@aws-sdk/client-swf';
import type { OptionNames } from '../requests/index.js';
import {
  checkDuration,
  checkName,
  checkOneOf,
  checkPriority,
  checkText,
  childPolicies,
  type Duration,
  limits,
  omitUndefined,
  optional,
  toDuration,
  toPriority,
  toWire,
} from '../values/index.js';

/** Defaults that a type gives its executions; starting one may override them. Timeouts are in seconds. */
export interface ExecutionConfiguration {
  /** Task list of the decision tasks. */
  readonly taskList?: string | undefined;
  /** Priority of the decision tasks: an integer; higher values are more urgent. Compared as 0 if unset. */
  readonly taskPriority?: number | undefined;
  /** Policy for open child executions when the execution is terminated or times out. */
  readonly childPolicy?: ChildPolicy | undefined;
  /** Maximum duration of an execution, at most a year. Only a child's may be `'NONE'`. */
  readonly executionStartToCloseTimeout?: Duration | undefined;
  /** Maximum time that a decider may spend on a decision task. */
  readonly taskStartToCloseTimeout?: Duration | undefined;
  /** ARN of the IAM role that Lambda functions are invoked with. */
  readonly lambdaRole?: string | undefined;
}

/** Names of the members of {@link ExecutionConfiguration}, as options. */
export const executionConfigurationOptions: OptionNames<ExecutionConfiguration> = {
  taskList: true,
  taskPriority: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  lambdaRole: true,
};

/** Names of the members of {@link ExecutionConfiguration}. */
export const executionConfiguration: readonly string[] = Object.keys(executionConfigurationOptions);

/** Returns the configuration as parameters of `StartWorkflowExecution`. */
export function configurationToWire(configuration: ExecutionConfiguration) {
  return omitUndefined({
    taskList: configuration.taskList === undefined ? undefined : { name: configuration.taskList },
    taskPriority: toWire(configuration.taskPriority),
    childPolicy: configuration.childPolicy,
    executionStartToCloseTimeout: toWire(configuration.executionStartToCloseTimeout),
    taskStartToCloseTimeout: toWire(configuration.taskStartToCloseTimeout),
    lambdaRole: configuration.lambdaRole,
  });
}

/** Returns the configuration from the output of `DescribeWorkflowExecution`. */
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

/**
 * Throws `InvalidArgumentError` if SWF would reject the configuration when a type is registered or an
 * execution is started.
 */
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
