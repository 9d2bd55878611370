import {
  DescribeWorkflowExecutionCommand,
  PollForDecisionTaskCommand,
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
  SWFClient,
  type WorkflowExecution,
} from '@aws-sdk/client-swf';
import { type SkipClockOptions, skipClock } from 'rx-swf/local';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decisionList, domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete, decision, schedule } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const day = 86_400;
const startTimer = (timerId: string, seconds: number) =>
  decision('StartTimer', { timerId, startToFireTimeout: `${seconds}` });

/** Vitest's timers replace the machine's, so real time passes only on request. */
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

const skipping = (options?: SkipClockOptions) => SdkHarness.open({ clock: skipClock(options) });

/** Returns the virtual seconds from the first event of an execution to its last. */
async function virtualSeconds(harness: SdkHarness, execution: WorkflowExecution): Promise<number> {
  const times = (await harness.events(execution)).map(({ eventTimestamp }) => eventTimestamp?.getTime() ?? 0);
  return ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
}

describe('the skip clock', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('jumps to each timer while the decider waits for it', async () => {
    const harness = await skipping();
    const execution = await harness.start('w1', { executionStartToCloseTimeout: `${365 * day}` });
    await harness.decide(startTimer('month', 30 * day), startTimer('quarter', 90 * day));
    for (const days of [30, 90]) {
      const { answer } = await harness.waiting(harness.pollDecision());
      await pass(5);
      const task = await answer;
      expect(task.events?.map(({ eventType }) => eventType)).toContain('TimerFired');
      expect(await virtualSeconds(harness, execution)).toBeCloseTo(days * day, 0);
      await harness.respond(task, ...(days === 90 ? [complete()] : []));
    }
  });

  it('does not jump before it has been quiet', async () => {
    const harness = await skipping({ quiet: 50 });
    const execution = await harness.start();
    await harness.decide(startTimer('hour', 3600));
    const { answer } = await harness.waiting(harness.pollDecision());
    await pass(49);
    expect(await harness.types(execution, 5)).toEqual(['TimerStarted']);
    await pass(1);
    expect((await answer).startedEventId).toBe(8);
  });

  it('runs in real time while a task is in progress, so that heartbeats and timeouts take their actual time', async () => {
    const harness = await skipping();
    const execution = await harness.start();
    await harness.decide(startTimer('hour', 3600), schedule('a', { heartbeatTimeout: '10' }));
    const { taskToken } = await harness.pollActivity();
    const { answer } = await harness.waiting(harness.pollDecision());
    await pass(9000);
    await harness.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken }));
    await pass(9999);
    expect(await harness.types(execution, 7)).toEqual(['ActivityTaskStarted']);
    await pass(1);
    const task = await answer;
    expect((await harness.types(execution, 8))[0]).toBe('ActivityTaskTimedOut');
    // The decision task is held too.
    await pass(30_000);
    expect(await harness.types(execution)).not.toContain('TimerFired');
    await harness.respond(task);
    const next = await harness.waiting(harness.pollDecision());
    await pass(5);
    expect(await harness.types(execution)).toContain('TimerFired');
    await harness.respond(await next.answer, complete());
  });

  it('jumps on once the task is answered', async () => {
    const harness = await skipping();
    const execution = await harness.start();
    await harness.decide(startTimer('hour', 3600), schedule('a'));
    const { taskToken } = await harness.pollActivity();
    await pass(1000);
    await harness.client.send(new RespondActivityTaskCompletedCommand({ taskToken }));
    await harness.decide();
    await harness.waiting(harness.pollDecision());
    await pass(5);
    expect(await harness.types(execution)).toContain('TimerFired');
  });

  it('runs in real time while a Lambda function runs', async () => {
    let finish: (value: unknown) => void = () => {};
    const harness = await SdkHarness.open({
      clock: 'skip',
      lambda: {
        Wait: () =>
          new Promise(resolve => {
            finish = resolve;
          }),
      },
    });
    const execution = await harness.start('w1', { lambdaRole: 'arn:aws:iam::1:role/r' });
    await harness.decide(
      startTimer('hour', 3600),
      decision('ScheduleLambdaFunction', { id: 'l', name: 'Wait' }),
    );
    const first = await harness.waiting(harness.pollDecision());
    await pass(10_000);
    expect(await harness.types(execution)).not.toContain('TimerFired');
    finish(1);
    await harness.respond(await first.answer);
    await harness.waiting(harness.pollDecision());
    await pass(5);
    expect(await harness.types(execution)).toContain('TimerFired');
  });

  it('waits for workers that have not started yet', async () => {
    const harness = await skipping();
    const execution = await harness.start();
    await pass(60_000);
    expect(await harness.types(execution)).toEqual(['WorkflowExecutionStarted', 'DecisionTaskScheduled']);
  });

  it('jumps after a while past a task that no poll takes', async () => {
    const harness = await skipping();
    const execution = await harness.start();
    await harness.decide(schedule('a', { scheduleToStartTimeout: '600' }));
    await harness.waiting(harness.pollDecision());
    await pass(999);
    expect(await harness.types(execution, 6)).toEqual([]);
    await pass(1);
    expect(await harness.types(execution, 6)).toEqual([
      'ActivityTaskTimedOut',
      'DecisionTaskScheduled',
      'DecisionTaskStarted',
    ]);
  });

  it('leaves a second to signal an execution before it times out', async () => {
    const harness = await skipping();
    const execution = await harness.start();
    await harness.decide();
    const { answer } = await harness.waiting(harness.pollDecision());
    await pass(900);
    await harness.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 'go' }),
    );
    await harness.respond(await answer);
    await harness.waiting(harness.pollDecision());
    await pass(999);
    expect((await harness.types(execution)).at(-1)).toBe('DecisionTaskCompleted');
    await pass(1);
    expect((await harness.types(execution)).at(-1)).toBe('WorkflowExecutionTimedOut');
    expect(await virtualSeconds(harness, execution)).toBe(day);
  });

  it.each([
    ['infinite patience', Number.POSITIVE_INFINITY],
    ['patience for longer than a timer of the machine can wait', 60 * day * 1000],
  ])('never jumps past pending work with %s', async (_, patience) => {
    const harness = await skipping({ patience });
    const execution = await harness.start();
    await harness.decide();
    await harness.waiting(harness.pollDecision());
    await pass(50_000);
    expect((await harness.types(execution)).at(-1)).toBe('DecisionTaskCompleted');
  });

  it('jumps after a quiet period that exceeds the longest timeout of the machine', async () => {
    const harness = await skipping({ patience: 30 * day * 1000 });
    const execution = await harness.start('w1', { executionStartToCloseTimeout: `${365 * day}` });
    await harness.decide();
    await pass(30 * day * 1000 - 1000);
    expect((await harness.types(execution)).at(-1)).toBe('DecisionTaskCompleted');
    await pass(1000);
    expect((await harness.types(execution)).at(-1)).toBe('WorkflowExecutionTimedOut');
  });

  it('is not delayed by read-only calls', async () => {
    const harness = await skipping();
    const execution = await harness.start();
    await harness.decide(startTimer('hour', 3600));
    for (let looks = 0; looks < 4; looks += 1) {
      await pass(250);
      await harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution }));
    }
    expect(await harness.types(execution)).toContain('TimerFired');
  });

  it('does not jump just to delete closed executions', async () => {
    const harness = await skipping();
    const execution = await harness.start();
    await harness.decide(complete());
    await harness.waiting(harness.pollDecision());
    await pass(50_000);
    expect(await harness.types(execution)).toHaveLength(5);
  });

  it('makes polls wait in real time', async () => {
    const harness = await skipping();
    await harness.start();
    await harness.decide(startTimer('hour', 3600));
    let idle: unknown;
    await harness.waiting(
      harness.pollActivity().then(answer => {
        idle = answer;
      }),
    );
    await harness.waiting(harness.pollDecision());
    await pass(59_990);
    expect(idle).toBeUndefined();
    await pass(10);
    expect(idle).toMatchObject({ startedEventId: 0 });
  });

  it('can be shared: it jumps when all services are idle', async () => {
    const clock = skipClock();
    const [one, other] = [await SdkHarness.open({ clock }), await SdkHarness.open({ clock })];
    const execution = await one.start();
    await one.decide(startTimer('hour', 3600));
    await one.waiting(one.pollDecision());
    await other.start();
    const { taskToken } = await other.pollDecision();
    await other.waiting(other.pollDecision());
    await pass(2000);
    expect(await one.types(execution)).not.toContain('TimerFired');
    await other.respond({ taskToken }, complete());
    await pass(5);
    expect(await one.types(execution)).toContain('TimerFired');
  });

  it('is not stopped by a poll that a service answers as it closes', async () => {
    const clock = skipClock();
    const kept = await SdkHarness.open({ clock, data: temporaryFolder() });
    const { answer } = await kept.waiting(kept.pollDecision());
    await kept.swf.close();
    await answer;
    const harness = await SdkHarness.open({ clock });
    const execution = await harness.start();
    await harness.decide(startTimer('hour', 3600));
    await harness.waiting(harness.pollDecision());
    await pass(5);
    expect(await harness.types(execution)).toContain('TimerFired');
  });

  it('ignores a service that is closed', async () => {
    const clock = skipClock();
    const [one, other] = [await SdkHarness.open({ clock }), await SdkHarness.open({ clock })];
    await other.start();
    await other.pollDecision();
    await other.swf.close();
    const execution = await one.start();
    await one.decide(startTimer('hour', 3600));
    await one.waiting(one.pollDecision());
    await pass(5);
    expect(await one.types(execution)).toContain('TimerFired');
  });
});

it('a workflow with a timer of thirty days runs in milliseconds, over HTTP as well', async () => {
  const harness = SdkHarness.empty({ clock: skipClock() });
  const { url } = await harness.swf.listen();
  await harness.prepare();
  const client = new SWFClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const poll = new PollForDecisionTaskCommand({ domain, taskList: decisionList });
  const before = performance.now();
  const execution = await harness.start('w1', { executionStartToCloseTimeout: `${365 * day}` });
  for (const decided of [startTimer('month', 30 * day), complete()]) {
    const { taskToken } = await client.send(poll);
    await client.send(new RespondDecisionTaskCompletedCommand({ taskToken, decisions: [decided] }));
  }
  expect(performance.now() - before).toBeLessThan(3000);
  expect(await virtualSeconds(harness, execution)).toBeGreaterThanOrEqual(30 * day);
  client.destroy();
});
