import { type Chapter, documented, operation, reported } from '../Check.js';
import {
  expectEqual,
  expectFault,
  expectMembers,
  expectRefusal,
  expectSequence,
  expectTrue,
} from '../expect.js';
import type { Scene } from '../Scene.js';

const registrationStatus = 'REGISTERED';
const deprecated = 'DEPRECATED';

/** Registers a domain of the check's own. Amazon never deletes a domain, so few checks do this. */
async function registerDomain({ swf, id }: Scene): Promise<string> {
  const name = `${id}-domain`;
  await swf.registerDomain({
    name,
    description: 'Of a conformance check',
    workflowExecutionRetentionPeriodInDays: '7',
  });
  return name;
}

async function statusOf({ swf }: Scene, name: string): Promise<string | undefined> {
  return (await swf.describeDomain({ name })).domainInfo?.status;
}

async function namesOf({ swf }: Scene, status: 'REGISTERED' | 'DEPRECATED', reverseOrder = false) {
  const { domainInfos = [] } = await swf.listDomains({ registrationStatus: status, reverseOrder });
  return domainInfos.map(({ name = '' }) => name);
}

async function arnOf({ swf, domain }: Scene): Promise<string> {
  const { domainInfo } = await swf.describeDomain({ name: domain });
  expectTrue(
    /^arn:aws[\w-]*:swf:[\w-]+:\d{12}:\/domain\//.test(domainInfo?.arn ?? ''),
    'an ARN of the domain',
  );
  return domainInfo?.arn ?? '';
}

export const domains: Chapter = {
  name: 'Domains',
  checks: [
    operation(
      'RegisterDomain',
      'registers a domain once: then DomainAlreadyExistsFault',
      async ({ swf, domain }) => {
        await expectFault(
          swf.registerDomain({ name: domain, workflowExecutionRetentionPeriodInDays: '7' }),
          'DomainAlreadyExistsFault',
        );
      },
    ),
    operation('DescribeDomain', 'returns status, description and retention', async scene => {
      const name = await registerDomain(scene);
      const { domainInfo, configuration } = await scene.swf.describeDomain({ name });
      const info = { name, status: registrationStatus, description: 'Of a conformance check' };
      expectMembers(domainInfo, info, 'the domain');
      expectEqual(configuration?.workflowExecutionRetentionPeriodInDays, '7', 'retention');
      await scene.swf.deprecateDomain({ name });
    }),
    operation('ListDomains', 'lists the domains of a status', scene =>
      scene.until(async () => {
        expectTrue(
          (await namesOf(scene, registrationStatus)).includes(scene.domain),
          'the domain to be listed',
        );
        expectTrue(
          !(await namesOf(scene, deprecated)).includes(scene.domain),
          'it not to be listed as deprecated',
        );
      }),
    ),
    operation('DeprecateDomain', 'deprecates once: then DomainDeprecatedFault', async scene => {
      const name = await registerDomain(scene);
      await scene.swf.deprecateDomain({ name });
      expectEqual(await statusOf(scene, name), deprecated, 'status');
      await expectFault(scene.swf.deprecateDomain({ name }), 'DomainDeprecatedFault');
    }),
    operation('UndeprecateDomain', 'registers a deprecated domain again, and no other', async scene => {
      const name = await registerDomain(scene);
      await scene.swf.deprecateDomain({ name });
      await scene.swf.undeprecateDomain({ name });
      expectEqual(await statusOf(scene, name), registrationStatus, 'status');
      await expectFault(scene.swf.undeprecateDomain({ name }), 'DomainAlreadyExistsFault');
      await scene.swf.deprecateDomain({ name });
    }),
    operation('TagResource', 'adds tags, and replaces values', async scene => {
      const resourceArn = await arnOf(scene);
      const key = `${scene.id}-tag`;
      await scene.swf.tagResource({ resourceArn, tags: [{ key, value: '1' }] });
      await scene.swf.tagResource({ resourceArn, tags: [{ key, value: '2' }] });
      const { tags = [] } = await scene.swf.listTagsForResource({ resourceArn });
      expectEqual(
        tags.filter(tag => tag.key === key),
        [{ key, value: '2' }],
        'tags',
      );
      await scene.swf.untagResource({ resourceArn, tagKeys: [key] });
    }),
    operation('UntagResource', 'removes tags', async scene => {
      const resourceArn = await arnOf(scene);
      const key = `${scene.id}-tag`;
      await scene.swf.tagResource({ resourceArn, tags: [{ key, value: '1' }] });
      await scene.swf.untagResource({ resourceArn, tagKeys: [key] });
      const { tags = [] } = await scene.swf.listTagsForResource({ resourceArn });
      expectEqual(
        tags.filter(tag => tag.key === key),
        [],
        'tags',
      );
    }),
    operation(
      'ListTagsForResource',
      'lists tags; of an unknown domain: UnknownResourceFault',
      async scene => {
        const resourceArn = await arnOf(scene);
        const key = `${scene.id}-tag`;
        await scene.swf.tagResource({ resourceArn, tags: [{ key, value: 'v' }] });
        const { tags = [] } = await scene.swf.listTagsForResource({ resourceArn });
        expectEqual(tags.find(tag => tag.key === key)?.value, 'v', 'value');
        await scene.swf.untagResource({ resourceArn, tagKeys: [key] });
        await expectFault(
          scene.swf.listTagsForResource({ resourceArn: `${resourceArn}-that-nobody-has` }),
          'UnknownResourceFault',
        );
      },
    ),
    documented('Domains are listed by name, or in reverse', async scene => {
      const name = await registerDomain(scene);
      await scene.until(async () => {
        const [first = '', second = ''] = [name, scene.domain].sort();
        expectSequence(await namesOf(scene, registrationStatus), [first, second], 'ascending');
        expectSequence(await namesOf(scene, registrationStatus, true), [second, first], 'descending');
      });
      await scene.swf.deprecateDomain({ name });
    }),
    documented('A deprecated domain takes no new types and no new executions', async scene => {
      const name = await registerDomain(scene);
      const workflowType = { name: 'Encode', version: '1' };
      await scene.swf.registerWorkflowType({
        domain: name,
        ...workflowType,
        defaultTaskList: scene.decisions,
        defaultChildPolicy: 'TERMINATE',
        defaultExecutionStartToCloseTimeout: '300',
        defaultTaskStartToCloseTimeout: '60',
      });
      await scene.swf.deprecateDomain({ name });
      await expectRefusal(scene.swf.startWorkflowExecution({ domain: name, workflowId: 'w', workflowType }));
      await expectRefusal(scene.swf.registerActivityType({ domain: name, name: 'Resize', version: '1' }));
    }),
    documented('Deprecating a domain deprecates its types', async scene => {
      const name = await registerDomain(scene);
      const activityType = { name: 'Resize', version: '1' };
      await scene.swf.registerActivityType({ domain: name, ...activityType });
      await scene.swf.deprecateDomain({ name });
      const { typeInfo } = await scene.swf.describeActivityType({ domain: name, activityType });
      expectEqual(typeInfo?.status, deprecated, 'status of a type');
    }),
    documented('The executions of a deprecated domain can be listed', async scene => {
      const name = await registerDomain(scene);
      await scene.swf.deprecateDomain({ name });
      const startTimeFilter = { oldestDate: new Date(0) };
      const { executionInfos } = await scene.swf.listOpenWorkflowExecutions({
        domain: name,
        startTimeFilter,
      });
      expectEqual(executionInfos, [], 'executions');
    }),
    documented('More than 50 tags are refused: TooManyTagsFault', async scene => {
      const resourceArn = await arnOf(scene);
      const tags = Array.from({ length: 51 }, (_, index) => ({ key: `${scene.id}-${index}`, value: '' }));
      await expectFault(scene.swf.tagResource({ resourceArn, tags }), 'TooManyTagsFault');
    }),
    reported('DomainAlreadyExistsFault has the name as its message', async ({ swf, domain }) => {
      await expectFault(
        swf.registerDomain({ name: domain, workflowExecutionRetentionPeriodInDays: '7' }),
        'DomainAlreadyExistsFault',
        domain,
      );
    }),
  ],
};
