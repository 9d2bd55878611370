import {
  DeprecateWorkflowTypeCommand,
  DescribeWorkflowExecutionCommand,
  GetWorkflowExecutionHistoryCommand,
  RequestCancelWorkflowExecutionCommand,
  SignalWorkflowExecutionCommand,
  StartWorkflowExecutionCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { complete, decision, domain, expectFault, row, schedule, World, workflowType } from './support.js';

describe('starting an execution', () => {
  it('writes down the resolved values, those of the call before those of the type', async () => {
    const world = await World.create();
    await world.registerWorkflowType({
      name: 'Full',
      defaultTaskPriority: '7',
      defaultLambdaRole: 'arn:aws:iam::1:role/type',
    });
    const execution = await world.start('w1', {
      workflowType: { name: 'Full', version: '1' },
      input: 'in',
      tagList: ['a', 'b', 'a'],
      childPolicy: 'ABANDON',
      taskStartToCloseTimeout: 'NONE',
      taskPriority: '9',
    });
    const [started, scheduled] = (await world.events(execution)).map(row);
    expect(started).toEqual([
      1,
      0,
      'WorkflowExecutionStarted',
      {
        input: 'in',
        tagList: ['a', 'b', 'a'],
        childPolicy: 'ABANDON',
        taskStartToCloseTimeout: 'NONE',
        taskPriority: '9',
        executionStartToCloseTimeout: '86400',
        taskList: { name: 'decisions' },
        lambdaRole: 'arn:aws:iam::1:role/type',
        workflowType: { name: 'Full', version: '1' },
        parentInitiatedEventId: 0,
      },
    ]);
    expect(scheduled).toMatchObject([
      2,
      0,
      'DecisionTaskScheduled',
      { taskPriority: '9', startToCloseTimeout: 'NONE' },
    ]);
  });

  it('gives each run an id of its own that looks like Amazon’s', async () => {
    const world = await World.create();
    const first = await world.start('w1');
    const second = await world.start('w2');
    expect(first.runId).toMatch(/^22[A-Za-z0-9+/]{43}=$/);
    expect(second.runId).not.toBe(first.runId);
  });

  it('needs a known type that is registered', async () => {
    const world = await World.create();
    await expectFault(
      world.start('w', { workflowType: { name: 'Encode', version: '2' } }),
      'UnknownResourceFault',
      'Unknown type: WorkflowType=[name=Encode, version=2]',
    );
    await world.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType }));
    await expectFault(world.start(), 'TypeDeprecatedFault', 'WorkflowType=[name=Encode, version=1]');
    await expectFault(
      world.start('w', { domain: 'nowhere' }),
      'UnknownResourceFault',
      'Unknown domain: nowhere',
    );
  });

  it('misses what neither the call nor the type gives, one value at a time and in SWF’s order', async () => {
    const world = await World.create();
    const bare = { name: 'Bare', version: '1' };
    await world.registerWorkflowType({
      ...bare,
      defaultTaskList: undefined,
      defaultChildPolicy: undefined,
      defaultExecutionStartToCloseTimeout: undefined,
      defaultTaskStartToCloseTimeout: undefined,
    });
    const given: Partial<Record<string, unknown>> = { workflowType: bare };
    const values = {
      executionStartToCloseTimeout: '10',
      taskList: { name: 'l' },
      taskStartToCloseTimeout: '10',
      childPolicy: 'TERMINATE',
    };
    for (const [name, value] of Object.entries(values)) {
      await expectFault(world.start('w', given), 'DefaultUndefinedFault', name);
      given[name] = value;
    }
    await world.start('w', given);
  });

  it('is refused while an execution of the same workflow id is open, whatever its type', async () => {
    const world = await World.create();
    await world.registerWorkflowType({ name: 'Other' });
    const first = await world.start('w');
    await expectFault(
      world.start('w', { workflowType: { name: 'Other', version: '1' } }),
      'WorkflowExecutionAlreadyStartedFault',
      /./,
    );
    await world.decide(complete());
    const second = await world.start('w');
    expect(second.runId).not.toBe(first.runId);
  });

  it('is refused beyond the quota of open executions', async () => {
    const world = await World.create({ quotas: { openExecutionsPerDomain: 1 } });
    await world.start('w1');
    await expectFault(world.start('w2'), 'LimitExceededFault', /open executions/);
    await world.decide(complete());
    await world.start('w2');
  });

  it.each([
    [{ executionStartToCloseTimeout: 'NONE' }, /at 'executionStartToCloseTimeout'/],
    [{ executionStartToCloseTimeout: '31536001' }, /at 'executionStartToCloseTimeout'.*31536000/],
    [{ taskStartToCloseTimeout: 'soon' }, /at 'taskStartToCloseTimeout'/],
    [{ tagList: ['1', '2', '3', '4', '5', '6'] }, /at 'tagList'.*length less than or equal to 5/],
    [{ taskPriority: '2147483648' }, /at 'taskPriority'/],
    [{ taskPriority: 'high' }, /at 'taskPriority'/],
    [{ workflowId: 'a/b' }, /at 'workflowId'/],
    [{ taskList: { name: 'a:b' } }, /at 'taskList.name'/],
    [{ input: 'x'.repeat(32_769) }, /at 'input'.*32768/],
  ])('is refused with %o', async (given, message) => {
    const world = await World.create();
    await expectFault(world.start('w', given), 'ValidationException', message);
  });

  it('takes 32,768 characters of input, however many bytes they have', async () => {
    const world = await World.create();
    const input = 'ü'.repeat(32_768);
    const execution = await world.start('w', { input });
    expect(await world.attributes(execution, 'WorkflowExecutionStarted')).toMatchObject({ input });
  });
});

describe('a signal', () => {
  it('is recorded and wakes the decider', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.decide();
    const signal = { domain, workflowId: 'w1', signalName: 'go', input: 'now' };
    await world.client.send(new SignalWorkflowExecutionCommand(signal));
    const events = (await world.events(execution)).slice(4).map(row);
    expect(events[0]).toEqual([
      5,
      0,
      'WorkflowExecutionSignaled',
      { signalName: 'go', input: 'now', externalInitiatedEventId: 0 },
    ]);
    expect(events[1]?.[2]).toBe('DecisionTaskScheduled');
  });

  it('reaches the run that is named, or the open one', async () => {
    const world = await World.create();
    const closed = await world.start('w');
    await world.decide(complete());
    const open = await world.start('w');
    await world.client.send(new SignalWorkflowExecutionCommand({ domain, ...open, signalName: 's' }));
    await world.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w', runId: '', signalName: 's' }),
    );
    expect((await world.types(open)).filter(type => type === 'WorkflowExecutionSignaled')).toHaveLength(2);
    await expectFault(
      world.client.send(new SignalWorkflowExecutionCommand({ domain, ...closed, signalName: 's' })),
      'UnknownResourceFault',
      `Unknown execution: WorkflowExecution=[workflowId=w, runId=${closed.runId}]`,
    );
    await expectFault(
      world.client.send(new SignalWorkflowExecutionCommand({ domain, workflowId: 'x', signalName: 's' })),
      'UnknownResourceFault',
      'Unknown execution, workflowId = x',
    );
  });
});

describe('a request to cancel', () => {
  it('is recorded each time and leaves the execution open', async () => {
    const world = await World.create();
    const execution = await world.start();
    const describe = () => world.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    expect((await describe()).executionInfo?.cancelRequested).toBe(false);
    await world.client.send(new RequestCancelWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    await world.client.send(new RequestCancelWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    expect(await world.types(execution, 3)).toEqual([
      'WorkflowExecutionCancelRequested',
      'WorkflowExecutionCancelRequested',
    ]);
    expect((await describe()).executionInfo).toMatchObject({
      cancelRequested: true,
      executionStatus: 'OPEN',
    });
  });

  it('cannot reach an execution that is not open', async () => {
    const world = await World.create();
    await expectFault(
      world.client.send(new RequestCancelWorkflowExecutionCommand({ domain, workflowId: 'x' })),
      'UnknownResourceFault',
      'Unknown execution, workflowId = x',
    );
  });
});

describe('terminating an execution', () => {
  it('closes it at once, with the reason, and with the child policy of the call', async () => {
    const world = await World.create();
    const execution = await world.start();
    world.clock.advance(250);
    await world.client.send(
      new TerminateWorkflowExecutionCommand({
        domain,
        workflowId: 'w1',
        reason: 'why',
        details: 'so',
        childPolicy: 'ABANDON',
      }),
    );
    const event = (await world.events(execution)).at(-1);
    expect(event && row(event)).toEqual([
      3,
      0.25,
      'WorkflowExecutionTerminated',
      { reason: 'why', details: 'so', childPolicy: 'ABANDON', cause: 'OPERATOR_INITIATED' },
    ]);
    const { executionInfo, openCounts } = await world.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(executionInfo).toMatchObject({
      executionStatus: 'CLOSED',
      closeStatus: 'TERMINATED',
      closeTimestamp: event?.eventTimestamp,
    });
    expect(openCounts?.openDecisionTasks).toBe(1);
    await expectFault(
      world.client.send(new TerminateWorkflowExecutionCommand({ domain, ...execution })),
      'UnknownResourceFault',
      `Unknown execution: WorkflowExecution=[workflowId=w1, runId=${execution.runId}]`,
    );
  });
});

describe('describing an execution', () => {
  it('tells what it is, how it is configured and what is open in it', async () => {
    const world = await World.create();
    const execution = await world.start('w1', { tagList: ['t'], taskPriority: '3' });
    await world.decide(
      schedule('a1'),
      schedule('a2'),
      decision('StartTimer', { timerId: 't', startToFireTimeout: '100' }),
    );
    world.clock.advance(5000);
    await world.pollActivity();
    const described = await world.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    const { $metadata, ...detail } = described;
    expect($metadata.httpStatusCode).toBe(200);
    expect(detail).toEqual({
      executionInfo: {
        execution,
        workflowType,
        startTimestamp: new Date('2020-01-01'),
        executionStatus: 'OPEN',
        tagList: ['t'],
        cancelRequested: false,
      },
      executionConfiguration: {
        taskStartToCloseTimeout: '60',
        executionStartToCloseTimeout: '86400',
        taskList: { name: 'decisions' },
        taskPriority: '3',
        childPolicy: 'TERMINATE',
      },
      openCounts: {
        openActivityTasks: 2,
        openDecisionTasks: 0,
        openTimers: 1,
        openChildWorkflowExecutions: 0,
        openLambdaFunctions: 0,
      },
      latestActivityTaskTimestamp: new Date('2020-01-01T00:00:05Z'),
    });
  });

  it('counts one decision task when one runs and another is queued', async () => {
    const world = await World.create();
    const execution = await world.start();
    await world.pollDecision();
    await world.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' }),
    );
    const { openCounts } = await world.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(openCounts?.openDecisionTasks).toBe(1);
  });

  it('needs both ids, in the domain they belong to', async () => {
    const world = await World.create();
    const { runId } = await world.start();
    for (const execution of [
      { workflowId: 'w1', runId: 'other' },
      { workflowId: 'w2', runId },
    ]) {
      const message = `Unknown execution: WorkflowExecution=[workflowId=${execution.workflowId}, runId=${execution.runId}]`;
      await expectFault(
        world.client.send(new DescribeWorkflowExecutionCommand({ domain, execution })),
        'UnknownResourceFault',
        message,
      );
      await expectFault(
        world.client.send(new GetWorkflowExecutionHistoryCommand({ domain, execution })),
        'UnknownResourceFault',
        message,
      );
    }
  });
});

describe('a history that grows too long', () => {
  it('ends its execution', async () => {
    const world = await World.create({ quotas: { eventsPerExecution: 10 } });
    const execution = await world.start();
    const signal = new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' });
    for (let count = 0; count < 8; count++) await world.client.send(signal);
    await expectFault(world.client.send(signal), 'UnknownResourceFault', /Unknown execution/);
    expect(await world.types(execution, 10)).toEqual([
      'WorkflowExecutionSignaled',
      'WorkflowExecutionTerminated',
    ]);
    expect(await world.attributes(execution, 'WorkflowExecutionTerminated')).toEqual({
      childPolicy: 'TERMINATE',
      cause: 'EVENT_LIMIT_EXCEEDED',
    });
  });
});

describe('what has no output', () => {
  it('answers with metadata only', async () => {
    const world = await World.create();
    await world.start();
    const answer = await world.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' }),
    );
    expect(Object.keys(answer)).toEqual(['$metadata']);
  });
});

describe('StartWorkflowExecution', () => {
  it('reports all that is wrong with a request at once', async () => {
    const world = await World.create();
    const call = world.client.send(
      // @ts-expect-error: the type is left out on purpose
      new StartWorkflowExecutionCommand({ domain, workflowId: '', childPolicy: 'KEEP' }),
    );
    await expectFault(
      call,
      'ValidationException',
      "3 validation errors detected: Value '' at 'workflowId' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
        "Value null at 'workflowType' failed to satisfy constraint: Member must not be null; " +
        "Value 'KEEP' at 'childPolicy' failed to satisfy constraint: Member must satisfy enum value set: [TERMINATE, REQUEST_CANCEL, ABANDON]",
    );
  });
});
