import { settings } from 'rx-swf';
import { activity, type DurableExecution, workflow } from 'rx-swf/workflows';
import { concat, lastValueFrom, toArray } from 'rxjs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { RedriveOptions } from '../../../src/cli/redrive/command.js';
import { redriveAction } from '../../../src/cli/redrive/redriveAction.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

let isBroken = true;
const calls: string[] = [];
const step = activity<string, string>({ name: 'Step', version: '1' });
const steps = step.with(name => {
  calls.push(name);
  if (isBroken && name.startsWith('pay')) throw new Error('no money');
  return name;
});
const order = workflow({ name: 'Order', version: '1' }, (id: string, { run }) =>
  concat(run(step, `reserve ${id}`), run(step, `pay ${id}`)).pipe(toArray()),
);

async function failedOrders(...ids: string[]) {
  const harness = await WorkflowHarness.open([order], [steps]);
  settings.set({ client: harness.domain.client, domain: 'media' });
  onTestFinished(() => settings.clear());
  const executions: DurableExecution<string[]>[] = [];
  for (const id of ids) {
    const execution = await harness.start(order, id, { workflowId: id });
    await harness.failure(execution);
    executions.push(execution);
  }
  isBroken = false;
  calls.length = 0;
  return { harness, executions };
}

async function redrive(id: string | undefined, options: RedriveOptions = {}, output?: 'json') {
  const terminal = new CapturedTerminal();
  await lastValueFrom(redriveAction(terminal.context({}, output), id, options), { defaultValue: undefined });
  return terminal.out;
}

beforeEach(() => {
  isBroken = true;
});

describe('rx-swf redrive', () => {
  it('redrives the latest run of a workflow id', async () => {
    const { harness } = await failedOrders('order-1');
    const out = await redrive('order-1');
    expect(out).toMatch(/^Redrove order-1, run \S+\.\n$/);
    const runId = /run (\S+)\./.exec(out)?.[1];
    const again = order.execution(harness.domain, { workflowId: 'order-1', runId });
    expect(await harness.result(again)).toEqual(['reserve order-1', 'pay order-1']);
    expect(calls).toEqual(['pay order-1']);
  });

  it('begins with the command that --from names', async () => {
    const { harness } = await failedOrders('order-1');
    await redrive('order-1', { from: 'Step#1' });
    await harness.result(order.execution(harness.domain, { workflowId: 'order-1' }));
    expect(calls).toEqual(['reserve order-1', 'pay order-1']);
  });

  it('prints the plan in a dry run, and starts nothing', async () => {
    const { harness, executions } = await failedOrders('order-1');
    const [execution] = executions;
    expect(await redrive('order-1', { dryRun: true })).toBe(
      [
        `Redrive of 'order-1', run ${execution?.runId} (FAILED)`,
        'done again: 1',
        '  Step#2 (failed: Error: no money)',
        'taken over: 1',
        '  Step#1 (completed)',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(await redrive('order-1', { dryRun: true }, 'json'))).toMatchObject({
      closeStatus: 'FAILED',
      again: [{ name: 'Step#2' }],
      taken: [{ name: 'Step#1' }],
    });
    const latest = await lastValueFrom(order.execution(harness.domain, { workflowId: 'order-1' }).current());
    expect(latest.runId).toBe(execution?.runId);
  });

  it('redrives each of a selection once', async () => {
    const { harness } = await failedOrders('order-1', 'order-2', 'order-3');
    const report = `${temporaryFolder()}/report.ndjson`;
    const out = await redrive(undefined, { failed: true, yes: true, report });
    expect(out).toContain('Redrove 3 executions, 0 skipped, 0 failed.');
    for (const workflowId of ['order-1', 'order-2', 'order-3'])
      expect(await harness.result(order.execution(harness.domain, { workflowId }))).toHaveLength(2);
    const again = await redrive(undefined, { failed: true, yes: true, report: `${report}.2` });
    expect(again).toContain('Redrove 0 executions, 3 skipped, 0 failed.');
    expect(calls.toSorted()).toEqual(['pay order-1', 'pay order-2', 'pay order-3']);
  });

  it('refuses a completed execution', async () => {
    const { harness } = await failedOrders('order-1');
    await redrive('order-1');
    await harness.result(order.execution(harness.domain, { workflowId: 'order-1' }));
    await expect(redrive('order-1')).rejects.toThrow(/has completed. Use rerun\(\)/);
  });
});
