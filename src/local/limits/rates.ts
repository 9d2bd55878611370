import type { DecisionType } from '@aws-sdk/client-swf';
import type { OperationName } from '../api/Operations.js';

/** Parameters of a token bucket: its capacity, and the tokens refilled per second. */
export type Rate = readonly [size: number, refill: number];

/** The rates that Amazon documents for an account in a region. */
export const operationRates: Readonly<Record<OperationName, Rate>> = {
  CountClosedWorkflowExecutions: [2000, 6],
  CountOpenWorkflowExecutions: [2000, 6],
  CountPendingActivityTasks: [200, 6],
  CountPendingDecisionTasks: [200, 6],
  DeleteActivityType: [200, 6],
  DeleteWorkflowType: [200, 6],
  DeprecateActivityType: [200, 6],
  DeprecateDomain: [100, 6],
  DeprecateWorkflowType: [200, 6],
  DescribeActivityType: [2000, 6],
  DescribeDomain: [200, 6],
  DescribeWorkflowExecution: [2000, 6],
  DescribeWorkflowType: [2000, 6],
  GetWorkflowExecutionHistory: [2000, 60],
  ListActivityTypes: [200, 6],
  ListClosedWorkflowExecutions: [200, 6],
  ListDomains: [100, 6],
  ListOpenWorkflowExecutions: [200, 48],
  ListTagsForResource: [50, 30],
  ListWorkflowTypes: [200, 6],
  PollForActivityTask: [2000, 200],
  PollForDecisionTask: [2000, 200],
  RecordActivityTaskHeartbeat: [2000, 160],
  RegisterActivityType: [200, 60],
  RegisterDomain: [100, 6],
  RegisterWorkflowType: [200, 60],
  RequestCancelWorkflowExecution: [2000, 30],
  RespondActivityTaskCanceled: [2000, 200],
  RespondActivityTaskCompleted: [2000, 200],
  RespondActivityTaskFailed: [2000, 200],
  RespondDecisionTaskCompleted: [2000, 200],
  SignalWorkflowExecution: [2000, 30],
  StartWorkflowExecution: [2000, 200],
  TagResource: [50, 30],
  TerminateWorkflowExecution: [2000, 60],
  UndeprecateActivityType: [200, 6],
  UndeprecateDomain: [100, 6],
  UndeprecateWorkflowType: [200, 6],
  UntagResource: [50, 30],
};

/** Operations that are also counted per execution. */
export const executionRates = {
  GetWorkflowExecutionHistory: [400, 200],
  RecordActivityTaskHeartbeat: [1000, 1000],
  RequestCancelWorkflowExecution: [200, 200],
  SignalWorkflowExecution: [1000, 1000],
} as const satisfies Partial<Record<OperationName, Rate>>;

/** Decisions that are counted. When one exceeds its rate, the decision fails, not the call. */
export const decisionRates = {
  RequestCancelExternalWorkflowExecution: [1200, 120],
  ScheduleActivityTask: [1000, 200],
  SignalExternalWorkflowExecution: [1200, 120],
  StartChildWorkflowExecution: [500, 12],
  StartTimer: [2000, 200],
} as const satisfies Partial<Record<DecisionType, Rate>>;

/** The rate of activity tasks scheduled on one task list. */
export const taskListRate: Rate = [2000, 2000];

export type CountedDecision = keyof typeof decisionRates;
export type CountedOperation = keyof typeof executionRates;
