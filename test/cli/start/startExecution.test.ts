import { completeWorkflowExecution, settings, WorkflowExecutionQuerySet } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import type { StartCommandOptions } from '../../../src/cli/start/command.js';
import { startExecution } from '../../../src/cli/start/startExecution.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { SdkHarness } from '../../harness/SdkHarness.js';

const encode = { name: 'Encode', version: '1' };

describe('startExecution', () => {
  afterEach(() => settings.clear());

  async function started(options: StartCommandOptions, output?: Output) {
    const harness = await SdkHarness.open();
    settings.set({ client: harness.swf.client(), domain: 'media' });
    const terminal = new CapturedTerminal();
    await lastValueFrom(startExecution(terminal.context({}, output), encode, options));
    return { harness, out: terminal.out };
  }

  it('starts with all that the options say, and prints the ids', async () => {
    const options = {
      workflowId: 'order-1',
      input: { cart: [42] },
      tag: ['vip', 'eu'],
      taskList: 'express',
      taskPriority: 5,
      executionTimeout: 3_600,
      decisionTimeout: 30,
      childPolicy: 'ABANDON',
    } as const;
    const { harness, out } = await started(options);
    const runId = /^Started order-1, run (\S+)\.\n$/.exec(out)?.[1];
    expect(
      await harness.attributes({ workflowId: 'order-1', runId }, 'WorkflowExecutionStarted'),
    ).toMatchObject({
      input: '{"cart":[42]}',
      tagList: ['vip', 'eu'],
      taskList: { name: 'express' },
      taskPriority: '5',
      executionStartToCloseTimeout: '3600',
      taskStartToCloseTimeout: '30',
      childPolicy: 'ABANDON',
    });
  });

  it('makes a workflow id of the type, and prints it as JSON', async () => {
    const { harness, out } = await started({}, 'json');
    const { workflowId, runId } = JSON.parse(out);
    expect(workflowId).toMatch(/^Encode-1-/);
    expect(await harness.types({ workflowId, runId })).toContain('WorkflowExecutionStarted');
  });

  it('follows the execution until it ends', async () => {
    const harness = await SdkHarness.open();
    settings.set({ client: harness.swf.client(), domain: 'media' });
    const terminal = new CapturedTerminal();
    const options = { workflowId: 'order-1', input: 1, follow: true };
    const ended = lastValueFrom(startExecution(terminal.context({}), encode, options), {
      defaultValue: undefined,
    });
    while (!terminal.out.includes('order-1  Encode@1  open')) await new Promise(setImmediate);
    await harness.decide(completeWorkflowExecution({ result: 'done' }));
    await ended;
    expect(terminal.out).toMatch(/completed: done\n$/);
  });

  it('starts nothing in a dry run', async () => {
    const { out } = await started({ workflowId: 'order-1', input: 1, dryRun: true }, 'json');
    expect(JSON.parse(out)).toEqual({
      operation: 'StartWorkflowExecution',
      input: { domain: 'media', workflowId: 'order-1', workflowType: encode, input: '1' },
    });
    const open = new WorkflowExecutionQuerySet('media').count();
    expect(await lastValueFrom(open)).toEqual({ count: 0, truncated: false });
  });
});
