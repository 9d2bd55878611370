/** The limits that SWF documents. Set one to `Infinity` to lift it. */
export interface Quotas {
  /** Domains, registered and deprecated. */
  readonly domains: number;
  /** Workflow types of a domain, registered and deprecated. */
  readonly workflowTypesPerDomain: number;
  /** Activity types of a domain, registered and deprecated. */
  readonly activityTypesPerDomain: number;
  /** Open executions of a domain, children included. */
  readonly openExecutionsPerDomain: number;
  /** Events after which an execution is terminated. */
  readonly eventsPerExecution: number;
  /** Activity tasks of an execution, scheduled or started. */
  readonly openActivityTasksPerExecution: number;
  /** Open timers of an execution. */
  readonly openTimersPerExecution: number;
  /** Open child executions of an execution. */
  readonly openChildExecutionsPerExecution: number;
  /** Open Lambda tasks of an execution. Amazon documents no figure. */
  readonly openLambdaFunctionsPerExecution: number;
  /** Concurrent long polls on one task list. */
  readonly pollersPerTaskList: number;
  /** Tags of a domain. */
  readonly tagsPerResource: number;
}

/** The limits that Amazon documents for every account. */
export const documentedQuotas: Quotas = {
  domains: 100,
  workflowTypesPerDomain: 10_000,
  activityTypesPerDomain: 10_000,
  openExecutionsPerDomain: 100_000,
  eventsPerExecution: 25_000,
  openActivityTasksPerExecution: 1000,
  openTimersPerExecution: 1000,
  openChildExecutionsPerExecution: 1000,
  openLambdaFunctionsPerExecution: 1000,
  pollersPerTaskList: 1000,
  tagsPerResource: 50,
};
