import { UnknownResourceFault } from '@aws-sdk/client-swf';
import { completeWorkflowExecution, failWorkflowExecution, settings } from 'rx-swf';
import { firstValueFrom, lastValueFrom, ReplaySubject } from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import type { ListOptions } from '../../../src/cli/list/command.js';
import { listExecutions } from '../../../src/cli/list/listExecutions.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { connectionReset } from '../../harness/connectionReset.js';
import { failCalls } from '../../harness/failCalls.js';
import { intercept } from '../../harness/intercept.js';
import { SdkHarness } from '../../harness/SdkHarness.js';

/** Three executions, a minute apart: one failed, one completed and one open. */
async function threeExecutions() {
  const harness = await SdkHarness.open();
  const client = harness.swf.client();
  settings.set({ client, domain: 'media' });
  await harness.start('order-1', { tagList: ['vip', 'eu'] });
  await harness.decide(failWorkflowExecution({ reason: 'CardDeclined', details: { message: 'no money' } }));
  harness.clock.advance(60_000);
  await harness.start('order-2', { tagList: ['eu'] });
  await harness.decide(completeWorkflowExecution({ result: 7 }));
  harness.clock.advance(60_000);
  await harness.start('order-3');
  return { harness, client };
}

/** Runs the action, and returns what it prints. */
async function printed(options: Partial<ListOptions> = {}, output: Output = 'table'): Promise<string> {
  const terminal = new CapturedTerminal();
  const context = terminal.context({}, output);
  await lastValueFrom(listExecutions(context, { limit: 50, sort: 'started', ...options }), {
    defaultValue: undefined,
  });
  return terminal.out;
}

/** Runs the action, and returns the workflow ids that it lists. */
const idsOf = async (options: Partial<ListOptions>): Promise<string[]> =>
  JSON.parse(await printed(options, 'json')).map(({ workflowId }: { workflowId: string }) => workflowId);

describe('listExecutions', () => {
  afterEach(() => settings.clear());

  it('lists open and closed executions as one, the newest first, with why they ended', async () => {
    await threeExecutions();
    const records = JSON.parse(await printed({}, 'json'));
    expect(records).toMatchObject([
      { workflowId: 'order-3', status: 'OPEN', type: { name: 'Encode', version: '1' } },
      { workflowId: 'order-2', status: 'CLOSED', closeStatus: 'COMPLETED' },
      {
        workflowId: 'order-1',
        closeStatus: 'FAILED',
        reason: 'CardDeclined: no money',
        tagList: ['vip', 'eu'],
      },
    ]);
    expect(records[1]).not.toHaveProperty('reason');
  });

  it.each<[Partial<ListOptions>, string[]]>([
    [{ open: true }, ['order-3']],
    [{ closed: true }, ['order-2', 'order-1']],
    [{ failed: true }, ['order-1']],
    [{ failed: true, completed: true }, ['order-2', 'order-1']],
    [{ failed: true, open: true }, ['order-3', 'order-1']],
    [{ tag: ['eu'] }, ['order-2', 'order-1']],
    [{ tag: ['eu', 'vip'] }, ['order-1']],
    [{ tag: ['eu'], completed: true }, ['order-2']],
    [{ type: { name: 'Encode' } }, ['order-3', 'order-2', 'order-1']],
    [{ type: { name: 'Encode', version: '2' } }, []],
    [{ workflowId: 'order-1', tag: ['vip'] }, ['order-1']],
    [{ workflowId: 'order-1', tag: ['no'] }, []],
    [{ workflowId: 'order-1', type: { name: 'Other' } }, []],
    [{ limit: 2 }, ['order-3', 'order-2']],
    [{ limit: 1, closed: true }, ['order-2']],
    [{ sort: 'id' }, ['order-1', 'order-2', 'order-3']],
    [{ sort: 'id', reverse: true }, ['order-3', 'order-2', 'order-1']],
    [{ reverse: true }, ['order-1', 'order-2', 'order-3']],
    [{ sort: 'state' }, ['order-2', 'order-1', 'order-3']],
  ])('lists with %j %j', async (options, ids) => {
    await threeExecutions();
    expect(await idsOf(options)).toEqual(ids);
  });

  it('compares the times of starts, or of closes where all are closed', async () => {
    const { harness } = await threeExecutions();
    const minutesAgo = (minutes: number) => new Date(harness.clock.now() - minutes * 60_000);
    expect(await idsOf({ since: minutesAgo(1) })).toEqual(['order-3', 'order-2']);
    expect(await idsOf({ until: minutesAgo(1) })).toEqual(['order-2', 'order-1']);
    expect(await idsOf({ closed: true, since: minutesAgo(1.5) })).toEqual(['order-2']);
  });

  it('asks each listing once, and each failed run once', async () => {
    const { client } = await threeExecutions();
    const calls = new Calls(client);
    await printed({ limit: 2 });
    expect(calls.operations.sort()).toEqual(['ListClosedWorkflowExecutions', 'ListOpenWorkflowExecutions']);
    calls.take();
    await printed({ failed: true });
    expect(calls.operations).toEqual(['ListClosedWorkflowExecutions', 'GetWorkflowExecutionHistory']);
    calls.take();
    await printed({ failed: true, columns: ['id'] });
    expect(calls.operations).toEqual(['ListClosedWorkflowExecutions']);
  });

  it('lists an execution once that closes between the calls, as closed', async () => {
    const { harness, client } = await threeExecutions();
    const opened$ = new ReplaySubject<void>(1);
    intercept(client, 'ListOpenWorkflowExecutions', async ({ send }) => {
      const page = await send();
      opened$.next();
      return page;
    });
    intercept(client, 'ListClosedWorkflowExecutions', async ({ send }) => {
      await firstValueFrom(opened$);
      await harness.decide(completeWorkflowExecution({}));
      return send();
    });
    expect(JSON.parse(await printed({}, 'json'))).toMatchObject([
      { workflowId: 'order-3', status: 'CLOSED', closeStatus: 'COMPLETED' },
      { workflowId: 'order-2' },
      { workflowId: 'order-1' },
    ]);
  });

  it('lists runs of one workflow id as several', async () => {
    const { harness } = await threeExecutions();
    await harness.start('order-1');
    expect((await idsOf({ sort: 'id' })).slice(0, 2)).toEqual(['order-1', 'order-1']);
  });

  it('lists an execution without a reason whose history is gone, and errors if it may not be read', async () => {
    const { client } = await threeExecutions();
    const gone = new UnknownResourceFault({ message: 'Unknown execution', $metadata: {} });
    failCalls(client, 'GetWorkflowExecutionHistory', 1, gone);
    const [order] = JSON.parse(await printed({ failed: true }, 'json'));
    expect(order).toMatchObject({ workflowId: 'order-1', closeStatus: 'FAILED' });
    expect(order).not.toHaveProperty('reason');
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
    failCalls(client, 'GetWorkflowExecutionHistory', 1, denied);
    await expect(printed({ failed: true })).rejects.toThrow('not authorized');
  });

  it('goes on with --watch after an outage, of which it tells', async () => {
    const { harness, client } = await threeExecutions();
    const calls = new Calls(client);
    const terminal = new CapturedTerminal();
    failCalls(client, 'GetWorkflowExecutionHistory', 3, connectionReset());
    const subscription = listExecutions(
      terminal.context({}, 'ndjson'),
      { limit: 50, sort: 'started', failed: true, watch: true },
      harness.clock,
    ).subscribe();
    onTestFinished(() => subscription.unsubscribe());
    await calls.elapse(harness.clock, 120_000);
    expect(JSON.parse(terminal.out)).toMatchObject({ reason: 'CardDeclined: no money' });
    expect(terminal.error).toMatch(/^warning: .*\. Retrying\.\nSWF answers again\.\n$/);
  });

  it('shows ages by the clock of the service', async () => {
    await threeExecutions();
    expect(await printed({ columns: ['id', 'age'] })).toBe(
      'ID       AGE\norder-3   0s\norder-2   0s\norder-1   0s\n',
    );
    const { harness } = await threeExecutions();
    harness.clock.advance(3_600_000);
    expect(await printed({ open: true, columns: ['id', 'age'] })).toBe('ID       AGE\norder-3   1h\n');
  });

  it('says so where there is none', async () => {
    await threeExecutions();
    expect(await printed({ tag: ['none'] })).toBe('No executions.\n');
    expect(await printed({ tag: ['none'] }, 'ndjson')).toBe('');
  });
});
