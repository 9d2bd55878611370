import {
  DeprecateWorkflowTypeCommand,
  DescribeWorkflowExecutionCommand,
  RespondDecisionTaskCompletedCommand,
  TerminateWorkflowExecutionCommand,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';

const childList = { name: 'child decisions' };
const startChild = (given: Record<string, unknown> = {}) =>
  decision('StartChildWorkflowExecution', {
    workflowId: 'child',
    workflowType,
    taskList: childList,
    ...given,
  });

/** An execution that has started a child, and the first decision task of that child. */
async function family(given: Record<string, unknown> = {}) {
  const harness = await SdkHarness.open();
  const parent = await harness.start('parent', { childPolicy: 'TERMINATE' });
  await harness.decide(startChild(given));
  const task = await harness.pollDecision({ taskList: childList });
  const child: WorkflowExecution = { workflowId: '', runId: '', ...task.workflowExecution };
  return { harness, parent, child, task };
}

const infoOf = async ({ client }: SdkHarness, execution: WorkflowExecution) =>
  client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));

describe('a child execution', () => {
  it('knows its parent, and is counted in it while it is open', async () => {
    const { harness, parent, child, task } = await family({ input: 'in', tagList: ['t'], control: 'c' });
    expect(await harness.attributes(child, 'WorkflowExecutionStarted')).toMatchObject({
      input: 'in',
      tagList: ['t'],
      parentWorkflowExecution: parent,
      parentInitiatedEventId: 5,
    });
    expect((await infoOf(harness, child)).executionInfo?.parent).toEqual(parent);
    expect((await infoOf(harness, parent)).openCounts?.openChildWorkflowExecutions).toBe(1);
    expect(await harness.attributes(parent, 'StartChildWorkflowExecutionInitiated')).toMatchObject({
      input: 'in',
      tagList: ['t'],
      control: 'c',
    });
    await harness.respond(task, complete());
    expect((await infoOf(harness, parent)).openCounts?.openChildWorkflowExecutions).toBe(0);
  });

  it.each([
    ['Completed', complete('r'), { result: 'r' }],
    [
      'Failed',
      decision('FailWorkflowExecution', { reason: 'r', details: 'd' }),
      { reason: 'r', details: 'd' },
    ],
    ['Canceled', decision('CancelWorkflowExecution', { details: 'd' }), { details: 'd' }],
  ])('that has %s reports the outcome to its parent', async (how, close, attributes) => {
    const { harness, parent, child, task } = await family();
    await harness.decide();
    await harness.respond(task, close);
    expect((await harness.types(parent)).slice(-2)).toEqual([
      `ChildWorkflowExecution${how}`,
      'DecisionTaskScheduled',
    ]);
    expect(await harness.attributes(parent, `ChildWorkflowExecution${how}`)).toEqual({
      workflowExecution: child,
      workflowType,
      initiatedEventId: 5,
      startedEventId: 6,
      ...attributes,
    });
  });

  it('that times out reports that to its parent', async () => {
    const { harness, parent } = await family({ executionStartToCloseTimeout: '30' });
    harness.clock.advance(30_000);
    expect(await harness.attributes(parent, 'ChildWorkflowExecutionTimedOut')).toMatchObject({
      timeoutType: 'START_TO_CLOSE',
      initiatedEventId: 5,
      startedEventId: 6,
    });
  });

  it('that is terminated reports that to its parent', async () => {
    const { harness, parent, child } = await family();
    await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, ...child }));
    expect(await harness.attributes(parent, 'ChildWorkflowExecutionTerminated')).toEqual({
      workflowExecution: child,
      workflowType,
      initiatedEventId: 5,
      startedEventId: 6,
    });
  });

  it('may have no timeout, but times out after a year', async () => {
    const { harness, child } = await family({
      executionStartToCloseTimeout: 'NONE',
      taskStartToCloseTimeout: 'NONE',
    });
    await harness.decide(complete());
    harness.clock.advance(31_536_000_000 - 1);
    expect((await infoOf(harness, child)).executionInfo?.executionStatus).toBe('OPEN');
    harness.clock.advance(1);
    expect((await infoOf(harness, child)).executionInfo?.closeStatus).toBe('TIMED_OUT');
  });
});

describe('a child cannot be started', () => {
  async function causeOf(harness: SdkHarness, given: Record<string, unknown> = {}) {
    const parent = await harness.start('parent');
    await harness.decide(startChild(given));
    expect((await harness.types(parent)).at(-1)).toBe('DecisionTaskScheduled');
    return harness.attributes(parent, 'StartChildWorkflowExecutionFailed');
  }

  it('when its type does not exist', async () => {
    const unknown = { name: 'Encode', version: '9' };
    expect(await causeOf(await SdkHarness.open(), { workflowType: unknown, control: 'c' })).toEqual({
      workflowType: unknown,
      workflowId: 'child',
      control: 'c',
      cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST',
      initiatedEventId: 0,
      decisionTaskCompletedEventId: 4,
    });
  });

  it('when its type is deprecated', async () => {
    const harness = await SdkHarness.open();
    const old = { name: 'Old', version: '1' };
    await harness.registerWorkflowType(old);
    await harness.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType: old }));
    expect(await causeOf(harness, { workflowType: old })).toMatchObject({
      cause: 'WORKFLOW_TYPE_DEPRECATED',
    });
  });

  it('when an execution of its workflow id is open, which is recorded after it was initiated', async () => {
    const harness = await SdkHarness.open();
    await harness.start('child', { taskList: childList });
    expect(await causeOf(harness)).toMatchObject({ cause: 'WORKFLOW_ALREADY_RUNNING', initiatedEventId: 5 });
  });

  it('beyond the quotas of open children and open executions', async () => {
    const few = await SdkHarness.open({ quotas: { openChildExecutionsPerExecution: 0 } });
    expect(await causeOf(few)).toMatchObject({ cause: 'OPEN_CHILDREN_LIMIT_EXCEEDED' });
    const full = await SdkHarness.open({ quotas: { openExecutionsPerDomain: 1 } });
    expect(await causeOf(full)).toMatchObject({ cause: 'OPEN_WORKFLOWS_LIMIT_EXCEEDED' });
  });

  it.each([
    ['defaultExecutionStartToCloseTimeout', 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED'],
    ['defaultTaskStartToCloseTimeout', 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED'],
    ['defaultTaskList', 'DEFAULT_TASK_LIST_UNDEFINED'],
    ['defaultChildPolicy', 'DEFAULT_CHILD_POLICY_UNDEFINED'],
  ])('without %s', async (missing, cause) => {
    const harness = await SdkHarness.open();
    const bare = { name: 'Bare', version: '1' };
    await harness.registerWorkflowType({ ...bare, [missing]: undefined });
    const taskList = missing === 'defaultTaskList' ? undefined : childList;
    expect(await causeOf(harness, { workflowType: bare, taskList })).toMatchObject({ cause });
  });
});

describe('the child policy', () => {
  it.each([
    ['TERMINATE', ['WorkflowExecutionTerminated']],
    ['REQUEST_CANCEL', ['WorkflowExecutionCancelRequested', 'DecisionTaskScheduled']],
    ['ABANDON', []],
  ] as const)(
    '%s decides over the children of an execution that is terminated',
    async (childPolicy, expected) => {
      const { harness, parent, child } = await family();
      await harness.client.send(
        new TerminateWorkflowExecutionCommand({ domain, workflowId: 'parent', childPolicy }),
      );
      expect(await harness.types(child, 4)).toEqual(expected);
      if (childPolicy === 'TERMINATE') {
        expect(await harness.attributes(child, 'WorkflowExecutionTerminated')).toEqual({
          cause: 'CHILD_POLICY_APPLIED',
          childPolicy: 'TERMINATE',
        });
      }
      if (childPolicy === 'REQUEST_CANCEL') {
        expect(await harness.attributes(child, 'WorkflowExecutionCancelRequested')).toEqual({
          cause: 'CHILD_POLICY_APPLIED',
          externalWorkflowExecution: parent,
          externalInitiatedEventId: 0,
        });
      }
    },
  );

  it('is applied from generation to generation, each with its own policy', async () => {
    const { harness, task } = await family();
    const grandList = { name: 'grandchild decisions' };
    await harness.respond(task, startChild({ workflowId: 'grandchild', taskList: grandList }));
    const { workflowExecution } = await harness.pollDecision({ taskList: grandList });
    const grandchild = { workflowId: '', runId: '', ...workflowExecution };
    await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'parent' }));
    expect((await infoOf(harness, grandchild)).executionInfo?.closeStatus).toBe('TERMINATED');
  });

  it('is applied when the parent times out', async () => {
    const harness = await SdkHarness.open();
    await harness.start('parent', { executionStartToCloseTimeout: '10' });
    await harness.decide(startChild());
    const { workflowExecution } = await harness.pollDecision({ taskList: childList });
    const child = { workflowId: '', runId: '', ...workflowExecution };
    harness.clock.advance(10_000);
    expect((await infoOf(harness, child)).executionInfo?.closeStatus).toBe('TERMINATED');
  });

  it('is not applied when the parent completes, and the child no longer reports to it', async () => {
    const { harness, parent, child, task } = await family();
    await harness.decide(complete());
    expect((await infoOf(harness, child)).executionInfo?.executionStatus).toBe('OPEN');
    expect((await infoOf(harness, parent)).openCounts?.openChildWorkflowExecutions).toBe(1);
    await harness.respond(task, complete());
    expect((await harness.types(parent)).at(-1)).toBe('WorkflowExecutionCompleted');
  });
});

describe('ContinueAsNewWorkflowExecution', () => {
  const continueAsNew = (given = {}) => decision('ContinueAsNewWorkflowExecution', given);

  it('closes the run and starts another one with the same workflow id and the defaults of the type', async () => {
    const harness = await SdkHarness.open();
    const old = await harness.start('w1', { childPolicy: 'ABANDON', input: 'old', tagList: ['old'] });
    await harness.decide(schedule('a'), continueAsNew({ input: 'new', taskPriority: '2' }));
    const { executionInfo, openCounts } = await infoOf(harness, old);
    expect(executionInfo?.closeStatus).toBe('CONTINUED_AS_NEW');
    expect(openCounts?.openActivityTasks).toBe(1);

    const { workflowExecution } = await harness.pollDecision();
    const successor = { workflowId: '', runId: '', ...workflowExecution };
    expect(successor.workflowId).toBe('w1');
    expect(successor.runId).not.toBe(old.runId);
    const resolved = {
      input: 'new',
      taskPriority: '2',
      workflowType,
      taskList: { name: 'decisions' },
      childPolicy: 'TERMINATE',
      executionStartToCloseTimeout: '86400',
      taskStartToCloseTimeout: '60',
    };
    expect(await harness.attributes(old, 'WorkflowExecutionContinuedAsNew')).toEqual({
      ...resolved,
      newExecutionRunId: successor.runId,
      decisionTaskCompletedEventId: 4,
    });
    expect(await harness.attributes(successor, 'WorkflowExecutionStarted')).toEqual({
      ...resolved,
      continuedExecutionRunId: old.runId,
      parentInitiatedEventId: 0,
    });
    const { openCounts: fresh } = await infoOf(harness, successor);
    expect(fresh?.openActivityTasks).toBe(0);
  });

  it('can continue with another version of the type', async () => {
    const harness = await SdkHarness.open();
    await harness.registerWorkflowType({ version: '2' });
    await harness.start();
    await harness.decide(continueAsNew({ workflowTypeVersion: '2' }));
    expect((await harness.pollDecision()).workflowType).toEqual({ name: 'Encode', version: '2' });
  });

  it('fails without a type to continue with', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start();
    const cause = () => harness.attributes(execution, 'ContinueAsNewWorkflowExecutionFailed');
    await harness.decide(continueAsNew({ workflowTypeVersion: '2' }));
    expect(await cause()).toEqual({ cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST', decisionTaskCompletedEventId: 4 });
    await harness.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType }));
    await harness.decide(continueAsNew());
    expect(await cause()).toMatchObject({ cause: 'WORKFLOW_TYPE_DEPRECATED' });
    await harness.registerWorkflowType({ version: '3', defaultTaskList: undefined });
    await harness.decide(continueAsNew({ workflowTypeVersion: '3' }));
    expect(await cause()).toMatchObject({ cause: 'DEFAULT_TASK_LIST_UNDEFINED' });
  });

  it('does not inherit the task list override', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const { taskToken } = await harness.pollDecision();
    await harness.client.send(
      new RespondDecisionTaskCompletedCommand({
        taskToken,
        taskList: { name: 'sticky' },
        decisions: [continueAsNew()],
      }),
    );
    expect((await harness.pollDecision()).taskToken).toBeDefined();
  });

  it('of a child is not reported to the parent, which learns of the last run instead', async () => {
    const { harness, parent, child, task } = await family();
    await harness.decide();
    await harness.respond(task, continueAsNew({ taskList: childList }));
    expect(await harness.types(parent, 10)).toEqual([]);
    expect((await infoOf(harness, parent)).openCounts?.openChildWorkflowExecutions).toBe(1);
    const next = await harness.pollDecision({ taskList: childList });
    const successor = { workflowId: '', runId: '', ...next.workflowExecution };
    expect((await infoOf(harness, successor)).executionInfo?.parent).toEqual(parent);
    expect(await harness.attributes(successor, 'WorkflowExecutionStarted')).toMatchObject({
      parentWorkflowExecution: parent,
      parentInitiatedEventId: 5,
      continuedExecutionRunId: child.runId,
    });
    await harness.respond(next, complete('r'));
    expect(await harness.attributes(parent, 'ChildWorkflowExecutionCompleted')).toEqual({
      workflowExecution: successor,
      workflowType,
      initiatedEventId: 5,
      startedEventId: 6,
      result: 'r',
    });
  });
});

describe('signals and cancel requests between executions', () => {
  async function pair() {
    const harness = await SdkHarness.open();
    const sender = await harness.start('sender');
    const task = await harness.pollDecision();
    const target = await harness.start('target', { taskList: { name: 'elsewhere' } });
    return { harness, sender, target, task };
  }

  it('reach their target, and the sender learns which run it was', async () => {
    const { harness, sender, target, task } = await pair();
    await harness.respond(
      task,
      decision('SignalExternalWorkflowExecution', {
        workflowId: 'target',
        signalName: 's',
        input: 'i',
        control: 'c',
      }),
      decision('RequestCancelExternalWorkflowExecution', { ...target, control: 'c' }),
    );
    expect(await harness.types(sender, 5)).toEqual([
      'SignalExternalWorkflowExecutionInitiated',
      'RequestCancelExternalWorkflowExecutionInitiated',
      'ExternalWorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'ExternalWorkflowExecutionCancelRequested',
    ]);
    expect(await harness.attributes(sender, 'ExternalWorkflowExecutionSignaled')).toEqual({
      workflowExecution: target,
      initiatedEventId: 5,
    });
    expect(await harness.attributes(sender, 'ExternalWorkflowExecutionCancelRequested')).toEqual({
      workflowExecution: target,
      initiatedEventId: 6,
    });
    expect(await harness.attributes(target, 'WorkflowExecutionSignaled')).toEqual({
      signalName: 's',
      input: 'i',
      externalWorkflowExecution: sender,
      externalInitiatedEventId: 5,
    });
    expect(await harness.attributes(target, 'WorkflowExecutionCancelRequested')).toEqual({
      externalWorkflowExecution: sender,
      externalInitiatedEventId: 6,
    });
  });

  it('fail when the target, or the given run, is not open', async () => {
    const { harness, sender, task } = await pair();
    await harness.respond(
      task,
      decision('SignalExternalWorkflowExecution', { workflowId: 'x', signalName: 's', control: 'c' }),
      decision('RequestCancelExternalWorkflowExecution', { workflowId: 'target', runId: 'other' }),
    );
    expect(await harness.attributes(sender, 'SignalExternalWorkflowExecutionFailed')).toEqual({
      workflowId: 'x',
      control: 'c',
      cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
      initiatedEventId: 5,
      decisionTaskCompletedEventId: 4,
    });
    expect(await harness.attributes(sender, 'RequestCancelExternalWorkflowExecutionFailed')).toEqual({
      workflowId: 'target',
      runId: 'other',
      cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
      initiatedEventId: 6,
      decisionTaskCompletedEventId: 4,
    });
  });

  it('are delivered although the sender closes with the same decisions', async () => {
    const { harness, sender, target, task } = await pair();
    await harness.respond(
      task,
      decision('SignalExternalWorkflowExecution', { workflowId: 'target', signalName: 's' }),
      complete(),
    );
    expect((await harness.types(sender)).at(-1)).toBe('WorkflowExecutionCompleted');
    expect(await harness.types(target)).toContain('WorkflowExecutionSignaled');
  });

  it('can be sent to oneself', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start('w1');
    await harness.decide(decision('SignalExternalWorkflowExecution', { workflowId: 'w1', signalName: 's' }));
    expect(await harness.types(execution, 5)).toEqual([
      'SignalExternalWorkflowExecutionInitiated',
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'ExternalWorkflowExecutionSignaled',
    ]);
  });
});
