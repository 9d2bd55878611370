import type { StartOptions } from '../../models/index.js';
import type { OptionNames } from '../../requests/index.js';

/** The options that any start of an execution takes, by a decision too. */
export const startOptions: OptionNames<Omit<StartOptions, 'input' | 'workflowId'>> = {
  taskList: true,
  taskPriority: true,
  childPolicy: true,
  executionStartToCloseTimeout: true,
  taskStartToCloseTimeout: true,
  lambdaRole: true,
  tagList: true,
};
