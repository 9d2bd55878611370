import {
  DeleteActivityTypeCommand,
  DeleteWorkflowTypeCommand,
  DeprecateActivityTypeCommand,
  DeprecateWorkflowTypeCommand,
  DescribeActivityTypeCommand,
  DescribeWorkflowTypeCommand,
  ListActivityTypesCommand,
  ListWorkflowTypesCommand,
  RegisterActivityTypeCommand,
  RegisterWorkflowTypeCommand,
  UndeprecateActivityTypeCommand,
  UndeprecateWorkflowTypeCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { activityType, domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { schedule } from '../harness/sdkDecisions.js';

describe('a workflow type', () => {
  it('is described with exactly the defaults it was registered with', async () => {
    const { client } = await SdkHarness.open();
    const defaults = {
      defaultTaskStartToCloseTimeout: 'NONE',
      defaultExecutionStartToCloseTimeout: '31536000',
      defaultTaskList: { name: 'l' },
      defaultTaskPriority: '-5',
      defaultChildPolicy: 'ABANDON',
      defaultLambdaRole: 'arn:aws:iam::1:role/x',
    } as const;
    await client.send(
      new RegisterWorkflowTypeCommand({ domain, name: 'W', version: '2', description: 'd', ...defaults }),
    );
    await client.send(new RegisterWorkflowTypeCommand({ domain, name: 'W', version: '3' }));
    const full = await client.send(
      new DescribeWorkflowTypeCommand({ domain, workflowType: { name: 'W', version: '2' } }),
    );
    expect(full.typeInfo).toEqual({
      workflowType: { name: 'W', version: '2' },
      status: 'REGISTERED',
      description: 'd',
      creationDate: new Date('2020-01-01'),
    });
    expect(full.configuration).toEqual(defaults);
    const bare = await client.send(
      new DescribeWorkflowTypeCommand({ domain, workflowType: { name: 'W', version: '3' } }),
    );
    expect(bare.configuration).toEqual({});
    expect(bare.typeInfo).not.toHaveProperty('description');
  });

  it('cannot have an unlimited execution timeout', async () => {
    const harness = await SdkHarness.open();
    await expectFault(
      harness.registerWorkflowType({ name: 'X', defaultExecutionStartToCloseTimeout: 'NONE' }),
      'ValidationException',
      /^1 validation error detected: Value 'NONE' at 'defaultExecutionStartToCloseTimeout'/,
    );
  });

  it('can be deprecated, undeprecated and deleted', async () => {
    const { client, clock } = await SdkHarness.open();
    const named = { domain, workflowType };
    const is = 'WorkflowType=[name=Encode, version=1]';
    await expectFault(client.send(new UndeprecateWorkflowTypeCommand(named)), 'TypeAlreadyExistsFault', is);
    await expectFault(
      client.send(new DeleteWorkflowTypeCommand(named)),
      'TypeNotDeprecatedFault',
      'The type is currently registered and cannot be deleted in its current state',
    );
    clock.advance(1500);
    await client.send(new DeprecateWorkflowTypeCommand(named));
    await expectFault(client.send(new DeprecateWorkflowTypeCommand(named)), 'TypeDeprecatedFault', is);
    const deprecated = await client.send(new DescribeWorkflowTypeCommand(named));
    expect(deprecated.typeInfo).toMatchObject({
      status: 'DEPRECATED',
      deprecationDate: new Date('2020-01-01T00:00:01.500Z'),
    });
    await client.send(new UndeprecateWorkflowTypeCommand(named));
    const { typeInfo } = await client.send(new DescribeWorkflowTypeCommand(named));
    expect(typeInfo?.status).toBe('REGISTERED');
    expect(typeInfo).not.toHaveProperty('deprecationDate');
    await client.send(new DeprecateWorkflowTypeCommand(named));
    await client.send(new DeleteWorkflowTypeCommand(named));
    await expectFault(
      client.send(new DescribeWorkflowTypeCommand(named)),
      'UnknownResourceFault',
      `Unknown type: ${is}`,
    );
  });

  it('can be registered once per version, and again once deleted', async () => {
    const harness = await SdkHarness.open();
    await expectFault(
      harness.registerWorkflowType(),
      'TypeAlreadyExistsFault',
      'WorkflowType=[name=Encode, version=1]',
    );
    await harness.registerWorkflowType({ version: '2' });
    await harness.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType }));
    await expectFault(
      harness.registerWorkflowType(),
      'TypeAlreadyExistsFault',
      'WorkflowType=[name=Encode, version=1]',
    );
    await harness.client.send(new DeleteWorkflowTypeCommand({ domain, workflowType }));
    await harness.registerWorkflowType();
  });

  it('can be deleted while its executions continue', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType }));
    await harness.client.send(new DeleteWorkflowTypeCommand({ domain, workflowType }));
    await harness.decide(schedule('a'));
    expect(await harness.types(execution, 5)).toEqual(['ActivityTaskScheduled']);
  });

  it('must be registered in a domain that exists', async () => {
    const harness = await SdkHarness.open();
    await expectFault(
      harness.registerWorkflowType({ domain: 'nowhere' }),
      'UnknownResourceFault',
      'Unknown domain: nowhere',
    );
    await expectFault(
      harness.client.send(new DescribeWorkflowTypeCommand({ domain: 'nowhere', workflowType })),
      'UnknownResourceFault',
      'Unknown domain: nowhere',
    );
  });
});

describe('an activity type', () => {
  it('is described with exactly the defaults it was registered with', async () => {
    const { client } = await SdkHarness.open();
    const defaults = {
      defaultTaskStartToCloseTimeout: '1',
      defaultTaskHeartbeatTimeout: '2',
      defaultTaskList: { name: 'l' },
      defaultTaskPriority: '3',
      defaultTaskScheduleToStartTimeout: 'NONE',
      defaultTaskScheduleToCloseTimeout: '0',
    };
    await client.send(new RegisterActivityTypeCommand({ domain, name: 'A', version: '1', ...defaults }));
    const described = await client.send(
      new DescribeActivityTypeCommand({ domain, activityType: { name: 'A', version: '1' } }),
    );
    expect(described.configuration).toEqual(defaults);
    expect(described.typeInfo?.activityType).toEqual({ name: 'A', version: '1' });
  });

  it('has the same life cycle as a workflow type', async () => {
    const { client } = await SdkHarness.open();
    const named = { domain, activityType };
    const is = 'ActivityType=[name=Resize, version=1]';
    await expectFault(client.send(new UndeprecateActivityTypeCommand(named)), 'TypeAlreadyExistsFault', is);
    await expectFault(
      client.send(new DeleteActivityTypeCommand(named)),
      'TypeNotDeprecatedFault',
      /registered/,
    );
    await client.send(new DeprecateActivityTypeCommand(named));
    await expectFault(client.send(new DeprecateActivityTypeCommand(named)), 'TypeDeprecatedFault', is);
    await client.send(new UndeprecateActivityTypeCommand(named));
    await client.send(new DeprecateActivityTypeCommand(named));
    await client.send(new DeleteActivityTypeCommand(named));
    await expectFault(
      client.send(new DescribeActivityTypeCommand(named)),
      'UnknownResourceFault',
      `Unknown type: ${is}`,
    );
  });

  it('counts against a quota, deprecated or not, apart from workflow types', async () => {
    const { client } = await SdkHarness.open({ quotas: { activityTypesPerDomain: 2 } });
    const register = (version: string) =>
      client.send(new RegisterActivityTypeCommand({ domain, name: 'A', version }));
    await register('1');
    await client.send(new DeprecateActivityTypeCommand({ domain, activityType }));
    await expectFault(register('2'), 'LimitExceededFault', /types/);
    await client.send(new RegisterWorkflowTypeCommand({ domain, name: 'W', version: '1' }));
  });
});

describe('the lists of types', () => {
  it('are sorted by name, then version, and can be filtered by name', async () => {
    const harness = await SdkHarness.open();
    for (const [name, version] of [
      ['b', '10'],
      ['b', '9'],
      ['a', '1'],
      ['ab', '1'],
    ]) {
      await harness.registerActivityType({ name, version });
    }
    const list = async (given = {}) => {
      const { typeInfos = [] } = await harness.client.send(
        new ListActivityTypesCommand({ domain, registrationStatus: 'REGISTERED', ...given }),
      );
      return typeInfos.map(({ activityType: type }) => `${type?.name}@${type?.version}`);
    };
    expect(await list()).toEqual(['Resize@1', 'a@1', 'ab@1', 'b@10', 'b@9']);
    expect(await list({ reverseOrder: true })).toEqual(['b@9', 'b@10', 'ab@1', 'a@1', 'Resize@1']);
    expect(await list({ name: 'b' })).toEqual(['b@10', 'b@9']);
    expect(await list({ name: 'a' })).toEqual(['a@1']);
    expect(await list({ name: 'unheard of' })).toEqual([]);
    expect(await list({ registrationStatus: 'DEPRECATED' })).toEqual([]);
  });

  it('show a workflow type under its status', async () => {
    const { client } = await SdkHarness.open();
    const list = async (registrationStatus: 'REGISTERED' | 'DEPRECATED') =>
      (await client.send(new ListWorkflowTypesCommand({ domain, registrationStatus }))).typeInfos;
    expect(await list('DEPRECATED')).toEqual([]);
    await client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType }));
    expect(await list('REGISTERED')).toEqual([]);
    expect(await list('DEPRECATED')).toMatchObject([{ workflowType, status: 'DEPRECATED' }]);
  });
});
