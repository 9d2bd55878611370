import {
  CountPendingActivityTasksCommand,
  CountPendingDecisionTasksCommand,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  SWFClient,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { type Clock, LocalSwf, manualClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { activityList, decisionList, domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, schedule } from '../harness/sdkDecisions.js';

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };

describe('a long poll', () => {
  it('is answered without a task, and without a token, after 60 seconds', async () => {
    const harness = await SdkHarness.open();
    const decision = await harness.waiting(harness.pollDecision());
    const activity = await harness.waiting(harness.pollActivity());
    let answered = 0;
    for (const { answer } of [decision, activity]) void answer.then(() => (answered += 1));
    harness.clock.advance(59_999);
    // A call that comes back after the clock has moved: the polls would have come back before it.
    await harness.start('elsewhere', { taskList: { name: 'elsewhere' } });
    expect(answered).toBe(0);
    harness.clock.advance(1);
    const { $metadata: a, ...noDecision } = await decision.answer;
    const { $metadata: b, ...noActivity } = await activity.answer;
    expect([a.httpStatusCode, b.httpStatusCode]).toEqual([200, 200]);
    expect(noDecision).toEqual({ startedEventId: 0, previousStartedEventId: 0 });
    expect(noActivity).toEqual({ startedEventId: 0 });
  });

  it('of 0 ms is answered immediately, on a clock that stands still', async () => {
    const harness = await SdkHarness.open({ longPoll: 0 });
    expect((await harness.pollDecision()).taskToken).toBeUndefined();
    expect((await harness.pollActivity()).startedEventId).toBe(0);
    const { url: endpoint } = await harness.swf.listen();
    const client = new SWFClient({ region: 'us-east-1', endpoint, credentials });
    onTestFinished(() => client.destroy());
    const poll = new PollForDecisionTaskCommand({ domain, taskList: decisionList });
    expect((await client.send(poll)).taskToken).toBeUndefined();
    await harness.start();
    expect((await client.send(poll)).taskToken).toEqual(expect.any(String));
  });

  it('of 0 ms does not starve other work', async () => {
    const harness = await SdkHarness.open({ longPoll: 0 });
    let isOver = false;
    setTimeout(() => {
      isOver = true;
    });
    while (!isOver) await harness.pollDecision();
    expect(isOver).toBe(true);
  });

  it('of 0 ms is rejected beyond the quota, and ends with its caller', async () => {
    const none = await SdkHarness.open({ longPoll: 0, quotas: { pollersPerTaskList: 0 } });
    await expectFault(none.pollDecision(), 'LimitExceededFault', /concurrent poll requests/);
    const harness = await SdkHarness.open({ longPoll: 0 });
    const abort = new AbortController();
    const poll = harness.client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList }), {
      abortSignal: abort.signal,
    });
    abort.abort();
    await expect(poll).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('can be made shorter', async () => {
    const harness = await SdkHarness.open({ longPoll: 10 });
    const { answer } = await harness.waiting(harness.pollActivity());
    harness.clock.advance(10);
    expect((await answer).startedEventId).toBe(0);
  });

  it('keeps the process alive for as long as it waits, even forever', async () => {
    const alarms: { at: number; isWanted: boolean }[] = [];
    const time = manualClock();
    const clock: Clock = {
      now: time.now,
      alarm(ring) {
        const alarm = time.alarm(ring);
        const seen = { at: Number.NaN, isWanted: false };
        alarms.push(seen);
        return {
          ...alarm,
          set: at => {
            seen.at = at;
            alarm.set(at);
          },
          keepAlive: wanted => {
            seen.isWanted = wanted;
          },
        };
      },
    };
    const harness = await SdkHarness.open({ clock, longPoll: Number.POSITIVE_INFINITY });
    const { answer } = await harness.waiting(harness.pollActivity());
    const wanted = alarms.filter(({ isWanted }) => isWanted);
    expect(wanted).toEqual([{ at: expect.any(Number), isWanted: true }]);
    expect(Number.isFinite(wanted[0]?.at)).toBe(true);
    time.advance(365 * 86_400_000);
    await harness.swf.close();
    expect((await answer).startedEventId).toBe(0);
  });

  it('is answered as soon as there is a task', async () => {
    const harness = await SdkHarness.open();
    const decision = await harness.waiting(harness.pollDecision());
    const activity = await harness.waiting(harness.pollActivity());
    await harness.start();
    const task = await decision.answer;
    await harness.respond(task, schedule('a'));
    expect((await activity.answer).activityId).toBe('a');
  });

  it('gives each task to one poller, first come, first served', async () => {
    const harness = await SdkHarness.open();
    const polls = [];
    for (let count = 0; count < 3; count++) polls.push(await harness.waiting(harness.pollDecision()));
    for (const workflowId of ['w1', 'w2', 'w3']) await harness.start(workflowId);
    const answers = await Promise.all(polls.map(({ answer }) => answer));
    expect(answers.map(({ workflowExecution }) => workflowExecution?.workflowId)).toEqual(['w1', 'w2', 'w3']);
  });

  it('whose caller has left takes no task', async () => {
    const harness = await SdkHarness.open();
    const first = new AbortController();
    const second = new AbortController();
    const left = await harness.waiting(
      harness.client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList }), {
        abortSignal: first.signal,
      }),
    );
    const stays = await harness.waiting(
      harness.client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList }), {
        abortSignal: second.signal,
      }),
    );
    first.abort();
    await expect(left.answer).rejects.toMatchObject({ name: 'AbortError' });
    await harness.start();
    expect((await stays.answer).taskToken).toBeDefined();
    second.abort();
    const { count } = await harness.client.send(
      new CountPendingDecisionTasksCommand({ domain, taskList: decisionList }),
    );
    expect(count).toBe(0);
  });

  it('does not begin if its caller has already left', async () => {
    const harness = await SdkHarness.open();
    await harness.start();
    const poll = new PollForDecisionTaskCommand({ domain, taskList: decisionList });
    await expect(harness.client.send(poll, { abortSignal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect((await harness.pollDecision()).taskToken).toBeDefined();
  });

  it('fails immediately for an unknown domain', async () => {
    const { client } = await SdkHarness.open();
    for (const call of [
      client.send(new PollForDecisionTaskCommand({ domain: 'x', taskList: decisionList })),
      client.send(new PollForActivityTaskCommand({ domain: 'x', taskList: decisionList })),
    ]) {
      await expectFault(call, 'UnknownResourceFault', 'Unknown domain: x');
    }
  });

  it('is rejected when too many polls wait on the list, and accepted again when one has left', async () => {
    const harness = await SdkHarness.open({ quotas: { pollersPerTaskList: 1 } });
    const { answer } = await harness.waiting(harness.pollActivity());
    await expectFault(
      harness.pollActivity(),
      'LimitExceededFault',
      'Limit on maximum concurrent poll requests per task list reached',
    );
    const other = await harness.waiting(harness.pollActivity({ name: 'other' }));
    harness.clock.advance(60_000);
    await answer;
    await other.answer;
    await harness.waiting(harness.pollActivity());
  });

  it('is answered without a task when the service is closed, which then rejects all calls', async () => {
    const harness = await SdkHarness.open();
    const { answer } = await harness.waiting(harness.pollActivity());
    await harness.swf.close();
    expect((await answer).startedEventId).toBe(0);
    await expect(harness.pollActivity()).rejects.toThrow('This LocalSwf is closed');
  });
});

describe('a task list', () => {
  it('returns the task with the highest priority first, and the oldest of equal ones', async () => {
    const harness = await SdkHarness.open();
    const priorities = { a: '0', b: '5', c: undefined, d: '-1', e: '5', f: '2147483647' };
    await harness.start('w1');
    await harness.decide(
      ...Object.entries(priorities).map(([id, taskPriority]) => schedule(id, { taskPriority })),
    );
    const order = [];
    for (const _ of Object.keys(priorities)) order.push((await harness.pollActivity()).activityId);
    expect(order.join('')).toBe('fbeacd');
  });

  it('returns decision tasks by the priority of their executions, or else of the type', async () => {
    const harness = await SdkHarness.open();
    await harness.registerWorkflowType({ name: 'Urgent', defaultTaskPriority: '1' });
    await harness.start('low');
    await harness.start('default', { workflowType: { name: 'Urgent', version: '1' } });
    await harness.start('high', { taskPriority: '2' });
    const order = [];
    for (let count = 0; count < 3; count++) {
      order.push((await harness.pollDecision()).workflowExecution?.workflowId);
    }
    expect(order).toEqual(['high', 'default', 'low']);
  });

  it('of decisions is independent of one of activities with the same name', async () => {
    const harness = await SdkHarness.open();
    await harness.start('w', { taskList: activityList });
    const { answer } = await harness.waiting(harness.pollActivity());
    harness.clock.advance(60_000);
    expect(await answer).not.toHaveProperty('taskToken');
    expect((await harness.pollDecision({ taskList: activityList })).taskToken).toBeDefined();
  });

  it('loses the tasks of an execution that closes', async () => {
    const harness = await SdkHarness.open();
    await harness.start('w1');
    await harness.decide(schedule('a'));
    await harness.start('w2');
    await harness.decide(schedule('b'));
    await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    const { count } = await harness.client.send(
      new CountPendingActivityTasksCommand({ domain, taskList: activityList }),
    );
    expect(count).toBe(1);
    expect((await harness.pollActivity()).activityId).toBe('b');
  });
});

describe('a client of the embedded service', () => {
  it('needs no port, no region and no credentials', async () => {
    await using swf = new LocalSwf({ region: 'eu-west-1' });
    const client = swf.client();
    expect(await client.config.region()).toBe('eu-west-1');
    await expectFault(
      client.send(new PollForActivityTaskCommand({ domain: 'x', taskList: activityList })),
      'UnknownResourceFault',
      'Unknown domain: x',
    );
  });

  it('signs if it is given credentials, and keeps other settings', async () => {
    await using swf = new LocalSwf();
    const client = swf.client({ credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' }, maxAttempts: 1 });
    let authorization: string | undefined;
    client.middlewareStack.add(
      next => args => {
        const { headers } = Object(args.request);
        authorization = headers.authorization;
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    expect(await client.config.maxAttempts()).toBe(1);
    await client
      .send(new PollForActivityTaskCommand({ domain: 'x', taskList: activityList }))
      .catch(() => undefined);
    expect(authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AK/);
  });

  it('can be destroyed without affecting other clients', async () => {
    const harness = await SdkHarness.open();
    harness.swf.client().destroy();
    await harness.start();
    await harness.decide(complete());
  });
});
