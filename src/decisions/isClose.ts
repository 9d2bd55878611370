import type { Decision } from '@aws-sdk/client-swf';

const closes: ReadonlySet<string | undefined> = new Set([
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
]);

/** Whether a decision closes the execution: then none may follow it. */
export function isClose({ decisionType }: Decision): boolean {
  return closes.has(decisionType);
}
