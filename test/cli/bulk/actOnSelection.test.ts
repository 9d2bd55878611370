import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { continueAsNewWorkflowExecution, failWorkflowExecution } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { act } from '../../../src/cli/bulk/act.js';
import type { BulkOptions } from '../../../src/cli/bulk/BulkOptions.js';
import { cancellation } from '../../../src/streams/bulk/operations/cancellation.js';
import { rerunning } from '../../../src/streams/bulk/operations/rerunning.js';
import { signaling } from '../../../src/streams/bulk/operations/signaling.js';
import { termination } from '../../../src/streams/bulk/operations/termination.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { connectionReset } from '../../harness/connectionReset.js';
import { failCalls } from '../../harness/failCalls.js';
import { intercept } from '../../harness/intercept.js';
import { BulkHarness } from './BulkHarness.js';

const terminate = termination({ reason: 'bad deployment' });
const named = (name: string) => Object.assign(new Error(name), { name });

/** Runs a function before the first call of an operation. */
function beforeFirst(harness: BulkHarness, operation: string, run: () => Promise<unknown>): void {
  let isFirst = true;
  intercept(harness.client, operation, async ({ send }) => {
    if (isFirst) {
      isFirst = false;
      await run();
    }
    return send();
  });
}

describe('an operation on a selection', () => {
  it('acts on what the filters select, and reports each execution', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(5);
    const terminal = await harness.actOnMany(terminate, { tag: ['odd'] });
    expect(await harness.openIds()).toEqual(['order-4', 'order-2']);
    expect(harness.outcomesById()).toEqual({ 'order-1': 'ok', 'order-3': 'ok', 'order-5': 'ok' });
    expect(terminal.out).toBe(`Terminated 3 executions, 0 skipped, 0 failed. Report: ${harness.report}\n`);
    expect(terminal.exitCode).toBe(0);
  });

  it('shows the number and the first ten before', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(12);
    const { error } = await harness.actOnMany(terminate, { all: true });
    expect(error.split('\n').map(line => line.split(' ')[0])).toEqual([
      'ID',
      ...Array.from({ length: 10 }, (_, index) => `order-${12 - index}`),
      '…',
      '',
    ]);
    expect(error).toContain('… and 2 more\n');
  });

  it.each([
    ['yes', true],
    ['3', true],
    ['YES', true],
    ['2', false],
    ['y', false],
    ['', false],
  ])('takes the answer "%s" for confirmation: %s', async (answer, isConfirmed) => {
    const harness = await BulkHarness.open();
    await harness.startOrders(3);
    const terminal = new CapturedTerminal();
    terminal.answers.push(answer);
    await harness.actOnMany(terminate, { all: true, yes: false }, { terminal });
    expect(terminal.error).toContain('Terminate 3 executions of the domain media? Type 3 or yes: ');
    expect(await harness.openIds()).toHaveLength(isConfirmed ? 0 : 3);
    expect(terminal.exitCode).toBe(isConfirmed ? 0 : 1);
    expect(terminal.error.includes('Nothing was done.')).toBe(!isConfirmed);
  });

  it('calls nothing without confirmation where there is no terminal', async () => {
    const harness = await BulkHarness.open();
    await expect(harness.actOnMany(terminate, { all: true, yes: false })).rejects.toThrow(
      'Pass --yes to confirm: there is no terminal to ask on',
    );
    expect(harness.calls.operations).toEqual([]);
  });

  it('shows the first call in a dry run, and changes nothing', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(3);
    const { out } = await harness.actOnMany(terminate, { all: true, yes: false, dryRun: true });
    expect(out).toContain('Would call TerminateWorkflowExecution with\n');
    expect(out).toContain('"workflowId": "order-3"');
    expect(await harness.openIds()).toHaveLength(3);
    expect(existsSync(harness.report)).toBe(false);
  });

  it('does nothing where nothing is selected', async () => {
    const harness = await BulkHarness.open();
    const terminal = await harness.actOnMany(terminate, { tag: ['none'] });
    expect(terminal).toMatchObject({ out: '', error: 'No executions.\n', exitCode: 0 });
    expect(existsSync(harness.report)).toBe(false);
  });

  it('says to a program that nothing is selected', async () => {
    await BulkHarness.open();
    const terminal = new CapturedTerminal();
    const action$ = act(terminal.context({}, 'json'), undefined, { tag: ['none'], yes: true }, terminate);
    await lastValueFrom(action$, { defaultValue: undefined });
    expect(JSON.parse(terminal.out)).toEqual({ operation: 'terminate', ok: 0, skipped: 0, failed: 0 });
  });

  it('skips executions that have closed since they were listed', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(20);
    // Listed last.
    beforeFirst(harness, 'TerminateWorkflowExecution', () =>
      harness.sdk.decide(failWorkflowExecution({ reason: 'meanwhile' })),
    );
    const terminal = await harness.actOnMany(terminate, { all: true });
    expect(harness.outcomesById()['order-1']).toBe('already closed');
    expect(terminal.out).toContain('Terminated 19 executions, 1 skipped, 0 failed.');
    expect(terminal.exitCode).toBe(0);
  });

  it('does not request cancellation again', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(2);
    await harness.actOn('order-1', cancellation);
    await harness.actOnMany(cancellation, { all: true });
    expect(harness.outcomesById()).toEqual({
      'order-1': 'cancellation was requested before',
      'order-2': 'ok',
    });
  });

  it('leaves executions alone that start later, also when it is resumed', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(3);
    beforeFirst(harness, 'SignalWorkflowExecution', () => {
      harness.sdk.clock.advance(1);
      return harness.sdk.start('late-1');
    });
    await harness.actOnMany(signaling('stop', {}), { all: true });
    harness.sdk.clock.advance(1_000);
    await harness.sdk.start('late-2');
    await harness.actOnMany(signaling('stop', {}), { all: true });
    expect(harness.outcomes()).toHaveLength(3);
  });

  it('fails for those that SWF refuses, and tries only these again with the same report', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(3);
    failCalls(harness.client, 'SignalWorkflowExecution', 1, named('LimitExceededFault'));
    const terminal = await harness.actOnMany(signaling('stop', {}), { all: true });
    expect(terminal.exitCode).toBe(1);
    expect(terminal.out).toContain('Signaled 2 executions, 0 skipped, 1 failed.');
    expect(terminal.out).toContain('The first failure is order-3: ');
    expect(
      harness
        .outcomes()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['failed', 'ok', 'ok']);

    const again = await harness.actOnMany(signaling('stop', {}), { all: true });
    expect(again.error).toContain(
      `Resuming ${harness.report}: executions that are done there (2) are left out.`,
    );
    expect(again.out).toContain('Signaled 1 execution, 0 skipped, 0 failed.');
    expect(harness.outcomesById()).toEqual({ 'order-1': 'ok', 'order-2': 'ok', 'order-3': 'ok' });
    for (const { workflowId, runId } of harness.outcomes()) {
      const types = await harness.sdk.types({ workflowId, runId });
      expect(types.filter(type => type === 'WorkflowExecutionSignaled')).toHaveLength(1);
    }
  });

  it('stops if it is not permitted, and can be resumed', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(3);
    failCalls(harness.client, 'TerminateWorkflowExecution', 3, named('AccessDeniedException'));
    const terminal = new CapturedTerminal();
    await expect(harness.actOnMany(terminate, { all: true }, { terminal })).rejects.toThrow('AccessDenied');
    expect(terminal.error).toContain(`Stopped. Resume with --report ${harness.report}\n`);
    await harness.actOnMany(terminate, { all: true });
    expect(await harness.openIds()).toEqual([]);
  });

  it.each([
    ['with progress', true, /SWF is (throttled|unreachable): next attempt in \d+ s/],
    ['without progress', false, 'SWF is throttled: calls are repeated until it answers.\n'],
  ])('loses nothing to throttling and outages, and says so %s', async (_, showsProgress, message) => {
    const harness = await BulkHarness.open();
    await harness.startOrders(5);
    const scheduler = harness.sdk.clock;
    const terminal = new CapturedTerminal();
    terminal.showsProgress = showsProgress;
    // The first listing is that of the sample.
    beforeFirst(harness, 'ListOpenWorkflowExecutions', async () =>
      failCalls(harness.client, 'ListOpenWorkflowExecutions', 2, named('ThrottlingException')),
    );
    failCalls(harness.client, 'TerminateWorkflowExecution', 3, named('ThrottlingException'));
    failCalls(harness.client, 'TerminateWorkflowExecution', 2, connectionReset());
    await harness.elapseUntil(harness.actOnMany(terminate, { all: true }, { terminal, scheduler }));
    expect(harness.outcomes().map(({ outcome }) => outcome)).toEqual(Array(5).fill('ok'));
    expect(terminal.error).toMatch(message);
    const lists = harness.calls.operations.filter(name => name === 'ListOpenWorkflowExecutions');
    expect(lists).toHaveLength(4);
  });

  it('has only one run of a workflow id started again, and none that is open', async () => {
    const harness = await BulkHarness.open();
    for (const workflowId of ['order-1', 'order-1', 'order-2', 'order-3']) {
      await harness.sdk.start(workflowId);
      await harness.sdk.decide(failWorkflowExecution({}));
      harness.sdk.clock.advance(1_000);
    }
    await harness.sdk.start('order-2');
    await harness.sdk.decide(continueAsNewWorkflowExecution({}));
    await harness.actOnMany(rerunning({}), { failed: true });
    expect(
      harness
        .outcomes()
        .map(({ workflowId, outcome, reason = outcome }) => [workflowId, reason])
        .sort(),
    ).toEqual([
      ['order-1', 'another run of this workflow id was taken'],
      ['order-1', 'ok'],
      ['order-2', 'an execution with this workflow id is open'],
      ['order-3', 'ok'],
    ]);
    expect((await harness.openIds()).sort()).toEqual(['order-1', 'order-2', 'order-3']);
  });

  it.each<[BulkOptions, string]>([
    [{}, 'Pass a workflow id, filters, or --all for all open executions of the domain'],
    [{ open: true }, 'Pass a workflow id, filters, or --all'],
    [{ all: true, tag: ['odd'] }, 'Pass either filters or --all, not both'],
    [{ runId: 'r1', tag: ['odd'] }, '--run-id requires a workflow id'],
  ])('is refused with %j: %s', async (options, message) => {
    const harness = await BulkHarness.open();
    await expect(harness.actOnMany(terminate, options)).rejects.toThrow(message);
    expect(harness.calls.operations).toEqual([]);
  });

  it.each<[BulkOptions, string]>([
    [{ tag: ['odd'] }, 'Pass either a workflow id ("order-1") or filters, not both'],
    [{ all: true }, 'Pass either a workflow id ("order-1") or filters, not both'],
    [{ report: 'x' }, '--report is for filters; leave it out beside a workflow id'],
  ])('is refused beside a workflow id with %j: %s', async (options, message) => {
    const harness = await BulkHarness.open();
    await expect(harness.actOn('order-1', terminate, options)).rejects.toThrow(message);
  });
});

describe('the report of an operation', () => {
  it('says what is done, and to which executions', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(1);
    await harness.actOnMany(terminate, { all: true });
    const [header = ''] = readFileSync(harness.report, 'utf8').split('\n');
    expect(statSync(harness.report).mode & 0o077).toBe(0);
    expect(JSON.parse(header)).toEqual({
      operation: 'terminate',
      domain: 'media',
      args: { reason: 'bad deployment' },
      selection: { open: true, until: new Date(harness.sdk.clock.now()).toISOString() },
    });
  });

  it('has a name of its own by default', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(1);
    const { out } = await harness.actOnMany(terminate, { all: true, report: `${harness.report}-2` });
    expect(out).toContain(`Report: ${harness.report}-2\n`);
  });

  it('goes on after a line that a crash has cut off', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(2);
    await harness.actOnMany(signaling('stop', {}), { all: true });
    const complete = readFileSync(harness.report, 'utf8');
    const lines = complete.trimEnd().split('\n');
    writeFileSync(harness.report, `${lines.slice(0, 2).join('\n')}\n`);
    appendFileSync(harness.report, '{"workflowId":"orde');
    await harness.actOnMany(signaling('stop', {}), { all: true });
    expect(harness.outcomesById()).toEqual({ 'order-1': 'ok', 'order-2': 'ok' });
  });

  it.each(['', '{"opera', '{"operation":"termi'])('is begun where a crash has left %j', async text => {
    const harness = await BulkHarness.open();
    await harness.startOrders(1);
    writeFileSync(harness.report, text);
    await harness.actOnMany(terminate, { all: true });
    expect(harness.outcomesById()).toEqual({ 'order-1': 'ok' });
  });

  it.each([
    ['another reason', termination({ reason: 'other' }), { all: true }],
    ['another operation', cancellation, { all: true }],
    ['other filters', terminate, { tag: ['odd'] }],
  ])('is refused for %s', async (_, operation, options) => {
    const harness = await BulkHarness.open();
    await harness.startOrders(1);
    await harness.actOnMany(terminate, { all: true });
    harness.calls.take();
    await expect(harness.actOnMany(operation, options)).rejects.toThrow('is the report of another operation');
    expect(harness.calls.operations).toEqual([]);
  });

  it.each(['# Notes\n', '[1]\n', 'null\n', '{"file":"a.csv"}'])('is not taken for %j', async text => {
    const harness = await BulkHarness.open();
    writeFileSync(harness.report, text);
    await expect(harness.actOnMany(terminate, { all: true })).rejects.toThrow(/is (not a|the) report of/);
    expect(readFileSync(harness.report, 'utf8')).toBe(text);
  });
});

describe('an interrupted operation', () => {
  it('keeps what it has reported, and goes on there', async () => {
    const harness = await BulkHarness.open();
    await harness.startOrders(40);
    const terminal = new CapturedTerminal();
    const options = { all: true, yes: true, report: harness.report };
    await new Promise<void>(resolve => {
      let calls = 0;
      const running = act(terminal.context({}), undefined, options, signaling('stop', {})).subscribe();
      intercept(harness.client, 'SignalWorkflowExecution', async ({ send }) => {
        calls += 1;
        if (calls === 30) {
          running.unsubscribe();
          resolve();
        }
        return send();
      });
    });
    expect(terminal.error).toContain(`Stopped. Resume with --report ${harness.report}\n`);
    const done = harness.outcomes().map(({ workflowId }) => workflowId);
    expect(done.length).toBeGreaterThan(0);
    await harness.actOnMany(signaling('stop', {}), { all: true });
    expect(harness.outcomes()).toHaveLength(40);
    for (const { workflowId, runId } of harness.outcomes()) {
      const types = await harness.sdk.types({ workflowId, runId });
      const signals = types.filter(type => type === 'WorkflowExecutionSignaled').length;
      // A call whose answer was not awaited is made again.
      expect(signals).toBeGreaterThanOrEqual(1);
      if (done.includes(workflowId)) expect(signals).toBe(1);
    }
  });
});
