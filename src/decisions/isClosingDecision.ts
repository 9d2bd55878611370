import type { Decision } from '@aws-sdk/client-swf';

const closingTypes: ReadonlySet<string | undefined> = new Set([
  'CompleteWorkflowExecution',
  'FailWorkflowExecution',
  'CancelWorkflowExecution',
  'ContinueAsNewWorkflowExecution',
]);

/** Returns `true` if the decision closes the execution, in which case no other decision may follow. */
export function isClosingDecision({ decisionType }: Decision): boolean {
  return closingTypes.has(decisionType);
}
