/** Subjects of events, which `--type` takes in place of all their event types. */
export const subjects: readonly string[] = [
  'WorkflowExecution',
  'DecisionTask',
  'ActivityTask',
  'LambdaFunction',
  'Timer',
  'ChildWorkflowExecution',
  'ExternalWorkflowExecution',
  'Marker',
];
