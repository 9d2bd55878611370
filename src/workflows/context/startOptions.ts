import { executionConfigurationOptions } from '../../models/ExecutionConfiguration.js';
import type { StartOptions } from '../../models/index.js';
import type { OptionNames } from '../../requests/index.js';

/** The options that every start of an execution takes, including starts by a decision. */
export const startOptions: OptionNames<Omit<StartOptions, 'input' | 'workflowId'>> = {
  ...executionConfigurationOptions,
  tagList: true,
};
