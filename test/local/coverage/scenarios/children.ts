import type { Decision } from '@aws-sdk/client-swf';
import { complete, decision } from '../../../harness/sdkDecisions.js';
import { bare, domain, encode, gone, Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const children = { name: 'children' };
const child = (workflowId: string, given: object = {}) =>
  decision('StartChildWorkflowExecution', {
    workflowId,
    workflowType: encode,
    taskList: children,
    control: 'c',
    ...given,
  });

const full = {
  input: 'in',
  tagList: ['urgent'],
  taskPriority: '5',
  lambdaRole: 'arn:aws:iam::123456789012:role/lambda',
};

/** Children that close in every way there is, and one that stays open. */
export const endsOfChildren: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('w');
  const ends: Decision[] = [
    complete('out'),
    decision('FailWorkflowExecution', { reason: 'broken', details: 'in two' }),
    decision('CancelWorkflowExecution', { details: 'gladly' }),
    decision('ContinueAsNewWorkflowExecution', { taskList: children }),
  ];
  for (const [index, end] of ends.entries()) {
    await walk.decide(child(`c${index}`, full));
    await walk.decideOn(children.name, end);
    await walk.wake();
  }
  await walk.decide(
    child('timed out', { executionStartToCloseTimeout: '1' }),
    child('terminated'),
    child('open'),
  );
  walk.pass(1);
  await walk.call('TerminateWorkflowExecution', { domain, workflowId: 'terminated' });
  await walk.finish();
};

/** Children that cannot be started. */
export const causesOfChildren: Scenario = async coverage => {
  const quotas = { openChildExecutionsPerExecution: 1, openExecutionsPerDomain: 3 };
  const walk = await Walk.prepared(coverage, { quotas });
  await walk.start('w');
  const given = {
    taskList: children,
    executionStartToCloseTimeout: '1',
    taskStartToCloseTimeout: '1',
    childPolicy: 'ABANDON' as const,
  };
  const incomplete = Object.keys(given).map(missing => ({ ...given, [missing]: undefined }));
  await walk.decide(
    child('a', { workflowType: { name: 'Never', version: '1' } }),
    child('a', { workflowType: gone }),
    ...incomplete.map(options => child('a', { workflowType: bare, ...options })),
    child('w'),
  );
  await walk.decide(child('a'));
  await walk.decide(child('b'));
  await walk.start('other');
  await walk.decideOn('decisions', child('c'));
  await walk.wake('other');
  await walk.decideOn('decisions', child('c'));
  await walk.finish();
};

/** Executions that cannot be continued. */
export const causesOfContinuing: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  const given = {
    executionStartToCloseTimeout: '1',
    taskList: { name: 'decisions' },
    taskStartToCloseTimeout: '1',
    childPolicy: 'ABANDON' as const,
  };
  await walk.start('w', { workflowType: bare, ...given, executionStartToCloseTimeout: '1000' });
  const incomplete = Object.keys(given).map(missing => ({ ...given, [missing]: undefined }));
  await walk.call('RegisterWorkflowType', { domain, name: bare.name, version: 'gone' });
  await walk.call('DeprecateWorkflowType', { domain, workflowType: { name: bare.name, version: 'gone' } });
  const versions = ['never', 'gone'].map(workflowTypeVersion => ({ ...given, workflowTypeVersion }));
  for (const options of [...incomplete, ...versions]) {
    await walk.decide(decision('ContinueAsNewWorkflowExecution', options));
  }
  await walk.finish();
};

/** Children whose parent ends, and what becomes of them. */
export const orphans: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  for (const childPolicy of ['TERMINATE', 'REQUEST_CANCEL']) {
    await walk.start(childPolicy, { childPolicy });
    await walk.decide(child(`child of ${childPolicy}`));
    await walk.call('TerminateWorkflowExecution', { domain, workflowId: childPolicy });
  }
  await walk.finish();
};
