/** Rate of an operation, as SWF counts it for an account in a region. */
export interface Rate {
  /** Calls that may be made at once: the size of the token bucket. */
  readonly burst: number;
  /** Calls per second in the long run: the refill of the bucket. */
  readonly perSecond: number;
}

const read: Rate = { burst: 2000, perSecond: 6 };
const list: Rate = { burst: 200, perSecond: 6 };

/** Documented rates of the operations by which something is watched, or done to many executions. */
export const documentedRates = {
  CountClosedWorkflowExecutions: read,
  CountOpenWorkflowExecutions: read,
  CountPendingActivityTasks: list,
  CountPendingDecisionTasks: list,
  DescribeActivityType: read,
  DescribeDomain: list,
  DescribeWorkflowExecution: read,
  DescribeWorkflowType: read,
  GetWorkflowExecutionHistory: { burst: 2000, perSecond: 60 },
  ListActivityTypes: list,
  ListClosedWorkflowExecutions: list,
  ListDomains: { burst: 100, perSecond: 6 },
  ListOpenWorkflowExecutions: { burst: 200, perSecond: 48 },
  ListTagsForResource: { burst: 50, perSecond: 30 },
  ListWorkflowTypes: list,
  RequestCancelWorkflowExecution: { burst: 2000, perSecond: 30 },
  SignalWorkflowExecution: { burst: 2000, perSecond: 30 },
  TerminateWorkflowExecution: { burst: 2000, perSecond: 60 },
} as const satisfies Readonly<Record<string, Rate>>;

/** An operation whose calls can be paced. */
export type PacedOperation = keyof typeof documentedRates;
