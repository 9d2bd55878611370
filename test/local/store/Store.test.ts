import {
  DeprecateDomainCommand,
  DescribeActivityTypeCommand,
  DescribeWorkflowExecutionCommand,
  GetWorkflowExecutionHistoryCommand,
  ListClosedWorkflowExecutionsCommand,
  ListDomainsCommand,
  ListOpenWorkflowExecutionsCommand,
  ListTagsForResourceCommand,
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCompletedCommand,
  SignalWorkflowExecutionCommand,
  TagResourceCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { type LocalSwfOptions, manualClock, skipClock } from 'rx-swf/local';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectFault } from '../../harness/expectFault.js';
import { activityType, domain, workflowType } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete, decision, schedule } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

let data: string;
let clock: ReturnType<typeof manualClock>;

beforeEach(() => {
  data = temporaryFolder();
  clock = manualClock();
});

/** A harness on the folder and the clock of this test. */
const open = (options: LocalSwfOptions = {}) => SdkHarness.empty({ data, clock, ...options });

const create = (options: LocalSwfOptions = {}) => open(options).prepare();

/** The same after an end and a new beginning. */
async function reopen(harness: SdkHarness, options: LocalSwfOptions = {}): Promise<SdkHarness> {
  await harness.swf.close();
  return open(options);
}

const day = 86_400_000;

describe('a service resumes from what the previous one has stored', () => {
  it('domains, types and tags', async () => {
    const before = await create();
    const resourceArn = `arn:aws:swf:us-east-1:123456789012:/domain/${domain}`;
    await before.client.send(
      new TagResourceCommand({ resourceArn, tags: [{ key: 'team', value: 'films' }] }),
    );
    clock.advance(1000);
    await before.client.send(new DeprecateDomainCommand({ name: domain }));

    const { client } = await reopen(before);
    const { domainInfos } = await client.send(new ListDomainsCommand({ registrationStatus: 'DEPRECATED' }));
    expect(domainInfos).toMatchObject([{ name: domain }]);
    expect((await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([
      { key: 'team', value: 'films' },
    ]);
    const { typeInfo } = await client.send(new DescribeActivityTypeCommand({ domain, activityType }));
    expect(typeInfo).toMatchObject({
      creationDate: new Date(Date.UTC(2020, 0, 1)),
      deprecationDate: new Date(Date.UTC(2020, 0, 1, 0, 0, 1)),
    });
  });

  it('histories, event by event', async () => {
    const before = await create();
    const run = await before.start('w1', { input: 'ein Lied für "dich"\n🎵', tagList: ['a'] });
    await before.decide(schedule('a1'));
    const events = await before.events(run);
    const after = await reopen(before);
    expect(await after.events(run)).toEqual(events);
  });

  it('task tokens: a worker that held a task can respond', async () => {
    const before = await create();
    const run = await before.start();
    await before.decide(schedule('a1'));
    const { taskToken } = await before.pollActivity();
    await before.client.send(
      new SignalWorkflowExecutionCommand({ domain, workflowId: 'w1', signalName: 's' }),
    );
    const decisionTask = await before.pollDecision();

    const after = await reopen(before);
    await after.client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: 'done' }));
    await after.respond(decisionTask);
    expect(await after.attributes(run, 'ActivityTaskCompleted')).toMatchObject({ result: 'done' });
  });

  it('tasks that had not started, in order', async () => {
    const before = await create();
    for (const workflowId of ['w1', 'w2', 'w3']) await before.start(workflowId);
    const after = await reopen(before);
    const taken = [await after.pollDecision(), await after.pollDecision(), await after.pollDecision()];
    expect(taken.map(task => task.workflowExecution?.workflowId)).toEqual(['w1', 'w2', 'w3']);
  });

  it('pages: an earlier token continues, although executions have been deleted', async () => {
    const before = await create();
    const kept = ['w1', 'w2', 'w3'];
    const forgotten = ['v1', 'v2'];
    const executionStartToCloseTimeout = `${90 * 86_400}`;
    for (const workflowId of kept) await before.start(workflowId, { executionStartToCloseTimeout });
    for (const workflowId of forgotten) await before.start(workflowId);
    const terminate = async (workflowId: string) => {
      await before.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId }));
    };
    for (const workflowId of forgotten) await terminate(workflowId);
    clock.advance(29 * day);
    for (const workflowId of kept) await terminate(workflowId);
    clock.advance(2 * day);

    const query = { domain, closeTimeFilter: { oldestDate: new Date(0) }, maximumPageSize: 1 };
    const names: unknown[] = [];
    let harness = before;
    let nextPageToken: string | undefined;
    do {
      const page = await harness.client.send(
        new ListClosedWorkflowExecutionsCommand({ ...query, nextPageToken }),
      );
      names.push(...(page.executionInfos ?? []).map(info => info.execution?.workflowId));
      nextPageToken = page.nextPageToken;
      harness = await reopen(harness);
    } while (nextPageToken !== undefined);
    expect(names).toEqual(['w3', 'w2', 'w1']);
  });

  it('heartbeats: the deadline set by the latest one, and its details', async () => {
    const before = await create();
    const run = await before.start();
    await before.decide(schedule('a1', { heartbeatTimeout: '60' }));
    const { taskToken } = await before.pollActivity();
    for (const details of ['a third', 'half']) {
      clock.advance(40_000);
      await before.client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details }));
    }
    const after = await reopen(before);
    await after.swf.ready();
    clock.advance(59_999);
    expect(await after.types(run)).not.toContain('ActivityTaskTimedOut');
    clock.advance(1);
    expect(await after.attributes(run, 'ActivityTaskTimedOut')).toMatchObject({
      timeoutType: 'HEARTBEAT',
      details: 'half',
    });
  });

  it('children: a parent learns of the run that continued its child', async () => {
    const before = await create();
    const parent = await before.start('parent');
    await before.decide(decision('StartChildWorkflowExecution', { workflowId: 'child', workflowType }));
    const takeTurns = async (harness: SdkHarness) => {
      const tasks = [await harness.pollDecision(), await harness.pollDecision()];
      const child = tasks.find(task => task.workflowExecution?.workflowId === 'child');
      for (const task of tasks) if (task !== child) await harness.respond(task);
      return child ?? {};
    };
    await before.respond(await takeTurns(before), decision('ContinueAsNewWorkflowExecution'));
    const after = await reopen(before);
    const successor = await after.pollDecision();
    await after.respond(successor, complete('done'));
    expect(await after.attributes(parent, 'ChildWorkflowExecutionCompleted')).toMatchObject({
      workflowExecution: successor.workflowExecution,
      result: 'done',
    });
  });

  it('children: a child still names its parent after that has been deleted', async () => {
    const before = await create();
    await before.start('parent');
    await before.decide(
      decision('StartChildWorkflowExecution', {
        workflowId: 'child',
        workflowType,
        executionStartToCloseTimeout: `${90 * 86_400}`,
      }),
    );
    const { executionInfos = [] } = await before.client.send(
      new ListOpenWorkflowExecutionsCommand({ domain, startTimeFilter: { oldestDate: new Date(0) } }),
    );
    const child = executionInfos.find(({ execution }) => execution?.workflowId === 'child');
    await before.client.send(
      new TerminateWorkflowExecutionCommand({ domain, workflowId: 'parent', childPolicy: 'ABANDON' }),
    );
    clock.advance(31 * day);
    const after = await reopen(before);
    const { executionInfo } = await after.client.send(
      new DescribeWorkflowExecutionCommand({ domain, execution: child?.execution }),
    );
    expect(executionInfo).toMatchObject({ executionStatus: 'OPEN', parent: { workflowId: 'parent' } });
  });
});

describe('time passes while the service is down', () => {
  it('what came due happens when the folder is opened, in order', async () => {
    const before = await create();
    const run = await before.start();
    const timer = (timerId: string, startToFireTimeout: string) =>
      decision('StartTimer', { timerId, startToFireTimeout });
    await before.decide(timer('late', '20'), timer('early', '10'), timer('later', '100'));
    await before.swf.close();
    clock.advance(50_000);
    const after = open();
    const fired = (await after.events(run)).filter(({ eventType }) => eventType === 'TimerFired');
    expect(fired.map(event => event.timerFiredEventAttributes?.timerId)).toEqual(['early', 'late']);
    clock.advance(50_000);
    expect(await after.attributes(run, 'TimerFired')).toMatchObject({ timerId: 'later' });
  });

  it('executions whose retention has ended are deleted with their rows', async () => {
    const before = await create();
    const run = await before.start();
    await before.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    await before.swf.close();
    clock.advance(31 * day);
    const after = open();
    const gone = new GetWorkflowExecutionHistoryCommand({ domain, execution: run });
    await expectFault(after.client.send(gone), 'UnknownResourceFault', /Unknown execution/);
    const again = await reopen(after);
    await expectFault(again.client.send(gone), 'UnknownResourceFault', /Unknown execution/);
  });

  it('no run id is used twice, even after its run has been deleted', async () => {
    const before = await create();
    const ids = new Set<string | undefined>();
    let harness = before;
    for (let n = 0; n < 4; n += 1) {
      ids.add((await harness.start()).runId);
      await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
      clock.advance(31 * day);
      harness = await reopen(harness);
      await harness.swf.ready();
    }
    expect(ids.size).toBe(4);
  });

  it('a clock that starts afresh is advanced to where the previous one was', async () => {
    clock = manualClock(Date.UTC(2100, 0, 1));
    const before = await create();
    const run = await before.start();
    const { taskToken } = await before.pollDecision();
    await before.swf.close();
    for (const other of [manualClock(), skipClock()]) {
      const after = open({ clock: other });
      await after.swf.ready();
      expect(other.now()).toBeGreaterThanOrEqual(clock.now());
      expect(other.now()).toBeLessThan(clock.now() + 60_000);
      await after.swf.close();
    }
    const last = open();
    await last.respond({ taskToken }, complete());
    expect((await last.types(run)).at(-1)).toBe('WorkflowExecutionCompleted');
  });
});

describe('a Lambda function that was running when the process ended', () => {
  it('is invoked again', async () => {
    let calls = 0;
    const lambda = {
      F: () => {
        calls += 1;
        return calls === 1 ? new Promise(() => {}) : 'done';
      },
    };
    const before = await create({ lambda });
    const run = await before.start('w1', { lambdaRole: 'arn:aws:iam::123456789012:role/r' });
    await before.decide(decision('ScheduleLambdaFunction', { id: '1', name: 'F' }));
    expect(calls).toBe(1);
    const after = await reopen(before, { lambda });
    await after.pollDecision();
    expect(await after.attributes(run, 'LambdaFunctionCompleted')).toMatchObject({ result: '"done"' });
    expect(calls).toBe(2);
  });
});

describe('a service', () => {
  it('reads its state before it carries out calls', async () => {
    const before = await create();
    const run = await before.start();
    const after = await reopen(before);
    expect(await after.types(run)).toHaveLength(2);
  });

  it('stores all calls, however many arrive at once', async () => {
    const before = await create();
    const runs = await Promise.all(Array.from({ length: 200 }, (_, n) => before.start(`w${n}`)));
    const after = await reopen(before);
    const histories = await Promise.all(runs.map(run => after.types(run)));
    expect(histories.every(types => types.length === 2)).toBe(true);
  });

  it('is ready immediately without a folder', async () => {
    await expect(SdkHarness.empty().swf.ready()).resolves.toBeUndefined();
  });

  it('gives the next task to a waiting poll', async () => {
    const harness = await create();
    const { answer } = await harness.waiting(harness.pollDecision());
    await harness.start();
    expect((await answer).workflowExecution?.workflowId).toBe('w1');
  });

  it('answers a waiting poll without a task when it closes', async () => {
    const harness = await create();
    const { answer } = await harness.waiting(harness.pollDecision());
    await harness.swf.close();
    expect((await answer).taskToken).toBeUndefined();
  });
});
