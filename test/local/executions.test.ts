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
import { expectFault } from '../harness/expectFault.js';
import { domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';
import { toRow } from '../harness/sdkEvents.js';

describe('starting an execution', () => {
  it('records the resolved options, with those of the call before those of the type', async () => {
    const harness = await SdkHarness.open();
    await harness.registerWorkflowType({
      name: 'Full',
      defaultTaskPriority: '7',
      defaultLambdaRole: 'arn:aws:iam::1:role/type',
    });
    const execution = await harness.start('w1', {
      workflowType: { name: 'Full', version: '1' },
      input: 'in',
      tagList: ['a', 'b', 'a'],
      childPolicy: 'ABANDON',
      taskStartToCloseTimeout: 'NONE',
      taskPriority: '9',
    });
    const [started, scheduled] = (await harness.events(execution)).map(toRow);
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

  it('gives each run a unique id in Amazon’s format', async () => {
    const harness = await SdkHarness.open();
    const first = await harness.start('w1');
    const second = await harness.start('w2');
    expect(first.runId).toMatch(/^22[A-Za-z0-9+/]{43}=$/);
    expect(second.runId).not.toBe(first.runId);
  });

  it('requires a known type that is registered', async () => {
    const harness = await SdkHarness.open();
    await expectFault(
      harness.start('w', { workflowType: { name: 'Encode', version: '2' } }),
      'UnknownResourceFault',
      'Unknown type: WorkflowType=[name=Encode, version=2]',
    );
    await harness.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType }));
    await expectFault(harness.start(), 'TypeDeprecatedFault', 'WorkflowType=[name=Encode, version=1]');
    await expectFault(
      harness.start('w', { domain: 'nowhere' }),
      'UnknownResourceFault',
      'Unknown domain: nowhere',
    );
  });

  it('reports options that neither the call nor the type has, one at a time and in SWF’s order', async () => {
    const harness = await SdkHarness.open();
    const bare = { name: 'Bare', version: '1' };
    await harness.registerWorkflowType({
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
      await expectFault(harness.start('w', given), 'DefaultUndefinedFault', name);
      given[name] = value;
    }
    await harness.start('w', given);
  });

  it('is rejected while an execution of the same workflow id is open, whatever its type', async () => {
    const harness = await SdkHarness.open();
    await harness.registerWorkflowType({ name: 'Other' });
    const first = await harness.start('w');
    await expectFault(
      harness.start('w', { workflowType: { name: 'Other', version: '1' } }),
      'WorkflowExecutionAlreadyStartedFault',
      /./,
    );
    await harness.decide(complete());
    const second = await harness.start('w');
    expect(second.runId).not.toBe(first.runId);
  });

  it('is rejected beyond the quota of open executions', async () => {
    const harness = await SdkHarness.open({ quotas: { openExecutionsPerDomain: 1 } });
    await harness.start('w1');
    await expectFault(harness.start('w2'), 'LimitExceededFault', /open executions/);
    await harness.decide(complete());
    await harness.start('w2');
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
  ])('is rejected with %o', async (given, message) => {
    const harness = await SdkHarness.open();
    await expectFault(harness.start('w', given), 'ValidationException', message);
  });

  it('accepts 32,768 characters of input, however many bytes they have', async () => {
    const harness = await SdkHarness.open();
    const input = 'ü'.repeat(32_768);
    const execution = await harness.start('w', { input });
    expect(await harness.attributes(execution, 'WorkflowExecutionStarted')).toMatchObject({ input });
  });
});

describe('a signal', () => {
  it('is recorded and wakes the decider', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.decide();
    const signal = { domain, workflowId: 'w1', signalName: 'go', input: 'now' };
    await harness.client.send(new SignalWorkflowExecutionCommand(signal));
    const events = (await harness.events(execution)).slice(4).map(toRow);
    expect(events[0]).toEqual([
      5,
      0,
      'WorkflowExecutionSignaled',
      { signalName: 'go', input: 'now', externalInitiatedEventId: 0 },
    ]);
    expect(events[1]?.[2]).toBe('DecisionTaskScheduled');
  });

  it('reaches the given run, or the open one', async () => {
    const harness = await SdkHarness.open();
    const closed = await harness.start('w');
    await harness.decide(complete());
    const open = await harness.start('w');
    await harness.client.send(new SignalWorkflowExecutionCommand({ domain, ...open, signalName: 's' }));
    await harness.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w', runId: '', signalName: 's' }),
    );
    expect((await harness.types(open)).filter(type => type === 'WorkflowExecutionSignaled')).toHaveLength(2);
    await expectFault(
      harness.client.send(new SignalWorkflowExecutionCommand({ domain, ...closed, signalName: 's' })),
      'UnknownResourceFault',
      `Unknown execution: WorkflowExecution=[workflowId=w, runId=${closed.runId}]`,
    );
    await expectFault(
      harness.client.send(new SignalWorkflowExecutionCommand({ domain, workflowId: 'x', signalName: 's' })),
      'UnknownResourceFault',
      'Unknown execution, workflowId = x',
    );
  });
});

describe('a request to cancel', () => {
  it('is recorded each time and leaves the execution open', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const describe = () => harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    expect((await describe()).executionInfo?.cancelRequested).toBe(false);
    await harness.client.send(new RequestCancelWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    await harness.client.send(new RequestCancelWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    expect(await harness.types(execution, 3)).toEqual([
      'WorkflowExecutionCancelRequested',
      'WorkflowExecutionCancelRequested',
    ]);
    expect((await describe()).executionInfo).toMatchObject({
      cancelRequested: true,
      executionStatus: 'OPEN',
    });
  });

  it('cannot reach an execution that is not open', async () => {
    const harness = await SdkHarness.open();
    await expectFault(
      harness.client.send(new RequestCancelWorkflowExecutionCommand({ domain, workflowId: 'x' })),
      'UnknownResourceFault',
      'Unknown execution, workflowId = x',
    );
  });
});

describe('terminating an execution', () => {
  it('closes it immediately, with the reason and the child policy of the call', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    harness.clock.advance(250);
    await harness.client.send(
      new TerminateWorkflowExecutionCommand({
        domain,
        workflowId: 'w1',
        reason: 'why',
        details: 'so',
        childPolicy: 'ABANDON',
      }),
    );
    const event = (await harness.events(execution)).at(-1);
    expect(event && toRow(event)).toEqual([
      3,
      0.25,
      'WorkflowExecutionTerminated',
      { reason: 'why', details: 'so', childPolicy: 'ABANDON', cause: 'OPERATOR_INITIATED' },
    ]);
    const { executionInfo, openCounts } = await harness.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(executionInfo).toMatchObject({
      executionStatus: 'CLOSED',
      closeStatus: 'TERMINATED',
      closeTimestamp: event?.eventTimestamp,
    });
    expect(openCounts?.openDecisionTasks).toBe(1);
    await expectFault(
      harness.client.send(new TerminateWorkflowExecutionCommand({ domain, ...execution })),
      'UnknownResourceFault',
      `Unknown execution: WorkflowExecution=[workflowId=w1, runId=${execution.runId}]`,
    );
  });
});

describe('describing an execution', () => {
  it('returns its information, its configuration and its open counts', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start('w1', { tagList: ['t'], taskPriority: '3' });
    await harness.decide(
      schedule('a1'),
      schedule('a2'),
      decision('StartTimer', { timerId: 't', startToFireTimeout: '100' }),
    );
    harness.clock.advance(5000);
    await harness.pollActivity();
    const described = await harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
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
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    await harness.pollDecision();
    await harness.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' }),
    );
    const { openCounts } = await harness.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution }),
    );
    expect(openCounts?.openDecisionTasks).toBe(1);
  });

  it('requires both ids, in the domain they belong to', async () => {
    const harness = await SdkHarness.open();
    const { runId } = await harness.start();
    for (const execution of [
      { workflowId: 'w1', runId: 'other' },
      { workflowId: 'w2', runId },
    ]) {
      const message = `Unknown execution: WorkflowExecution=[workflowId=${execution.workflowId}, runId=${execution.runId}]`;
      await expectFault(
        harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution })),
        'UnknownResourceFault',
        message,
      );
      await expectFault(
        harness.client.send(new GetWorkflowExecutionHistoryCommand({ domain, execution })),
        'UnknownResourceFault',
        message,
      );
    }
  });
});

describe('a history that reaches the maximum number of events', () => {
  it('terminates its execution', async () => {
    const harness = await SdkHarness.open({ quotas: { eventsPerExecution: 10 } });
    const execution = await harness.start();
    const signal = new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' });
    for (let count = 0; count < 8; count++) await harness.client.send(signal);
    await expectFault(harness.client.send(signal), 'UnknownResourceFault', /Unknown execution/);
    expect(await harness.types(execution, 10)).toEqual([
      'WorkflowExecutionSignaled',
      'WorkflowExecutionTerminated',
    ]);
    expect(await harness.attributes(execution, 'WorkflowExecutionTerminated')).toEqual({
      childPolicy: 'TERMINATE',
      cause: 'EVENT_LIMIT_EXCEEDED',
    });
  });
});

describe('an operation without output', () => {
  it('answers with metadata only', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const answer = await harness.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' }),
    );
    expect(Object.keys(answer)).toEqual(['$metadata']);
  });
});

describe('StartWorkflowExecution', () => {
  it('reports all errors of a request at once', async () => {
    const harness = await SdkHarness.open();
    const call = harness.client.send(
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
