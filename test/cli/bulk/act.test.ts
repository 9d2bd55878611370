import { failWorkflowExecution } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { cancellation } from '../../../src/streams/bulk/operations/cancellation.js';
import { rerunning } from '../../../src/streams/bulk/operations/rerunning.js';
import { signaling } from '../../../src/streams/bulk/operations/signaling.js';
import { termination } from '../../../src/streams/bulk/operations/termination.js';
import { BulkHarness } from './BulkHarness.js';

const terminate = termination({ reason: 'bad deployment' });

describe('act on an execution', () => {
  it('terminates it with the reason, the details and the child policy', async () => {
    const harness = await BulkHarness.open();
    const execution = await harness.sdk.start('order-1');
    const options = { reason: 'bad deployment', details: { ticket: 7 }, childPolicy: 'ABANDON' } as const;
    expect((await harness.actOn('order-1', termination(options))).out).toBe('Terminated order-1.\n');
    expect(await harness.sdk.attributes(execution, 'WorkflowExecutionTerminated')).toMatchObject({
      reason: 'bad deployment',
      details: '{"ticket":7}',
      childPolicy: 'ABANDON',
    });
  });

  it('signals it with an input', async () => {
    const harness = await BulkHarness.open();
    const execution = await harness.sdk.start('order-1');
    expect((await harness.actOn('order-1', signaling('approve', { input: { by: 'Kim' } }))).out).toBe(
      'Signaled order-1.\n',
    );
    expect(await harness.sdk.attributes(execution, 'WorkflowExecutionSignaled')).toMatchObject({
      signalName: 'approve',
      input: '{"by":"Kim"}',
    });
  });

  it('requests cancellation of a run', async () => {
    const harness = await BulkHarness.open();
    const { runId = '', ...execution } = await harness.sdk.start('order-1');
    await expect(harness.actOn('order-1', cancellation, { runId: 'another' })).rejects.toThrow(
      /another|Unknown/,
    );
    const { out } = await harness.actOn('order-1', cancellation, { runId }, 'json');
    expect(JSON.parse(out)).toEqual({ workflowId: 'order-1', runId });
    expect(await harness.sdk.types({ ...execution, runId })).toContain('WorkflowExecutionCancelRequested');
  });

  it('reruns the latest run, with another input', async () => {
    const harness = await BulkHarness.open();
    await harness.sdk.start('order-1', { input: '1', tagList: ['vip'] });
    await harness.sdk.decide(failWorkflowExecution({}));
    const { out } = await harness.actOn('order-1', rerunning({ input: 2 }));
    expect(out).toMatch(/^Reran order-1, run \S+\.\n$/);
    const runId = /run (\S+)\./.exec(out)?.[1];
    expect(
      await harness.sdk.attributes({ workflowId: 'order-1', runId }, 'WorkflowExecutionStarted'),
    ).toMatchObject({ input: '2', tagList: ['vip'] });
  });

  it.each([
    ['TerminateWorkflowExecution', terminate, { reason: 'bad deployment' }],
    ['SignalWorkflowExecution', signaling('approve', { input: 1 }), { signalName: 'approve', input: '1' }],
    ['RequestCancelWorkflowExecution', cancellation, {}],
  ])('shows the call of %s in a dry run, and does not send it', async (operation, act, input) => {
    const harness = await BulkHarness.open();
    const execution = await harness.sdk.start('order-1');
    const events = await harness.sdk.types(execution);
    const { out } = await harness.actOn('order-1', act, { dryRun: true }, 'json');
    expect(JSON.parse(out)).toEqual({
      operation,
      input: { domain: 'media', workflowId: 'order-1', ...input },
    });
    expect(await harness.sdk.types(execution)).toEqual(events);
  });

  it('reads what it needs for the dry run of a rerun', async () => {
    const harness = await BulkHarness.open();
    await harness.sdk.start('order-1', { input: '1' });
    await harness.sdk.decide(failWorkflowExecution({}));
    const { out } = await harness.actOn('order-1', rerunning({}), { dryRun: true });
    expect(out).toMatch(/^Would call StartWorkflowExecution with\n\{/);
    expect(out).toContain('"input": "1"');
    expect(await harness.openIds()).toEqual([]);
    // The client sends everything again.
    await harness.actOn('order-1', rerunning({}));
    expect(await harness.openIds()).toEqual(['order-1']);
  });
});
