import { SignalWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import { setPace } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { signaling } from '../../../src/streams/bulk/operations/signaling.js';
import { termination } from '../../../src/streams/bulk/operations/termination.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { intercept } from '../../harness/intercept.js';
import { BulkHarness } from './BulkHarness.js';

describe('3,000 terminations', () => {
  it('stay below the documented rate, and read a page only when the one before is done', async () => {
    const harness = await BulkHarness.open({ throttle: true });
    const { clock } = harness.sdk;
    for (let n = 0; n < 3_000; n += 1) {
      await harness.sdk.start(`order-${n}`);
      clock.advance(10);
    }
    const perSecond = new Map<number, number>();
    let throttled = 0;
    intercept(harness.client, 'TerminateWorkflowExecution', async ({ send }) => {
      const second = Math.floor(clock.now() / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      return send().catch((error: unknown) => {
        throttled += 1;
        throw error;
      });
    });
    const terminal = new CapturedTerminal();
    terminal.showsProgress = true;
    const begin = clock.now();
    await harness.elapseUntil(
      harness.actOnMany(termination({ reason: 'r' }), { all: true }, { terminal, scheduler: clock }),
      100,
    );
    expect(throttled).toBe(0);
    expect(harness.outcomes()).toHaveLength(3_000);
    expect(await harness.openIds()).toEqual([]);
    // Half of the burst of 2,000 at once, and then half of 60 per second.
    const seconds = (clock.now() - begin) / 1_000;
    expect(seconds).toBeGreaterThan(60);
    expect(seconds).toBeLessThan(80);
    expect(Math.max(...[...perSecond.values()].slice(-50))).toBe(30);

    const { operations } = harness.calls;
    const pages = [...operations.keys()].filter(index => operations[index] === 'ListOpenWorkflowExecutions');
    // The sample, three pages, and the check above.
    expect(pages.map(page => operations.slice(0, page).filter(isTermination).length)).toEqual([
      0, 0, 1_000, 2_000, 3_000,
    ]);
    expect(terminal.error).toMatch(/Terminating: 2,\d{3} of 3,000, \d+\/s, \d+s left/);
  });
});

describe('signals to more executions than SWF allows at once', () => {
  it('are throttled, and reach each execution once', async () => {
    const harness = await BulkHarness.open({ throttle: true });
    const { clock, swf } = harness.sdk;
    // As if other processes had used up the rate.
    const tooFast = { burst: 4_000, perSecond: 400 };
    setPace(harness.client, { share: 1, rates: { SignalWorkflowExecution: tooFast } });
    for (let n = 0; n < 300; n += 1) {
      await harness.sdk.start(`order-${n}`);
      clock.advance(10);
    }
    const spent = swf.client({ maxAttempts: 1 });
    for (let n = 0; n < 1_950; n += 1)
      await spent.send(
        new SignalWorkflowExecutionCommand({
          domain: 'media',
          workflowId: `order-${n % 300}`,
          signalName: 'x',
        }),
      );
    let throttled = 0;
    intercept(harness.client, 'SignalWorkflowExecution', ({ send }) =>
      send().catch((error: unknown) => {
        throttled += 1;
        throw error;
      }),
    );
    const ended = harness.actOnMany(signaling('stop', {}), { all: true }, { scheduler: clock });
    const { out } = await harness.elapseUntil(ended, 20);
    expect(throttled).toBeGreaterThan(0);
    expect(out).toContain('Signaled 300 executions, 0 skipped, 0 failed.');
    for (const { workflowId, runId } of harness.outcomes()) {
      clock.advance(20);
      const events = await harness.sdk.events({ workflowId, runId });
      const names = events.map(event => event.workflowExecutionSignaledEventAttributes?.signalName);
      expect(names.filter(name => name === 'stop')).toHaveLength(1);
    }
  });
});

const isTermination = (operation: string) => operation === 'TerminateWorkflowExecution';
