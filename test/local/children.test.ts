import {
  DeprecateWorkflowTypeCommand,
  DescribeWorkflowExecutionCommand,
  RespondDecisionTaskCompletedCommand,
  TerminateWorkflowExecutionCommand,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { describe, expect, it } from 'vitest';
import { complete, decision, domain, schedule, World, workflowType } from './support.js';

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
  const world = await World.create();
  const parent = await world.start('parent', { childPolicy: 'TERMINATE' });
  await world.decide(startChild(given));
  const task = await world.pollDecision({ taskList: childList });
  const child: WorkflowExecution = { workflowId: '', runId: '', ...task.workflowExecution };
  return { world, parent, child, task };
}

const infoOf = async ({ client }: World, execution: WorkflowExecution) =>
  client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));

describe('a child execution', () => {
  it('knows its parent, and is counted in it while it is open', async () => {
    const { world, parent, child, task } = await family({ input: 'in', tagList: ['t'], control: 'c' });
    expect(await world.attributes(child, 'WorkflowExecutionStarted')).toMatchObject({
      input: 'in',
      tagList: ['t'],
      parentWorkflowExecution: parent,
      parentInitiatedEventId: 5,
    });
    expect((await infoOf(world, child)).executionInfo?.parent).toEqual(parent);
    expect((await infoOf(world, parent)).openCounts?.openChildWorkflowExecutions).toBe(1);
    expect(await world.attributes(parent, 'StartChildWorkflowExecutionInitiated')).toMatchObject({
      input: 'in',
      tagList: ['t'],
      control: 'c',
    });
    await world.respond(task, complete());
    expect((await infoOf(world, parent)).openCounts?.openChildWorkflowExecutions).toBe(0);
  });

  it.each([
    ['Completed', complete('r'), { result: 'r' }],
    [
      'Failed',
      decision('FailWorkflowExecution', { reason: 'r', details: 'd' }),
      { reason: 'r', details: 'd' },
    ],
    ['Canceled', decision('CancelWorkflowExecution', { details: 'd' }), { details: 'd' }],
  ])('that has %s tells its parent how', async (how, close, attributes) => {
    const { world, parent, child, task } = await family();
    await world.decide();
    await world.respond(task, close);
    expect((await world.types(parent)).slice(-2)).toEqual([
      `ChildWorkflowExecution${how}`,
      'DecisionTaskScheduled',
    ]);
    expect(await world.attributes(parent, `ChildWorkflowExecution${how}`)).toEqual({
      workflowExecution: child,
      workflowType,
      initiatedEventId: 5,
      startedEventId: 6,
      ...attributes,
    });
  });

  it('that times out tells its parent', async () => {
    const { world, parent } = await family({ executionStartToCloseTimeout: '30' });
    world.clock.advance(30_000);
    expect(await world.attributes(parent, 'ChildWorkflowExecutionTimedOut')).toMatchObject({
      timeoutType: 'START_TO_CLOSE',
      initiatedEventId: 5,
      startedEventId: 6,
    });
  });

  it('that is terminated tells its parent', async () => {
    const { world, parent, child } = await family();
    await world.client.send(new TerminateWorkflowExecutionCommand({ domain, ...child }));
    expect(await world.attributes(parent, 'ChildWorkflowExecutionTerminated')).toEqual({
      workflowExecution: child,
      workflowType,
      initiatedEventId: 5,
      startedEventId: 6,
    });
  });

  it('may have no end of its own, but ends after a year', async () => {
    const { world, child } = await family({
      executionStartToCloseTimeout: 'NONE',
      taskStartToCloseTimeout: 'NONE',
    });
    await world.decide(complete());
    world.clock.advance(31_536_000_000 - 1);
    expect((await infoOf(world, child)).executionInfo?.executionStatus).toBe('OPEN');
    world.clock.advance(1);
    expect((await infoOf(world, child)).executionInfo?.closeStatus).toBe('TIMED_OUT');
  });
});

describe('a child cannot be started', () => {
  async function causeOf(world: World, given: Record<string, unknown> = {}) {
    const parent = await world.start('parent');
    await world.decide(startChild(given));
    expect((await world.types(parent)).at(-1)).toBe('DecisionTaskScheduled');
    return world.attributes(parent, 'StartChildWorkflowExecutionFailed');
  }

  it('when its type is not there', async () => {
    const unknown = { name: 'Encode', version: '9' };
    expect(await causeOf(await World.create(), { workflowType: unknown, control: 'c' })).toEqual({
      workflowType: unknown,
      workflowId: 'child',
      control: 'c',
      cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST',
      initiatedEventId: 0,
      decisionTaskCompletedEventId: 4,
    });
  });

  it('when its type is deprecated', async () => {
    const world = await World.create();
    const old = { name: 'Old', version: '1' };
    await world.registerWorkflowType(old);
    await world.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType: old }));
    expect(await causeOf(world, { workflowType: old })).toMatchObject({ cause: 'WORKFLOW_TYPE_DEPRECATED' });
  });

  it('when an execution of its workflow id is open, which turns out after it was initiated', async () => {
    const world = await World.create();
    await world.start('child', { taskList: childList });
    expect(await causeOf(world)).toMatchObject({ cause: 'WORKFLOW_ALREADY_RUNNING', initiatedEventId: 5 });
  });

  it('beyond the quotas of open children and open executions', async () => {
    const few = await World.create({ quotas: { openChildExecutionsPerExecution: 0 } });
    expect(await causeOf(few)).toMatchObject({ cause: 'OPEN_CHILDREN_LIMIT_EXCEEDED' });
    const full = await World.create({ quotas: { openExecutionsPerDomain: 1 } });
    expect(await causeOf(full)).toMatchObject({ cause: 'OPEN_WORKFLOWS_LIMIT_EXCEEDED' });
  });

  it.each([
    ['defaultExecutionStartToCloseTimeout', 'DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED'],
    ['defaultTaskStartToCloseTimeout', 'DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED'],
    ['defaultTaskList', 'DEFAULT_TASK_LIST_UNDEFINED'],
    ['defaultChildPolicy', 'DEFAULT_CHILD_POLICY_UNDEFINED'],
  ])('without %s', async (missing, cause) => {
    const world = await World.create();
    const bare = { name: 'Bare', version: '1' };
    await world.registerWorkflowType({ ...bare, [missing]: undefined });
    const taskList = missing === 'defaultTaskList' ? undefined : childList;
    expect(await causeOf(world, { workflowType: bare, taskList })).toMatchObject({ cause });
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
      const { world, parent, child } = await family();
      await world.client.send(
        new TerminateWorkflowExecutionCommand({ domain, workflowId: 'parent', childPolicy }),
      );
      expect(await world.types(child, 4)).toEqual(expected);
      if (childPolicy === 'TERMINATE') {
        expect(await world.attributes(child, 'WorkflowExecutionTerminated')).toEqual({
          cause: 'CHILD_POLICY_APPLIED',
          childPolicy: 'TERMINATE',
        });
      }
      if (childPolicy === 'REQUEST_CANCEL') {
        expect(await world.attributes(child, 'WorkflowExecutionCancelRequested')).toEqual({
          cause: 'CHILD_POLICY_APPLIED',
          externalWorkflowExecution: parent,
          externalInitiatedEventId: 0,
        });
      }
    },
  );

  it('is applied from generation to generation, each by its own policy', async () => {
    const { world, task } = await family();
    const grandList = { name: 'grandchild decisions' };
    await world.respond(task, startChild({ workflowId: 'grandchild', taskList: grandList }));
    const { workflowExecution } = await world.pollDecision({ taskList: grandList });
    const grandchild = { workflowId: '', runId: '', ...workflowExecution };
    await world.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'parent' }));
    expect((await infoOf(world, grandchild)).executionInfo?.closeStatus).toBe('TERMINATED');
  });

  it('is applied when the parent times out', async () => {
    const world = await World.create();
    await world.start('parent', { executionStartToCloseTimeout: '10' });
    await world.decide(startChild());
    const { workflowExecution } = await world.pollDecision({ taskList: childList });
    const child = { workflowId: '', runId: '', ...workflowExecution };
    world.clock.advance(10_000);
    expect((await infoOf(world, child)).executionInfo?.closeStatus).toBe('TERMINATED');
  });

  it('is not applied when the parent closes by itself, and the child reports to nobody', async () => {
    const { world, parent, child, task } = await family();
    await world.decide(complete());
    expect((await infoOf(world, child)).executionInfo?.executionStatus).toBe('OPEN');
    expect((await infoOf(world, parent)).openCounts?.openChildWorkflowExecutions).toBe(1);
    await world.respond(task, complete());
    expect((await world.types(parent)).at(-1)).toBe('WorkflowExecutionCompleted');
  });
});

describe('ContinueAsNewWorkflowExecution', () => {
  const continueAsNew = (given = {}) => decision('ContinueAsNewWorkflowExecution', given);

  it('closes the run and starts another one of the same workflow id, with the type’s defaults', async () => {
    const world = await World.create();
    const old = await world.start('w1', { childPolicy: 'ABANDON', input: 'old', tagList: ['old'] });
    await world.decide(schedule('a'), continueAsNew({ input: 'new', taskPriority: '2' }));
    const { executionInfo, openCounts } = await infoOf(world, old);
    expect(executionInfo?.closeStatus).toBe('CONTINUED_AS_NEW');
    expect(openCounts?.openActivityTasks).toBe(1);

    const { workflowExecution } = await world.pollDecision();
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
    expect(await world.attributes(old, 'WorkflowExecutionContinuedAsNew')).toEqual({
      ...resolved,
      newExecutionRunId: successor.runId,
      decisionTaskCompletedEventId: 4,
    });
    expect(await world.attributes(successor, 'WorkflowExecutionStarted')).toEqual({
      ...resolved,
      continuedExecutionRunId: old.runId,
      parentInitiatedEventId: 0,
    });
    const { openCounts: fresh } = await infoOf(world, successor);
    expect(fresh?.openActivityTasks).toBe(0);
  });

  it('can go on with another version of the type', async () => {
    const world = await World.create();
    await world.registerWorkflowType({ version: '2' });
    await world.start();
    await world.decide(continueAsNew({ workflowTypeVersion: '2' }));
    expect((await world.pollDecision()).workflowType).toEqual({ name: 'Encode', version: '2' });
  });

  it('fails without a type to go on with', async () => {
    const world = await World.create();
    const execution = await world.start();
    const cause = () => world.attributes(execution, 'ContinueAsNewWorkflowExecutionFailed');
    await world.decide(continueAsNew({ workflowTypeVersion: '2' }));
    expect(await cause()).toEqual({ cause: 'WORKFLOW_TYPE_DOES_NOT_EXIST', decisionTaskCompletedEventId: 4 });
    await world.client.send(new DeprecateWorkflowTypeCommand({ domain, workflowType }));
    await world.decide(continueAsNew());
    expect(await cause()).toMatchObject({ cause: 'WORKFLOW_TYPE_DEPRECATED' });
    await world.registerWorkflowType({ version: '3', defaultTaskList: undefined });
    await world.decide(continueAsNew({ workflowTypeVersion: '3' }));
    expect(await cause()).toMatchObject({ cause: 'DEFAULT_TASK_LIST_UNDEFINED' });
  });

  it('does not inherit the task list override', async () => {
    const world = await World.create();
    await world.start();
    const { taskToken } = await world.pollDecision();
    await world.client.send(
      new RespondDecisionTaskCompletedCommand({
        taskToken,
        taskList: { name: 'sticky' },
        decisions: [continueAsNew()],
      }),
    );
    expect((await world.pollDecision()).taskToken).toBeDefined();
  });

  it('of a child tells the parent nothing, who hears from the last run instead', async () => {
    const { world, parent, child, task } = await family();
    await world.decide();
    await world.respond(task, continueAsNew({ taskList: childList }));
    expect(await world.types(parent, 10)).toEqual([]);
    expect((await infoOf(world, parent)).openCounts?.openChildWorkflowExecutions).toBe(1);
    const next = await world.pollDecision({ taskList: childList });
    const successor = { workflowId: '', runId: '', ...next.workflowExecution };
    expect((await infoOf(world, successor)).executionInfo?.parent).toEqual(parent);
    expect(await world.attributes(successor, 'WorkflowExecutionStarted')).toMatchObject({
      parentWorkflowExecution: parent,
      parentInitiatedEventId: 5,
      continuedExecutionRunId: child.runId,
    });
    await world.respond(next, complete('r'));
    expect(await world.attributes(parent, 'ChildWorkflowExecutionCompleted')).toEqual({
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
    const world = await World.create();
    const sender = await world.start('sender');
    const task = await world.pollDecision();
    const target = await world.start('target', { taskList: { name: 'elsewhere' } });
    return { world, sender, target, task };
  }

  it('reach their target, and the sender is told which run it was', async () => {
    const { world, sender, target, task } = await pair();
    await world.respond(
      task,
      decision('SignalExternalWorkflowExecution', {
        workflowId: 'target',
        signalName: 's',
        input: 'i',
        control: 'c',
      }),
      decision('RequestCancelExternalWorkflowExecution', { ...target, control: 'c' }),
    );
    expect(await world.types(sender, 5)).toEqual([
      'SignalExternalWorkflowExecutionInitiated',
      'RequestCancelExternalWorkflowExecutionInitiated',
      'ExternalWorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'ExternalWorkflowExecutionCancelRequested',
    ]);
    expect(await world.attributes(sender, 'ExternalWorkflowExecutionSignaled')).toEqual({
      workflowExecution: target,
      initiatedEventId: 5,
    });
    expect(await world.attributes(sender, 'ExternalWorkflowExecutionCancelRequested')).toEqual({
      workflowExecution: target,
      initiatedEventId: 6,
    });
    expect(await world.attributes(target, 'WorkflowExecutionSignaled')).toEqual({
      signalName: 's',
      input: 'i',
      externalWorkflowExecution: sender,
      externalInitiatedEventId: 5,
    });
    expect(await world.attributes(target, 'WorkflowExecutionCancelRequested')).toEqual({
      externalWorkflowExecution: sender,
      externalInitiatedEventId: 6,
    });
  });

  it('fail when the target, or the run that is named, is not open', async () => {
    const { world, sender, task } = await pair();
    await world.respond(
      task,
      decision('SignalExternalWorkflowExecution', { workflowId: 'x', signalName: 's', control: 'c' }),
      decision('RequestCancelExternalWorkflowExecution', { workflowId: 'target', runId: 'other' }),
    );
    expect(await world.attributes(sender, 'SignalExternalWorkflowExecutionFailed')).toEqual({
      workflowId: 'x',
      control: 'c',
      cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
      initiatedEventId: 5,
      decisionTaskCompletedEventId: 4,
    });
    expect(await world.attributes(sender, 'RequestCancelExternalWorkflowExecutionFailed')).toEqual({
      workflowId: 'target',
      runId: 'other',
      cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
      initiatedEventId: 6,
      decisionTaskCompletedEventId: 4,
    });
  });

  it('are delivered though the sender closes along with them', async () => {
    const { world, sender, target, task } = await pair();
    await world.respond(
      task,
      decision('SignalExternalWorkflowExecution', { workflowId: 'target', signalName: 's' }),
      complete(),
    );
    expect((await world.types(sender)).at(-1)).toBe('WorkflowExecutionCompleted');
    expect(await world.types(target)).toContain('WorkflowExecutionSignaled');
  });

  it('can be sent to oneself', async () => {
    const world = await World.create();
    const execution = await world.start('w1');
    await world.decide(decision('SignalExternalWorkflowExecution', { workflowId: 'w1', signalName: 's' }));
    expect(await world.types(execution, 5)).toEqual([
      'SignalExternalWorkflowExecutionInitiated',
      'WorkflowExecutionSignaled',
      'DecisionTaskScheduled',
      'ExternalWorkflowExecutionSignaled',
    ]);
  });
});
