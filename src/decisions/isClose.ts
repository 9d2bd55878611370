import type { Decision } from '@aws-sdk/client-swf';

const closes: ReadonlySet<string | undefined> = new Set([
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
]);

/** Returns `true` if the decision closes the execution, in which case no other decision may follow. */
export function isClose({ decisionType }: Decision): boolean {
  return closes.has(decisionType);
}
