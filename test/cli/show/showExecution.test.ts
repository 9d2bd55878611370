import { UnknownResourceFault } from '@aws-sdk/client-swf';
import { settings, startChildWorkflowExecution } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import type { ShowOptions } from '../../../src/cli/show/command.js';
import { showExecution } from '../../../src/cli/show/showExecution.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { CliHarness, night } from '../../harness/cli/CliHarness.js';
import { addLongHistory } from '../../harness/cli/fillDomain.js';
import { openScene } from '../../harness/cli/openScene.js';
import { intercept } from '../../harness/intercept.js';

const closers: (() => Promise<void> | void)[] = [];
let scene: CliHarness;

beforeAll(async () => {
  scene = await openScene(close => closers.push(close));
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

/** Shows an execution. Returns what is printed. */
async function shown(id: string, output: Output, options: ShowOptions = {}, width?: number): Promise<string> {
  const terminal = new CapturedTerminal({ now: night, ...(width !== undefined && { width }) });
  await lastValueFrom(showExecution(terminal.context({}, output), id, options));
  return terminal.out;
}

/** Shows an execution as JSON. */
const report = async (id: string, options?: ShowOptions) => JSON.parse(await shown(id, 'json', options));

describe('showExecution', () => {
  beforeEach(() => settings.set({ client: scene.client, domain: 'media' }));
  afterEach(() => settings.clear());

  it('reports open activities with their list, their age and who has taken them', async () => {
    expect(await report('album-102')).toMatchObject({
      workflowId: 'album-102',
      domain: 'media',
      status: 'OPEN',
      timesOut: '2026-11-28T05:15:01.000Z',
      input: { album: 102, files: ['a.png', 'b.png'] },
      activities: { started: 1 },
      openActivities: [
        {
          id: 'upload',
          type: { name: 'Upload', version: '1' },
          state: 'started',
          taskList: 'uploads',
          scheduled: '2026-11-28T01:15:02.000Z',
          started: '2026-11-28T01:17:02.000Z',
          identity: 'worker-2',
        },
      ],
    });
  });

  it('reports timers with the time at which they fire', async () => {
    const { openTimers } = await report('album-103');
    expect(openTimers).toEqual([
      { id: 'cool-down', started: '2026-11-28T01:17:03.000Z', fires: '2026-11-28T07:17:03.000Z' },
    ]);
  });

  it('reports a decision task that nobody takes, and one that nobody answers', async () => {
    expect((await report('archive-1')).decisionTask).toEqual({
      state: 'scheduled',
      taskList: 'archive',
      since: '2026-11-28T00:40:01.000Z',
    });
    expect((await report('album-107')).decisionTask).toMatchObject({
      state: 'started',
      identity: 'decider-2',
    });
  });

  it('reports decisions that SWF has refused, and errors of the decider', async () => {
    expect((await report('album-106')).refusedDecisions).toMatchObject({
      count: 1,
      latest: [
        { event: 'ScheduleActivityTaskFailed', id: 'resize-a.png', cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST' },
      ],
    });
    const { decisionErrors } = await report('order-105');
    expect(decisionErrors.count).toBe(3);
    expect(decisionErrors.latest.at(-1).reason).toMatch(/^NonDeterminismError: .*\(Pack@1\)/);
  });

  it('reports the result of an execution, or why it ended', async () => {
    expect((await report('order-1')).result).toEqual({ parcel: 'P-1' });
    expect(await report('order-2')).toMatchObject({
      closeStatus: 'FAILED',
      reason: 'Error: The card was declined',
      details: { name: 'Error', message: 'The card was declined' },
      failedActivities: {
        count: 1,
        latest: [{ id: '1', type: { name: 'Charge', version: '1' }, reason: 'Error: The card was declined' }],
      },
    });
    // The activity of a terminated execution is no longer open, though its history has no end of it.
    expect(await report('album-6')).toMatchObject({ activities: { scheduled: 1 }, openActivities: [] });
  });

  it('reports signals, and the run that continues', async () => {
    const latest = [{ name: 'page', time: '2026-11-28T01:27:05.000Z', input: { page: 1 } }];
    expect((await report('album-105')).signals).toEqual({ count: 1, latest });
    const { continuedFrom, runId } = await report('order-5');
    const former = await report('order-5', { runId: continuedFrom });
    expect(former).toMatchObject({ closeStatus: 'CONTINUED_AS_NEW', continuedAs: runId });
  });

  it('reports children, and each child in the same way with --children', async () => {
    const { childExecutions, children } = await report('album-104');
    expect(childExecutions).toEqual({ started: 1 });
    expect(children).toMatchObject([
      { workflowId: 'album-104-cover', type: { name: 'Cover', version: '1' }, state: 'started' },
    ]);
    expect(children[0]).not.toHaveProperty('report');
    const closed = await report('order-1', { children: true });
    expect(closed.children).toMatchObject([
      { workflowId: 'shipment-1', state: 'completed', report: { result: { parcel: 'P-1' }, events: 11 } },
    ]);
  });

  it('reports a child without its history where that is gone', async () => {
    const { runId = '' } = (await report('order-1', { children: true })).children[0];
    const client = scene.swf.client({ maxAttempts: 1 });
    settings.set({ client, domain: 'media' });
    intercept(client, 'GetWorkflowExecutionHistory', async ({ input, send }) => {
      if (JSON.stringify(input).includes(runId))
        throw new UnknownResourceFault({ message: 'Unknown execution', $metadata: {} });
      return send();
    });
    const [child] = (await report('order-1', { children: true })).children;
    expect(child).toMatchObject({ workflowId: 'shipment-1', state: 'completed' });
    expect(child).not.toHaveProperty('report');
  });

  it('reads few histories of many children at the same time, and keeps their order', async () => {
    const harness = await CliHarness.open();
    await harness.registerWorkflowType({ name: 'Album', version: '1' });
    await harness.registerWorkflowType({ name: 'Cover', version: '1' }, 'covers');
    await harness.start('album', { name: 'Album', version: '1' });
    const ids = Array.from({ length: 30 }, (_, n) => `cover-${n}`);
    const children = ids.map(workflowId =>
      startChildWorkflowExecution({ workflowId, workflowType: { name: 'Cover', version: '1' } }),
    );
    await harness.decide('decisions', ...children);
    settings.set({ client: harness.client, domain: 'media' });
    let [open, most] = [0, 0];
    intercept(harness.client, 'GetWorkflowExecutionHistory', async ({ send }) => {
      open += 1;
      most = Math.max(most, open);
      const page = await send();
      open -= 1;
      return page;
    });
    const { children: reported } = await report('album', { children: true });
    expect(reported.map(({ workflowId }: { workflowId: string }) => workflowId)).toEqual(ids);
    expect(reported[29].report.events).toBe(2);
    expect(most).toBe(5);
  });

  it('errors for an unknown execution', async () => {
    await expect(shown('album-0', 'table')).rejects.toMatchObject({ name: 'DoesNotExistError' });
  });

  it('shows an execution of 24,999 events with one call for each page of them', async () => {
    const harness = await CliHarness.open(1);
    await addLongHistory(harness, 24_999);
    settings.set({ client: harness.client, domain: 'media' });
    const calls = new Calls(harness.client);
    const { events, signals } = await report('long');
    expect([events, signals.count, signals.latest.length]).toEqual([24_999, 24_997, 10]);
    expect(signals.latest.at(-1).input).toBe(24_996);
    expect(calls.take('GetWorkflowExecutionHistory')).toBe(25);
    expect(await shown('long', 'table', {}, 80)).toContain('Signals: 24997, the latest 10\n');
  });
});
