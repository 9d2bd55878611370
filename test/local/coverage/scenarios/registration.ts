import { domain, taskList, Walk } from '../Walk.js';
import type { Scenario } from './Scenario.js';

const arn = (name: string) => `arn:aws:swf:us-east-1:123456789012:/domain/${name}`;
const registered = { registrationStatus: 'REGISTERED' };
const deprecated = { registrationStatus: 'DEPRECATED' };
const retention = { workflowExecutionRetentionPeriodInDays: '7' };

/** Domains with and without a description, in either state, page by page; and their tags. */
export const domains: Scenario = async coverage => {
  const walk = new Walk(coverage);
  for (const name of ['a', 'b', 'c']) {
    const tags = [{ key: 'team', value: 'blue' }];
    await walk.call('RegisterDomain', { name, description: `Domain ${name}`, tags, ...retention });
  }
  const { nextPageToken } = await walk.call('ListDomains', { ...registered, maximumPageSize: 2 });
  await walk.call('ListDomains', { ...registered, maximumPageSize: 2, nextPageToken });
  await walk.call('DescribeDomain', { name: 'a' });
  await walk.call('DeprecateDomain', { name: 'a' });
  await walk.call('DescribeDomain', { name: 'a' });
  await walk.call('ListDomains', deprecated);
  await walk.call('UndeprecateDomain', { name: 'a' });
  const resourceArn = arn('a');
  await walk.call('TagResource', { resourceArn, tags: [{ key: 'cost', value: '1' }] });
  await walk.call('UntagResource', { resourceArn, tagKeys: ['team'] });
  await walk.call('ListTagsForResource', { resourceArn });
};

const workflowConfiguration = {
  defaultTaskList: taskList,
  defaultTaskStartToCloseTimeout: '10',
  defaultExecutionStartToCloseTimeout: '20',
  defaultTaskPriority: '3',
  defaultLambdaRole: 'arn:aws:iam::123456789012:role/lambda',
};
const activityConfiguration = {
  defaultTaskList: taskList,
  defaultTaskStartToCloseTimeout: '1',
  defaultTaskHeartbeatTimeout: '2',
  defaultTaskScheduleToStartTimeout: '3',
  defaultTaskScheduleToCloseTimeout: 'NONE',
  defaultTaskPriority: '-4',
};

/** Types of both kinds with all they can have, in either state, page by page. */
export const types: Scenario = async coverage => {
  const walk = await Walk.prepared(coverage);
  const description = 'As full as can be';
  for (const defaultChildPolicy of ['TERMINATE', 'REQUEST_CANCEL', 'ABANDON']) {
    const workflowType = { name: 'Full', version: defaultChildPolicy };
    const configuration = { ...workflowConfiguration, defaultChildPolicy };
    await walk.call('RegisterWorkflowType', { domain, ...workflowType, description, ...configuration });
    await walk.call('DescribeWorkflowType', { domain, workflowType });
  }
  const full = { name: 'Full', version: '1' };
  await walk.call('RegisterActivityType', { domain, ...full, description, ...activityConfiguration });
  await walk.call('DescribeActivityType', { domain, activityType: full });
  await lifeOfType(walk, 'Workflow', { name: 'Full', version: 'ABANDON' });
  await lifeOfType(walk, 'Activity', full);
  await walk.finish();
};

async function lifeOfType(walk: Walk, kind: 'Workflow' | 'Activity', type: object): Promise<void> {
  const named = { domain, [`${kind.toLowerCase()}Type`]: type };
  const { nextPageToken } = await walk.call(`List${kind}Types`, {
    domain,
    ...registered,
    maximumPageSize: 1,
  });
  await walk.call(`List${kind}Types`, { domain, ...registered, maximumPageSize: 1, nextPageToken });
  await walk.call(`Deprecate${kind}Type`, named);
  await walk.call(`Describe${kind}Type`, named);
  await walk.call(`List${kind}Types`, { domain, ...deprecated });
  await walk.call(`Undeprecate${kind}Type`, named);
  await walk.call(`Deprecate${kind}Type`, named);
  await walk.call(`Delete${kind}Type`, named);
}
