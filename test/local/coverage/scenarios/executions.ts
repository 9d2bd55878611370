import { complete, decision } from '../../../harness/sdkDecisions.js';
import { domain, startTimeFilter, taskList, Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const full = {
  input: 'in',
  tagList: ['urgent'],
  taskPriority: '5',
  lambdaRole: 'arn:aws:iam::123456789012:role/lambda',
};
const childPolicies = ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON'] as const;

/** An execution with all that it can have, its decision tasks page by page, and the lists that it is in. */
export const lifecycle: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('other');
  await walk.start('w', full);
  await walk.wake();
  await walk.call('CountPendingDecisionTasks', { domain, taskList });
  await walk.call('CountPendingActivityTasks', { domain, taskList });
  const first = await walk.pollDecision({ identity: 'decider', maximumPageSize: 1 });
  await walk.pollDecision({ maximumPageSize: 1, nextPageToken: first['nextPageToken'] });
  await walk.call('RespondDecisionTaskCompleted', {
    taskToken: first['taskToken'],
    executionContext: 'begun',
    decisions: [decision('RecordMarker', { markerName: 'm', details: 'more' })],
  });
  await walk.call('RequestCancelWorkflowExecution', { domain, workflowId: 'w' });
  for (const [workflowId, given] of [
    ['c1', full],
    ['c2', {}],
  ] as const) {
    await walk.start(workflowId, given);
    await walk.call('TerminateWorkflowExecution', { domain, workflowId, reason: 'enough', details: 'of it' });
  }
  for (const status of ['Open', 'Closed']) {
    await walk.call(`List${status}WorkflowExecutions`, { domain, startTimeFilter, maximumPageSize: 1 });
    await walk.call(`Count${status}WorkflowExecutions`, { domain, startTimeFilter });
  }
  const execution = await walk.start('long');
  await walk.call('GetWorkflowExecutionHistory', { domain, execution, maximumPageSize: 1 });
  await walk.finish();
};

/** Every child policy, in all that can have one. */
export const policies: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  for (const childPolicy of childPolicies) {
    await walk.start(`timed out ${childPolicy}`, { childPolicy, executionStartToCloseTimeout: '1' });
    await walk.decide(
      decision('StartChildWorkflowExecution', {
        workflowId: `child ${childPolicy}`,
        workflowType: { name: 'Encode', version: '1' },
        taskList: { name: 'children' },
        childPolicy,
      }),
    );
    await walk.drain('decisions');
    walk.pass(1);
    await walk.start(`terminated ${childPolicy}`, { childPolicy });
    await walk.call('TerminateWorkflowExecution', { domain, workflowId: `terminated ${childPolicy}` });
  }
  for (const childPolicy of childPolicies) {
    await walk.start(`continued ${childPolicy}`, { taskList: { name: 'other' } });
    await walk.decideOn('other', decision('ContinueAsNewWorkflowExecution', { childPolicy, ...full }));
  }
  await walk.finish();
};

/** Executions that close in every way there is. */
export const closes: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('w');
  await walk.decide(complete('out'));
  await walk.start('w');
  await walk.decide(decision('FailWorkflowExecution', { reason: 'broken', details: 'in two' }));
  await walk.start('w');
  await walk.decide(decision('CancelWorkflowExecution', { details: 'gladly' }));
  await walk.start('w', { executionStartToCloseTimeout: '1' });
  walk.pass(1);
  await walk.start('w');
  await walk.call('TerminateWorkflowExecution', {
    domain,
    workflowId: 'w',
    reason: 'enough',
    details: 'of it',
  });
  await walk.start('w');
  await walk.decide(decision('ContinueAsNewWorkflowExecution', full));
  await walk.finish();
};

/** An execution whose history grows too long. */
export const tooLong: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage, { quotas: { eventsPerExecution: 4 } });
  await walk.start('w');
  await walk.wake();
  await walk.wake();
  await walk.finish();
};

/** Closes that fail because of new events. */
export const unhandled: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('w');
  for (const type of ['Complete', 'Fail', 'Cancel', 'ContinueAsNew'] as const) {
    const { taskToken } = await walk.pollDecision();
    await walk.wake();
    await walk.respond(taskToken, decision(`${type}WorkflowExecution`));
  }
  await walk.finish();
};

/** A task list override without pollers, and a decider that does not respond. */
export const decisionTimeouts: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('w');
  const { taskToken } = await walk.pollDecision();
  await walk.call('RespondDecisionTaskCompleted', {
    taskToken,
    taskList: { name: 'other' },
    taskListScheduleToStartTimeout: '10',
  });
  await walk.wake();
  walk.pass(10);
  await walk.pollDecision();
  walk.pass(100);
  await walk.finish();
};
