/** Instrumentation scope: the name of the meter and the tracer. */
export const scope = 'rx-swf';

/** Version of the semantic conventions that define the names below. */
export const schemaUrl = 'https://opentelemetry.io/schemas/1.45.0';

/** Name of the messaging system, by convention `<cloud>.<product>`. Prefix of all system-specific names. */
export const system = 'aws.swf';

// The names are written out because the messaging conventions are not stable: the package that exports them
// may drop some.

/** Names of attributes. */
export const attribute = {
  system: 'messaging.system',
  destination: 'messaging.destination.name',
  operationName: 'messaging.operation.name',
  operationType: 'messaging.operation.type',
  errorType: 'error.type',
  domain: `${system}.domain`,
  workflowId: `${system}.workflow.id`,
  runId: `${system}.workflow.run_id`,
  workflowType: `${system}.workflow.type`,
  workflowVersion: `${system}.workflow.version`,
  activityId: `${system}.activity.id`,
  activityType: `${system}.activity.type`,
  activityVersion: `${system}.activity.version`,
  answer: `${system}.task.answer`,
  presumed: `${system}.task.presumed`,
  unfinished: `${system}.task.unfinished`,
  cancelRequested: `${system}.heartbeat.cancel_requested`,
  attempt: `${system}.retry.attempt`,
  delay: `${system}.retry.delay`,
  candidateOutcome: `${system}.candidate.outcome`,
  candidatePath: `${system}.candidate.path`,
  candidateDifference: `${system}.candidate.difference`,
  candidateRecorded: `${system}.candidate.recorded`,
  candidateIssued: `${system}.candidate.issued`,
  candidateSkip: `${system}.candidate.skip`,
} as const;

/** Names of metrics. */
export const metric = {
  operationDuration: 'messaging.client.operation.duration',
  consumedMessages: 'messaging.client.consumed.messages',
  processDuration: 'messaging.process.duration',
  waitingPolls: `${system}.client.waiting_polls`,
  heldTasks: `${system}.client.held_tasks`,
  heartbeats: `${system}.client.heartbeats`,
  retries: `${system}.client.retries`,
  failedDecisions: `${system}.client.failed_decisions`,
  candidateDecisions: `${system}.client.candidate_decisions`,
  candidateDuration: `${system}.client.candidate_duration`,
} as const;

/** Histogram bucket boundaries required by the conventions, in seconds. */
export const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];
