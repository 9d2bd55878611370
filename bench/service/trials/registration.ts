import { call } from '../direct.js';
import { activityType, domain, workflowType } from '../setup.js';
import { type State, type Trial, trial } from './Trial.js';

const registrationStatus = 'REGISTERED';
const resourceArn = `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`;

async function registerDomain({ handler, fresh: name }: State) {
  await call(handler, 'RegisterDomain', { name, workflowExecutionRetentionPeriodInDays: 'NONE' });
  return { name };
}

export const domainTrials: readonly Trial[] = [
  trial('RegisterDomain', ({ fresh: name }) => ({ name, workflowExecutionRetentionPeriodInDays: 'NONE' })),
  trial('DescribeDomain', () => ({ name: domain })),
  trial('ListDomains', () => ({ registrationStatus, maximumPageSize: 10 })),
  trial('DeprecateDomain', registerDomain),
  trial('UndeprecateDomain', async state => {
    const name = await registerDomain(state);
    await call(state.handler, 'DeprecateDomain', name);
    return name;
  }),
  trial('TagResource', ({ fresh: value }) => ({ resourceArn, tags: [{ key: 'team', value }] })),
  trial('ListTagsForResource', () => ({ resourceArn })),
  trial('UntagResource', () => ({ resourceArn, tagKeys: ['team'] })),
];

/** Returns trials of the six operations on types, which are the same for both kinds. */
function typeTrials(kind: 'Workflow' | 'Activity', known: { name: string; version: string }): Trial[] {
  const member = `${kind.toLowerCase()}Type`;
  const register = async ({ handler, fresh: name }: State) => {
    await call(handler, `Register${kind}Type`, { domain, name, version: '1' });
    return { domain, [member]: { name, version: '1' } };
  };
  const deprecate = async (state: State) => {
    const type = await register(state);
    await call(state.handler, `Deprecate${kind}Type`, type);
    return type;
  };
  return [
    trial(`Register${kind}Type`, ({ fresh: name }) => ({ domain, name, version: '1' })),
    trial(`Describe${kind}Type`, () => ({ domain, [member]: known })),
    trial(`List${kind}Types`, () => ({ domain, registrationStatus, maximumPageSize: 10 })),
    trial(`Deprecate${kind}Type`, register),
    trial(`Undeprecate${kind}Type`, deprecate),
    trial(`Delete${kind}Type`, deprecate),
  ];
}

export const registrationTrials: readonly Trial[] = [
  ...domainTrials,
  ...typeTrials('Workflow', workflowType),
  ...typeTrials('Activity', activityType),
];
