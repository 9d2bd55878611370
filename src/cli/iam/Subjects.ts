/** The types and task lists that a policy is about. */
export interface Subjects {
  /** Names of workflow types. */
  readonly workflows: readonly string[];
  /** Names of activity types. */
  readonly activities: readonly string[];
  /** Names of the task lists that are polled. */
  readonly taskLists: readonly string[];
  /** True if a workflow has a role under which Lambda functions are called. */
  readonly callsLambda: boolean;
  /** True if the worker registers its types. */
  readonly registers: boolean;
}
