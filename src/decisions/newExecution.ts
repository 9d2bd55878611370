import { type DataConverter, toPayload } from '../payloads/index.js';
import type { OptionNames } from '../requests/index.js';
import {
  checkDuration,
  checkName,
  checkOneOf,
  checkPriority,
  checkTags,
  checkText,
  childPolicies,
  limits,
  omitUndefined,
  optional,
  toWire,
} from '../values/index.js';
import type { NewExecutionOptions } from './options.js';

/** Names of the {@link NewExecutionOptions}. */
export const newExecutionOptions: OptionNames<NewExecutionOptions> = {
  input: true,
  taskList: true,
  taskPriority: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  tagList: true,
  lambdaRole: true,
};

/** Returns the validated members shared by child executions and continued ones. */
export function newExecution(converter: DataConverter, options: NewExecutionOptions) {
  const { taskList, taskPriority, childPolicy, tagList, lambdaRole } = options;
  optional(checkName, 'taskList', taskList);
  optional(checkPriority, 'taskPriority', taskPriority);
  optional(checkOneOf, 'childPolicy', childPolicy, childPolicies);
  // Unlike when starting an execution, NONE is allowed here; the limit of a year applies as well
  optional(checkDuration, 'executionStartToCloseTimeout', options.executionStartToCloseTimeout);
  optional(checkDuration, 'taskStartToCloseTimeout', options.taskStartToCloseTimeout);
  optional(checkTags, 'tagList', tagList);
  optional(checkText, 'lambdaRole', lambdaRole, limits.arn, 1);
  return omitUndefined({
    input: toPayload(converter, 'input', options.input),
    taskList: taskList === undefined ? undefined : { name: taskList },
    taskPriority: toWire(taskPriority),
    childPolicy,
    executionStartToCloseTimeout: toWire(options.executionStartToCloseTimeout),
    taskStartToCloseTimeout: toWire(options.taskStartToCloseTimeout),
    tagList: tagList && [...tagList],
    lambdaRole,
  });
}
