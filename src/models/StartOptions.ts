import { checkOptions, type OptionNames } from '../requests/index.js';
import { checkName, checkTags, optional } from '../values/index.js';
import {
  checkConfiguration,
  type ExecutionConfiguration,
  executionConfigurationOptions,
} from './ExecutionConfiguration.js';

/** Options for starting an execution. Omitted ones default to those of the type. */
export interface StartOptions extends ExecutionConfiguration {
  /**
   * Unique among the domain's open executions. @defaultValue the type's name and version, and a random suffix
   */
  readonly workflowId?: string | undefined;
  /**
   * Any value that the domain's `DataConverter` can write, JSON by default. At most 32,768 characters, unless
   * it is offloaded.
   */
  readonly input?: unknown;
  /** At most 5 tags of 1 to 256 characters. */
  readonly tagList?: readonly string[] | undefined;
}

const startOptions: OptionNames<StartOptions> = {
  ...executionConfigurationOptions,
  workflowId: true,
  input: true,
  tagList: true,
};

/** Throws `InvalidArgumentError` if SWF would reject the options. */
export function checkStart(subject: string, options: StartOptions): void {
  checkOptions(subject, options, startOptions);
  checkConfiguration(options);
  optional(checkName, 'workflowId', options.workflowId);
  optional(checkTags, 'tagList', options.tagList);
}
