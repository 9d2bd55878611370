import {
  DeprecateDomainCommand,
  DescribeDomainCommand,
  DescribeWorkflowTypeCommand,
  ListDomainsCommand,
  ListOpenWorkflowExecutionsCommand,
  ListTagsForResourceCommand,
  RegisterActivityTypeCommand,
  RegisterDomainCommand,
  StartWorkflowExecutionCommand,
  TagResourceCommand,
  UndeprecateDomainCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';

const register = (name: string, given = {}) =>
  new RegisterDomainCommand({ name, workflowExecutionRetentionPeriodInDays: '7', ...given });

describe('a domain', () => {
  it('is described with its ARN, and the description and retention with which it was registered', async () => {
    const { client } = SdkHarness.empty({ region: 'eu-west-1', account: '111122223333' });
    await client.send(register('media', { description: 'Films' }));
    expect(await client.send(new DescribeDomainCommand({ name: 'media' }))).toMatchObject({
      domainInfo: {
        name: 'media',
        status: 'REGISTERED',
        description: 'Films',
        arn: 'arn:aws:swf:eu-west-1:111122223333:/domain/media',
      },
      configuration: { workflowExecutionRetentionPeriodInDays: '7' },
    });
  });

  it('has no description if none was given, and an empty one if that was given', async () => {
    const { client } = SdkHarness.empty();
    await client.send(register('none'));
    await client.send(register('empty', { description: '' }));
    const none = await client.send(new DescribeDomainCommand({ name: 'none' }));
    const empty = await client.send(new DescribeDomainCommand({ name: 'empty' }));
    expect(none.domainInfo).not.toHaveProperty('description');
    expect(empty.domainInfo?.description).toBe('');
  });

  it('cannot be registered twice, not even when deprecated', async () => {
    const { client } = SdkHarness.empty();
    await client.send(register('media'));
    await expectFault(client.send(register('media')), 'DomainAlreadyExistsFault', 'media');
    await client.send(new DeprecateDomainCommand({ name: 'media' }));
    await expectFault(client.send(register('media')), 'DomainAlreadyExistsFault', 'media');
  });

  it('is deprecated and undeprecated once each', async () => {
    const { client } = SdkHarness.empty();
    await client.send(register('media'));
    await expectFault(
      client.send(new UndeprecateDomainCommand({ name: 'media' })),
      'DomainAlreadyExistsFault',
      'media',
    );
    await client.send(new DeprecateDomainCommand({ name: 'media' }));
    await expectFault(
      client.send(new DeprecateDomainCommand({ name: 'media' })),
      'DomainDeprecatedFault',
      'media',
    );
    await client.send(new UndeprecateDomainCommand({ name: 'media' }));
    const { domainInfo } = await client.send(new DescribeDomainCommand({ name: 'media' }));
    expect(domainInfo?.status).toBe('REGISTERED');
  });

  it('that does not exist is unknown', async () => {
    const { client } = SdkHarness.empty();
    const name = 'nowhere';
    for (const call of [
      client.send(new DescribeDomainCommand({ name })),
      client.send(new DeprecateDomainCommand({ name })),
      client.send(new UndeprecateDomainCommand({ name })),
    ]) {
      await expectFault(call, 'UnknownResourceFault', 'Unknown domain: nowhere');
    }
  });

  it('is deprecated together with its types, and accepts no new types and executions', async () => {
    const { client } = await SdkHarness.open();
    await client.send(new DeprecateDomainCommand({ name: domain }));
    const { typeInfo } = await client.send(new DescribeWorkflowTypeCommand({ domain, workflowType }));
    expect(typeInfo).toMatchObject({ status: 'DEPRECATED', deprecationDate: new Date('2020-01-01') });
    await expectFault(
      client.send(new RegisterActivityTypeCommand({ domain, name: 'New', version: '1' })),
      'DomainDeprecatedFault',
      domain,
    );
    await expectFault(
      client.send(new StartWorkflowExecutionCommand({ domain, workflowId: 'w', workflowType })),
      'DomainDeprecatedFault',
      domain,
    );
  });

  it('that is deprecated still shows its executions, and its types stay deprecated when it is undeprecated', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    await harness.client.send(new DeprecateDomainCommand({ name: domain }));
    const startTimeFilter = { oldestDate: new Date(0) };
    const listed = await harness.client.send(
      new ListOpenWorkflowExecutionsCommand({ domain, startTimeFilter }),
    );
    expect(listed.executionInfos).toHaveLength(1);
    await harness.client.send(new UndeprecateDomainCommand({ name: domain }));
    await expectFault(harness.start('w2'), 'TypeDeprecatedFault', 'WorkflowType=[name=Encode, version=1]');
  });

  it('is listed by status in alphabetical order, or in reverse', async () => {
    const { client } = SdkHarness.empty();
    for (const name of ['b', 'c', 'a', 'd']) await client.send(register(name));
    await client.send(new DeprecateDomainCommand({ name: 'd' }));
    const names = async (given: {
      registrationStatus: 'REGISTERED' | 'DEPRECATED';
      reverseOrder?: boolean;
    }) => {
      const { domainInfos = [] } = await client.send(new ListDomainsCommand(given));
      return domainInfos.map(({ name }) => name);
    };
    expect(await names({ registrationStatus: 'REGISTERED' })).toEqual(['a', 'b', 'c']);
    expect(await names({ registrationStatus: 'REGISTERED', reverseOrder: true })).toEqual(['c', 'b', 'a']);
    expect(await names({ registrationStatus: 'DEPRECATED' })).toEqual(['d']);
  });

  it('counts against a quota of 100, deprecated or not', async () => {
    const { client } = SdkHarness.empty({ quotas: { domains: 2 } });
    await client.send(register('a'));
    await client.send(register('b'));
    await client.send(new DeprecateDomainCommand({ name: 'a' }));
    await expectFault(client.send(register('c')), 'LimitExceededFault', /domains/);
  });

  it.each([
    ['a:b', /at 'name' failed to satisfy constraint/],
    ['a/b', /at 'name'/],
    ['a|b', /at 'name'/],
    ['a\u0007b', /at 'name'/],
    ['arn', /at 'name'/],
    [' a', /at 'name'/],
    ['', /Member must have length greater than or equal to 1/],
    ['x'.repeat(257), /Member must have length less than or equal to 256/],
  ])('cannot be named %j', async (name, message) => {
    await expectFault(SdkHarness.empty().client.send(register(name)), 'ValidationException', message);
  });

  it.each(['0', '1', '90', 'NONE'])('can retain executions for %s days', async days => {
    const { client } = SdkHarness.empty();
    await client.send(register('d', { workflowExecutionRetentionPeriodInDays: days }));
    const { configuration } = await client.send(new DescribeDomainCommand({ name: 'd' }));
    expect(configuration?.workflowExecutionRetentionPeriodInDays).toBe(days);
  });

  it.each(['91', '-1', 'month', '1.5', ''])('cannot retain executions for %j days', async days => {
    await expectFault(
      SdkHarness.empty().client.send(register('d', { workflowExecutionRetentionPeriodInDays: days })),
      'ValidationException',
      /at 'workflowExecutionRetentionPeriodInDays'/,
    );
  });
});

describe('the tags of a domain', () => {
  const resourceArn = 'arn:aws:swf:us-east-1:123456789012:/domain/media';

  async function tagged() {
    const { client } = SdkHarness.empty({ quotas: { tagsPerResource: 3 } });
    await client.send(register('media', { tags: [{ key: 'team', value: 'films' }] }));
    const tags = async () => (await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;
    return { client, tags };
  }

  it('are those it was registered with', async () => {
    const { tags } = await tagged();
    expect(await tags()).toEqual([{ key: 'team', value: 'films' }]);
  });

  it('are added, overwritten and removed by key, including keys that are missing', async () => {
    const { client, tags } = await tagged();
    const added = [{ key: 'team', value: 'music' }, { key: 'stage' }];
    await client.send(new TagResourceCommand({ resourceArn, tags: added }));
    expect(await tags()).toEqual(added);
    await client.send(new UntagResourceCommand({ resourceArn, tagKeys: ['team', 'unheard of'] }));
    expect(await tags()).toEqual([{ key: 'stage' }]);
  });

  it('are limited in number, and none is added beyond the limit', async () => {
    const { client, tags } = await tagged();
    const many = ['a', 'b', 'c'].map(key => ({ key }));
    await expectFault(
      client.send(new TagResourceCommand({ resourceArn, tags: many })),
      'TooManyTagsFault',
      /at most 3/,
    );
    expect(await tags()).toHaveLength(1);
    await expectFault(
      client.send(register('other', { tags: [...many, { key: 'd' }] })),
      'TooManyTagsFault',
      /at most 3/,
    );
    await expectFault(
      client.send(new DescribeDomainCommand({ name: 'other' })),
      'UnknownResourceFault',
      'Unknown domain: other',
    );
  });

  it('can only be set on a domain that exists', async () => {
    const { client } = await tagged();
    await expectFault(
      client.send(new ListTagsForResourceCommand({ resourceArn: `${resourceArn}s` })),
      'UnknownResourceFault',
      'Unknown domain: medias',
    );
    await expectFault(
      client.send(new ListTagsForResourceCommand({ resourceArn: 'arn:aws:s3:::bucket' })),
      'UnknownResourceFault',
      /arn:aws:s3:::bucket/,
    );
  });
});
