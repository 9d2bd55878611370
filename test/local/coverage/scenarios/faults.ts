import { complete, decision } from '../../../harness/sdkDecisions.js';
import { operations } from '../table/index.js';
import { bare, domain, encode, gone, resize, startTimeFilter, taskList, Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const retention = { workflowExecutionRetentionPeriodInDays: '7' };
const resourceArn = 'arn:aws:swf:us-east-1:123456789012:/domain/media';

/** Every operation on a service that knows nothing. */
export const unknown: Scenario = async coverage => {
  const walk = new Walk(coverage);
  for (const [operation, { input }] of Object.entries(operations)) {
    if (operation !== 'RegisterDomain') await walk.fault(operation, Object(input.sample));
  }
};

/** Tokens of tasks that are over. */
export const tasksThatAreOver: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('w');
  const taskToken = await walk.work('a');
  await walk.call('RespondActivityTaskCompleted', { taskToken });
  for (const answer of ['Completed', 'Failed', 'Canceled']) {
    await walk.fault(`RespondActivityTask${answer}`, { taskToken });
  }
  await walk.fault('RecordActivityTaskHeartbeat', { taskToken });
  const task = await walk.pollDecision();
  await walk.respond(task['taskToken']);
  await walk.fault('RespondDecisionTaskCompleted', { taskToken: task['taskToken'] });
};

/** Registering, deprecating, taking back and deleting what is not in the state for it. */
export const states: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.fault('RegisterDomain', { name: domain, ...retention });
  await walk.fault('UndeprecateDomain', { name: domain });
  for (const [kind, type] of [
    ['Workflow', encode],
    ['Activity', resize],
  ] as const) {
    const named = (each: object) => ({ domain, [`${kind.toLowerCase()}Type`]: each });
    await walk.fault(`Register${kind}Type`, { domain, ...type });
    await walk.fault(`Undeprecate${kind}Type`, named(type));
    await walk.fault(`Delete${kind}Type`, named(type));
    await walk.fault(`Deprecate${kind}Type`, named(gone));
  }
  await walk.call('DeprecateDomain', { name: domain });
  await walk.fault('DeprecateDomain', { name: domain });
  await walk.fault('RegisterWorkflowType', { domain, name: 'New', version: '1' });
  await walk.fault('RegisterActivityType', { domain, name: 'New', version: '1' });
  await walk.fault('StartWorkflowExecution', { domain, workflowId: 'w', workflowType: encode });
};

/** Starting what cannot start. */
export const starts: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage, { quotas: { openExecutionsPerDomain: 1 } });
  const start = (workflowId: string, workflowType: object) =>
    walk.fault('StartWorkflowExecution', { domain, workflowId, workflowType });
  await start('w', gone);
  await start('w', bare);
  await walk.start('w');
  await start('w', encode);
  await start('another', encode);
};

/** One more than there may be. */
export const limits: Scenario = async coverage => {
  const quotas = {
    domains: 1,
    workflowTypesPerDomain: 2,
    activityTypesPerDomain: 2,
    pollersPerTaskList: 0,
    tagsPerResource: 1,
  };
  const walk = new Walk(coverage, { quotas });
  const tags = [{ key: 'a' }, { key: 'b' }];
  await walk.fault('RegisterDomain', { name: domain, tags, ...retention });
  await walk.call('RegisterDomain', { name: domain, ...retention });
  await walk.fault('RegisterDomain', { name: 'another', ...retention });
  await walk.fault('TagResource', { resourceArn, tags });
  for (const kind of ['Workflow', 'Activity']) {
    for (const version of ['1', '2']) await walk.call(`Register${kind}Type`, { domain, name: 'n', version });
    await walk.fault(`Register${kind}Type`, { domain, name: 'n', version: '3' });
  }
  await walk.fault('PollForDecisionTask', { domain, taskList });
  await walk.fault('PollForActivityTask', { domain, taskList });
};

/** Calls that are well-formed and yet make no sense. */
export const nonsense: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  await walk.start('w');
  const { taskToken } = await walk.pollDecision();
  const decisions = [complete(), decision('RecordMarker', { markerName: 'm' })];
  await walk.fault('RespondDecisionTaskCompleted', { taskToken, decisions });
  await walk.fault('ListClosedWorkflowExecutions', { domain });
  await walk.fault('CountClosedWorkflowExecutions', {
    domain,
    startTimeFilter,
    closeTimeFilter: startTimeFilter,
  });
};
