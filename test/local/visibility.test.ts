import {
  CountClosedWorkflowExecutionsCommand,
  CountOpenWorkflowExecutionsCommand,
  DescribeWorkflowExecutionCommand,
  GetWorkflowExecutionHistoryCommand,
  ListClosedWorkflowExecutionsCommand,
  type ListClosedWorkflowExecutionsInput,
  ListOpenWorkflowExecutionsCommand,
  type ListOpenWorkflowExecutionsInput,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { afterAll, describe, expect, it } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { decisionList, domain, workflowType } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision } from '../harness/sdkDecisions.js';

const at = (seconds: number) => new Date(Date.UTC(2020, 0, 1) + seconds * 1000);
const always = { oldestDate: new Date(0) };

/** Executions w1 … w4, started a second apart and closed in another order, and o1 and o2, which are open. */
async function populate() {
  const harness = await SdkHarness.open({}, afterAll);
  await harness.registerWorkflowType({ version: '2' });
  await harness.registerWorkflowType({ name: 'Mix' });
  const start = async (workflowId: string, type: string, version: string, ...tagList: string[]) => {
    await harness.start(workflowId, { workflowType: { name: type, version }, tagList });
    harness.clock.advance(1000);
  };
  await start('w1', 'Encode', '1', 'red');
  await start('w2', 'Encode', '2', 'red', 'Blue');
  await start('w3', 'Mix', '1');
  await start('w4', 'Mix', '1', 'blue');
  const tasks = new Map<string, Awaited<ReturnType<SdkHarness['pollDecision']>>>();
  for (let count = 0; count < 4; count++) {
    const task = await harness.pollDecision();
    tasks.set(`${task.workflowExecution?.workflowId}`, task);
  }
  const close = async (workflowId: string, how: Parameters<SdkHarness['respond']>[1]) => {
    await harness.respond({ taskToken: tasks.get(workflowId)?.taskToken }, how);
    harness.clock.advance(1000);
  };
  await close('w3', complete());
  await close('w1', decision('FailWorkflowExecution'));
  await close('w4', decision('CancelWorkflowExecution'));
  await close('w2', complete());
  await start('o1', 'Encode', '1', 'red');
  await start('o2', 'Mix', '1');
  return harness;
}

let made: ReturnType<typeof populate> | undefined;
function populated() {
  made ??= populate();
  return made;
}

const ids = (infos: { execution: { workflowId: string | undefined } | undefined }[] | undefined) =>
  infos?.map(({ execution }) => execution?.workflowId);

describe('open executions', () => {
  async function open(harness: SdkHarness, given: Partial<ListOpenWorkflowExecutionsInput> = {}) {
    const input = { domain, startTimeFilter: always, ...given };
    const { executionInfos } = await harness.client.send(new ListOpenWorkflowExecutionsCommand(input));
    const { count, truncated } = await harness.client.send(new CountOpenWorkflowExecutionsCommand(input));
    expect([count, truncated]).toEqual([executionInfos?.length, false]);
    return ids(executionInfos);
  }

  it('are listed and counted, latest first, or in reverse', async () => {
    const harness = await populated();
    expect(await open(harness)).toEqual(['o2', 'o1']);
    expect(await open(harness, { reverseOrder: true })).toEqual(['o1', 'o2']);
  });

  it.each([
    [{ executionFilter: { workflowId: 'o1' } }, ['o1']],
    [{ executionFilter: { workflowId: 'w1' } }, []],
    [{ typeFilter: { name: 'Encode' } }, ['o1']],
    [{ typeFilter: { name: 'Encode', version: '' } }, ['o1']],
    [{ typeFilter: { name: 'Encode', version: '2' } }, []],
    [{ typeFilter: { name: 'Unheard of' } }, []],
    [{ tagFilter: { tag: 'red' } }, ['o1']],
    [{ tagFilter: { tag: 'Red' } }, []],
    [{ startTimeFilter: { oldestDate: at(9) } }, ['o2']],
    [{ startTimeFilter: { oldestDate: at(0), latestDate: at(8) } }, ['o1']],
    [{ startTimeFilter: { oldestDate: at(8), latestDate: at(9) } }, ['o2', 'o1']],
    [{ startTimeFilter: { oldestDate: at(8.001), latestDate: at(8.999) } }, []],
  ])('are filtered by %o', async (given, expected) => {
    expect(await open(await populated(), given)).toEqual(expected);
  });
});

describe('closed executions', () => {
  async function closed(harness: SdkHarness, given: Partial<ListClosedWorkflowExecutionsInput> = {}) {
    const input = { domain, ...given };
    const { executionInfos } = await harness.client.send(new ListClosedWorkflowExecutionsCommand(input));
    const { count, truncated } = await harness.client.send(new CountClosedWorkflowExecutionsCommand(input));
    expect([count, truncated]).toEqual([executionInfos?.length, false]);
    return ids(executionInfos);
  }

  it.each([
    [{ startTimeFilter: always }, ['w4', 'w3', 'w2', 'w1']],
    [{ startTimeFilter: always, reverseOrder: true }, ['w1', 'w2', 'w3', 'w4']],
    [{ closeTimeFilter: always }, ['w2', 'w4', 'w1', 'w3']],
    [{ closeTimeFilter: always, reverseOrder: true }, ['w3', 'w1', 'w4', 'w2']],
    [{ startTimeFilter: { oldestDate: at(1), latestDate: at(2) } }, ['w3', 'w2']],
    [{ closeTimeFilter: { oldestDate: at(5), latestDate: at(6) } }, ['w4', 'w1']],
    [{ closeTimeFilter: always, closeStatusFilter: { status: 'COMPLETED' as const } }, ['w2', 'w3']],
    [{ startTimeFilter: always, closeStatusFilter: { status: 'TIMED_OUT' as const } }, []],
    [{ startTimeFilter: always, typeFilter: { name: 'Encode' } }, ['w2', 'w1']],
    [{ startTimeFilter: always, typeFilter: { name: 'Encode', version: '2' } }, ['w2']],
    [{ closeTimeFilter: always, tagFilter: { tag: 'red' } }, ['w2', 'w1']],
    [{ closeTimeFilter: always, executionFilter: { workflowId: 'w4' } }, ['w4']],
  ])('are filtered and ordered by %o', async (given, expected) => {
    expect(await closed(await populated(), given)).toEqual(expected);
  });

  it('are listed with the same information as in their description', async () => {
    const harness = await SdkHarness.open();
    const execution = await harness.start('w1', { tagList: ['t'] });
    harness.clock.advance(1234);
    await harness.decide(complete());
    const { executionInfos } = await harness.client.send(
      new ListClosedWorkflowExecutionsCommand({ domain, startTimeFilter: always }),
    );
    expect(executionInfos).toEqual([
      {
        execution,
        workflowType,
        startTimestamp: at(0),
        closeTimestamp: at(1.234),
        executionStatus: 'CLOSED',
        closeStatus: 'COMPLETED',
        tagList: ['t'],
        cancelRequested: false,
      },
    ]);
  });
});

describe('a query for executions is rejected', () => {
  it.each([
    [{}, 'Must specify time filter'],
    [{ startTimeFilter: always, closeTimeFilter: always }, /both a startTimeFilter and a closeTimeFilter/],
    [
      {
        startTimeFilter: always,
        typeFilter: { name: 'a' },
        tagFilter: { tag: 'b' },
      },
      'Cannot specify both a typeFilter and a tagFilter',
    ],
    [
      {
        closeTimeFilter: always,
        executionFilter: { workflowId: 'a' },
        closeStatusFilter: { status: 'FAILED' as const },
      },
      'Cannot specify both a executionFilter and a closeStatusFilter',
    ],
    [{ startTimeFilter: { oldestDate: at(2), latestDate: at(1) } }, /oldest date/],
    [{ startTimeFilter: { oldestDate: undefined } }, /at 'startTimeFilter.oldestDate'.*must not be null/],
    [{ startTimeFilter: always, maximumPageSize: 1001 }, /at 'maximumPageSize'.*less than or equal to 1000/],
    [{ startTimeFilter: always, maximumPageSize: -1 }, /at 'maximumPageSize'.*greater than or equal to 0/],
    [{ startTimeFilter: always, tagFilter: { tag: 'a|b' } }, /at 'tagFilter.tag'/],
  ])('with %o', async (given, message) => {
    const { client } = await SdkHarness.open();
    await expectFault(
      client.send(new ListClosedWorkflowExecutionsCommand({ domain, ...given })),
      'ValidationException',
      message,
    );
  });

  it('for an unknown domain', async () => {
    const { client } = await SdkHarness.open();
    for (const call of [
      client.send(new ListOpenWorkflowExecutionsCommand({ domain: 'x', startTimeFilter: always })),
      client.send(new CountOpenWorkflowExecutionsCommand({ domain: 'x', startTimeFilter: always })),
      client.send(new ListClosedWorkflowExecutionsCommand({ domain: 'x', startTimeFilter: always })),
      client.send(new CountClosedWorkflowExecutionsCommand({ domain: 'x', startTimeFilter: always })),
    ]) {
      await expectFault(call, 'UnknownResourceFault', 'Unknown domain: x');
    }
  });
});

describe('retention', () => {
  it('ends a number of days after the close: the execution is gone from lists, counts, description and history', async () => {
    const harness = await SdkHarness.open();
    const first = await harness.start('w1');
    harness.clock.advance(10_000);
    await harness.decide(complete());
    harness.clock.advance(86_400_000);
    const second = await harness.start('w2');
    await harness.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w2' }));
    const listed = async () => {
      const input = { domain, closeTimeFilter: always };
      const { executionInfos } = await harness.client.send(new ListClosedWorkflowExecutionsCommand(input));
      return ids(executionInfos);
    };
    harness.clock.advance(29 * 86_400_000 - 1);
    expect(await listed()).toEqual(['w2', 'w1']);
    harness.clock.advance(1);
    expect(await listed()).toEqual(['w2']);
    const message = `Unknown execution: WorkflowExecution=[workflowId=w1, runId=${first.runId}]`;
    await expectFault(
      harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution: first })),
      'UnknownResourceFault',
      message,
    );
    await expectFault(
      harness.client.send(new GetWorkflowExecutionHistoryCommand({ domain, execution: first })),
      'UnknownResourceFault',
      message,
    );
    await harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution: second }));
    harness.clock.advance(86_400_000);
    expect(await listed()).toEqual([]);
  });

  it.each(['0', 'NONE'])('of %s deletes an execution as soon as it closes', async days => {
    const harness = SdkHarness.empty();
    await harness.client.send(
      new RegisterDomainCommand({ name: domain, workflowExecutionRetentionPeriodInDays: days }),
    );
    await harness.client.send(
      new RegisterWorkflowTypeCommand({
        domain,
        ...workflowType,
        defaultTaskList: decisionList,
        defaultChildPolicy: 'TERMINATE',
        defaultExecutionStartToCloseTimeout: '10',
        defaultTaskStartToCloseTimeout: '10',
      }),
    );
    const execution = await harness.start();
    await harness.decide(complete());
    await expectFault(
      harness.client.send(new DescribeWorkflowExecutionCommand({ domain, execution })),
      'UnknownResourceFault',
      /Unknown execution/,
    );
  });
});
