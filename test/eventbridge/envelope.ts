import type { StateChange } from 'rx-swf/eventbridge';

/** An envelope as Amazon documents it. */
export const envelope = (workflowId = 'album-7', runId = 'run-1'): StateChange => ({
  version: '0',
  id: '44444444-4444-4444-4444-444444444444',
  'detail-type': 'Simple Workflow Execution State Change',
  source: 'aws.swf',
  account: '444455556666',
  time: '2020-05-08T15:57:38Z',
  region: 'us-east-1',
  resources: ['arn:aws:swf:us-east-1:444455556666:/domain/media'],
  detail: {
    eventId: 35,
    eventType: 'WorkflowExecutionCompleted',
    workflowExecutionDetail: {
      executionInfo: {
        execution: { workflowId, runId },
        workflowType: { name: 'Album', version: '1' },
        startTimestamp: 1588953456484,
        closeTimestamp: 1588953458484,
        executionStatus: 'CLOSED',
        closeStatus: 'COMPLETED',
        parent: null,
        parentExecutionArn: null,
        tagList: null,
        cancelRequested: false,
      },
      executionConfiguration: {
        taskStartToCloseTimeout: '60',
        executionStartToCloseTimeout: '1000',
        taskList: { name: 'decisions' },
        taskPriority: null,
        childPolicy: 'ABANDON',
        lambdaRole: null,
      },
      openCounts: {
        openActivityTasks: 0,
        openDecisionTasks: 0,
        openTimers: 0,
        openChildWorkflowExecutions: 0,
        openLambdaFunctions: 0,
      },
      latestActivityTaskTimestamp: 1588953457000,
      latestExecutionContext: null,
    },
  },
});
