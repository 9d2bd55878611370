import {
  type Decision,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { type ForkOptions, LocalSwf, manualClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { activityList, decisionList, domain, workflowType } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete, decision, schedule } from '../../harness/sdkDecisions.js';

const lambdaRole = 'arn:aws:iam::123456789012:role/r';
const startChild = decision('StartChildWorkflowExecution', { workflowId: 'c1', workflowType, input: '1' });

/** Plays an execution whose decider makes these decisions. */
async function record(...decisions: Decision[]) {
  const harness = await SdkHarness.open({ lambda: { F: () => new Promise(() => {}) } });
  const workflowExecution = await harness.start('w1', { lambdaRole });
  await harness.decide(...decisions);
  return {
    harness,
    history: async () => ({ events: await harness.events(workflowExecution), workflowExecution }),
  };
}

/** Signals the execution, and returns the decision task that follows. */
async function signaled(harness: SdkHarness) {
  await harness.client.send(
    new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' }),
  );
  return harness.pollDecision();
}

async function fork(recorded: Awaited<ReturnType<typeof record>>, options: ForkOptions = {}) {
  const clock = manualClock();
  const forked = LocalSwf.fork(await recorded.history(), { clock, longPoll: 0, domain, ...options });
  onTestFinished(() => forked.close());
  const { execution } = forked;
  const client = forked.client();
  return {
    clock,
    forked,
    execution,
    client,
    pollActivity: () => client.send(new PollForActivityTaskCommand({ domain, taskList: activityList })),
    pollDecision: () => client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList })),
    /** The types of the events since the fork. */
    async types() {
      const { events } = await forked.exportExecution(domain, execution);
      return events.slice(execution.eventId).map(({ eventType }) => eventType);
    },
    async last() {
      const { events } = await forked.exportExecution(domain, execution);
      return events.findLast(({ eventType }) => eventType !== 'DecisionTaskScheduled');
    },
  };
}

describe('a forked execution', () => {
  it('offers a held activity again, and takes its answer', async () => {
    const recorded = await record(schedule('a1'));
    const { startedEventId } = await recorded.harness.pollActivity();
    const { client, pollActivity, types } = await fork(recorded);
    const task = await pollActivity();
    expect(task).toMatchObject({ activityId: 'a1', startedEventId });
    expect((await pollActivity()).taskToken).toBeUndefined();
    await client.send(new RespondActivityTaskCompletedCommand({ taskToken: task.taskToken }));
    expect(await types()).toEqual(['ActivityTaskCompleted', 'DecisionTaskScheduled']);
  });

  it('offers a running decision task again, with the history up to its start', async () => {
    const recorded = await record(schedule('a1'));
    await recorded.harness.completeActivity(await recorded.harness.pollActivity());
    const { startedEventId, previousStartedEventId } = await recorded.harness.pollDecision();
    const { client, pollDecision, types } = await fork(recorded);
    const task = await pollDecision();
    expect(task).toMatchObject({ startedEventId, previousStartedEventId });
    expect(task.events?.at(-1)?.eventId).toBe(startedEventId);
    await client.send(
      new RespondDecisionTaskCompletedCommand({ taskToken: task.taskToken, decisions: [complete()] }),
    );
    expect(await types()).toEqual(['DecisionTaskCompleted', 'WorkflowExecutionCompleted']);
  });

  it('keeps the time left of its timers and held tasks', async () => {
    const timer = decision('StartTimer', { timerId: 't', startToFireTimeout: '100' });
    const recorded = await record(timer, schedule('a1', { startToCloseTimeout: '60' }));
    await recorded.harness.pollActivity();
    recorded.harness.clock.advance(40_000);
    await recorded.harness.client.send(
      new RespondDecisionTaskCompletedCommand({
        taskToken: (await signaled(recorded.harness)).taskToken,
        decisions: [decision('RecordMarker', { markerName: 'm' })],
      }),
    );
    const { clock, types } = await fork(recorded);
    clock.advance(19_999);
    expect(await types()).toEqual([]);
    clock.advance(1);
    expect(await types()).toEqual(['ActivityTaskTimedOut', 'DecisionTaskScheduled']);
    clock.advance(40_000);
    expect(await types()).toEqual(['ActivityTaskTimedOut', 'DecisionTaskScheduled', 'TimerFired']);
  });

  it('counts a heartbeat as made if the task would have timed out otherwise', async () => {
    const recorded = await record(schedule('a1', { heartbeatTimeout: '30' }));
    const { taskToken } = await recorded.harness.pollActivity();
    recorded.harness.clock.advance(20_000);
    await recorded.harness.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken }));
    recorded.harness.clock.advance(20_000);
    await signaled(recorded.harness);
    const { clock, types } = await fork(recorded);
    clock.advance(29_999);
    expect(await types()).toEqual([]);
    clock.advance(1);
    expect((await types())[0]).toBe('ActivityTaskTimedOut');
  });

  it.each([
    ['complete', 'ChildWorkflowExecutionCompleted', { result: '"r"' }],
    ['fail', 'ChildWorkflowExecutionFailed', { reason: 'why', details: 'd' }],
    ['cancel', 'ChildWorkflowExecutionCanceled', { details: 'd' }],
    ['timeOut', 'ChildWorkflowExecutionTimedOut', { timeoutType: 'START_TO_CLOSE' }],
    ['terminate', 'ChildWorkflowExecutionTerminated', {}],
  ] as const)('learns from a stub how its child ended: %s', async (method, type, attributes) => {
    const { execution, last } = await fork(await record(startChild));
    const [child, ...others] = await execution.children();
    expect(others).toEqual([]);
    expect(child).toMatchObject({
      workflowId: 'c1',
      workflowType,
      input: '1',
      initiatedEventId: 5,
      isStub: true,
    });
    const answers = {
      complete: () => child?.complete('"r"'),
      fail: () => child?.fail({ reason: 'why', details: 'd' }),
      cancel: () => child?.cancel('d'),
      timeOut: () => child?.timeOut(),
      terminate: () => child?.terminate(),
    };
    await answers[method]();
    const event = await last();
    expect(event?.eventType).toBe(type);
    const found = Object.entries(event ?? {}).find(([name]) => name.endsWith('Attributes'))?.[1];
    expect(found).toMatchObject({ initiatedEventId: 5, startedEventId: 6, ...attributes });
    await expect(child?.complete()).rejects.toThrow('The child c1 has closed');
  });

  it('asks no decider about a stub, unless you let it run', async () => {
    const { execution, client, pollDecision } = await fork(await record(startChild), { at: 6 });
    const [child] = await execution.children();
    const { taskToken, workflowExecution } = await pollDecision();
    expect(workflowExecution?.workflowId).toBe('w1');
    const toChild = decision('SignalExternalWorkflowExecution', { workflowId: 'c1', signalName: 's' });
    await client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions: [toChild] }));
    // The next one is about the signal, which the stub has received.
    expect((await pollDecision()).workflowExecution?.workflowId).toBe('w1');
    expect((await pollDecision()).taskToken).toBeUndefined();
    await child?.run();
    expect(await pollDecision()).toMatchObject({
      workflowExecution: { workflowId: 'c1' },
      startedEventId: 4,
    });
    await expect(child?.run()).rejects.toThrow('The child c1 is not an open stub');
  });

  it('waits for the outcome of a message to an execution elsewhere', async () => {
    const recorded = await record(schedule('a1'));
    await recorded.harness.completeActivity(await recorded.harness.pollActivity());
    const { execution, client, pollDecision, last } = await fork(recorded);
    const { taskToken } = await pollDecision();
    const decisions = [
      decision('SignalExternalWorkflowExecution', { workflowId: 'other', signalName: 's', input: '1' }),
      decision('RequestCancelExternalWorkflowExecution', { workflowId: 'third', runId: 'r' }),
    ];
    await client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions }));
    const [signal, cancel] = await execution.messages();
    expect(signal).toMatchObject({ kind: 'signal', workflowId: 'other', signalName: 's', input: '1' });
    expect(cancel).toMatchObject({ kind: 'cancelRequest', workflowId: 'third', runId: 'r' });
    await signal?.deliver('run');
    expect((await last())?.externalWorkflowExecutionSignaledEventAttributes).toMatchObject({
      workflowExecution: { workflowId: 'other', runId: 'run' },
    });
    await cancel?.refuse();
    expect((await last())?.requestCancelExternalWorkflowExecutionFailedEventAttributes).toMatchObject({
      workflowId: 'third',
      cause: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
    });
    expect(await execution.messages()).toEqual([]);
    await expect(signal?.deliver()).rejects.toThrow('has been answered');
  });

  it('waits for the outcome of a Lambda function that the fork does not have', async () => {
    const invoke = decision('ScheduleLambdaFunction', { id: 'l', name: 'F', input: '1' });
    const { execution, last } = await fork(await record(invoke));
    const [lambda] = await execution.lambdaFunctions();
    expect(lambda).toMatchObject({ id: 'l', name: 'F', input: '1' });
    await lambda?.fail({ reason: 'why' });
    expect((await last())?.lambdaFunctionFailedEventAttributes).toMatchObject({ reason: 'why' });
    await expect(lambda?.complete()).rejects.toThrow('The Lambda task l has ended');
  });

  it('invokes a Lambda function that the fork has', async () => {
    const invoke = decision('ScheduleLambdaFunction', { id: 'l', name: 'F', input: '1' });
    const inputs: unknown[] = [];
    const F = (input: unknown) => void inputs.push(input);
    const { execution, types } = await fork(await record(invoke), { lambda: { F } });
    await expect.poll(types).toEqual(['LambdaFunctionCompleted', 'DecisionTaskScheduled']);
    expect(inputs).toEqual([1]);
    expect(await execution.lambdaFunctions()).toEqual([]);
  });
});
