import { completeWorkflowExecution, failWorkflowExecution, settings } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { countExecutions } from '../../../src/cli/count/countExecutions.js';
import type { FilterOptions } from '../../../src/cli/executions/FilterOptions.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { connectionReset } from '../../harness/connectionReset.js';
import { failCalls } from '../../harness/failCalls.js';
import { SdkHarness } from '../../harness/SdkHarness.js';

describe('countExecutions', () => {
  afterEach(() => settings.clear());

  async function domainOfThree() {
    const harness = await SdkHarness.open();
    const client = harness.swf.client();
    settings.set({ client, domain: 'media' });
    await harness.start('order-1', { tagList: ['eu', 'vip'] });
    await harness.decide(failWorkflowExecution({ reason: 'CardDeclined' }));
    await harness.start('order-2', { tagList: ['eu'] });
    await harness.decide(completeWorkflowExecution({}));
    await harness.start('order-3', { tagList: ['eu'] });
    return { harness, client, calls: new Calls(client) };
  }

  /** Returns the counts by state. */
  async function counted(options: FilterOptions): Promise<Record<string, number>> {
    const terminal = new CapturedTerminal();
    await lastValueFrom(countExecutions(terminal.context({}, 'json'), options));
    const records: { state: string; count: number }[] = JSON.parse(terminal.out);
    return Object.fromEntries(records.map(({ state, count }) => [state, count]));
  }

  it('counts each state with a call of its own', async () => {
    const { calls } = await domainOfThree();
    expect(await counted({})).toEqual({
      open: 1,
      completed: 1,
      failed: 1,
      'timed out': 0,
      canceled: 0,
      terminated: 0,
      'continued as new': 0,
    });
    expect(calls.operations).toHaveLength(7);
  });

  it.each<[FilterOptions, Record<string, number>]>([
    [{ failed: true }, { failed: 1 }],
    [
      { open: true, failed: true },
      { open: 1, failed: 1 },
    ],
    [{ tag: ['eu'] }, { open: 1, closed: 2 }],
    [{ tag: ['eu', 'vip'] }, { open: 0, closed: 1 }],
    [{ type: { name: 'Encode' }, open: true }, { open: 1 }],
    [{ open: true, since: new Date(0), until: new Date(1) }, { open: 0 }],
  ])('counts with %j %j', async (options, counts) => {
    await domainOfThree();
    expect(await counted(options)).toEqual(counts);
  });

  it('counts again with --watch, also after an outage, of which it tells', async () => {
    const { harness, client, calls } = await domainOfThree();
    const terminal = new CapturedTerminal();
    const context = terminal.context({}, 'ndjson');
    const subscription = countExecutions(context, { open: true, watch: true }, harness.clock).subscribe();
    onTestFinished(() => subscription.unsubscribe());
    await calls.elapse(harness.clock, 1_000);
    failCalls(client, 'CountOpenWorkflowExecutions', 2, connectionReset());
    await harness.start('order-4');
    await calls.elapse(harness.clock, 19_000);
    const counts = terminal.out.trimEnd().split('\n');
    expect(counts.map(line => JSON.parse(line).count)).toEqual([1, 2]);
    expect(terminal.error).toMatch(/^warning: .*\. Retrying\.\nSWF answers again\.\n$/);
  });

  it('prints a total beside several counts', async () => {
    await domainOfThree();
    const terminal = new CapturedTerminal();
    await lastValueFrom(countExecutions(terminal.context({}), { tag: ['eu'] }));
    expect(terminal.out).toBe('STATE   COUNT\nopen        1\nclosed      2\nall         3\n');
  });
});
