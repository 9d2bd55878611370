import { completeWorkflowExecution, failWorkflowExecution, type Notice, settings } from 'rx-swf';
import { Subject } from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import type { TailOptions } from '../../../src/cli/tail/command.js';
import { tailDomain } from '../../../src/cli/tail/tailDomain.js';
import { Calls } from '../../harness/Calls.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { failCalls } from '../../harness/failCalls.js';

const album = { name: 'Album', version: '1' };
const cover = { name: 'Cover', version: '1' };

/** A tail on the clock of a service. */
class TailHarness {
  readonly terminal = new CapturedTerminal();
  readonly calls: Calls;
  readonly notices$ = new Subject<Notice>();

  private constructor(readonly cli: CliHarness) {
    this.calls = new Calls(cli.client);
    settings.set({ client: cli.client, domain: 'media', notices: this.notices$ });
  }

  static async open(): Promise<TailHarness> {
    const cli = await CliHarness.open();
    await cli.registerWorkflowType(album);
    await cli.registerWorkflowType(cover);
    return new TailHarness(cli);
  }

  tail(options: TailOptions = {}, output: Output = 'table'): void {
    const context = this.terminal.context({}, output);
    const subscription = tailDomain(context, options, this.cli.clock).subscribe();
    onTestFinished(() => subscription.unsubscribe());
  }

  elapse(milliseconds: number): Promise<void> {
    return this.calls.elapse(this.cli.clock, milliseconds);
  }

  /** Lines since the last call, without the day and the time. */
  take(): string[] {
    const lines = this.terminal.out.split('\n').slice(0, -1);
    this.terminal.out = '';
    return lines.map(line => line.slice('2026-11-28 03:00:00Z  '.length).replace(/22[\w+/]+=/, 'RUN'));
  }

  async run(workflowId: string, ...decisions: readonly object[]): Promise<void> {
    await this.cli.start(workflowId, album);
    await this.cli.decide('decisions', ...decisions);
  }
}

describe('tailDomain', () => {
  afterEach(() => settings.clear());

  it('prints starts and ends as they happen, beginning with those of the last minute', async () => {
    const harness = await TailHarness.open();
    await harness.run('album-1');
    harness.cli.clock.advance(50_000);
    await harness.run('album-2', completeWorkflowExecution({ result: 7 }));
    harness.cli.clock.advance(20_000);
    harness.tail();
    await harness.elapse(1_000);
    expect(harness.take()).toEqual([
      'started           album-2  Album@1',
      'completed         album-2  Album@1  after 0s',
    ]);
    await harness.cli.start('album-3', album);
    await harness.cli.call('TerminateWorkflowExecution', { workflowId: 'album-1', reason: 'late' });
    await harness.elapse(5_000);
    expect(harness.take().sort()).toEqual([
      'started           album-3  Album@1',
      'terminated        album-1  Album@1  after 1m 11s  late',
    ]);
    await harness.elapse(60_000);
    expect(harness.take()).toEqual([]);
  });

  it('prints each of many, the oldest first', async () => {
    const harness = await TailHarness.open();
    harness.tail({ failed: true });
    await harness.elapse(500);
    for (let n = 0; n < 30; n += 1) {
      await harness.run(`album-${n}`, failWorkflowExecution({ reason: `number ${n}` }));
      harness.cli.clock.advance(10);
    }
    await harness.elapse(5_000);
    const numbers = harness.take().map(line => Number(line.split(' ').at(-1)));
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it('prints only failures with --failed, and only a type with --type', async () => {
    const harness = await TailHarness.open();
    harness.tail({ failed: true, type: { name: 'Album' } });
    await harness.run('album-1', completeWorkflowExecution());
    await harness.run(
      'album-2',
      failWorkflowExecution({ reason: 'Error', details: { message: 'no memory' } }),
    );
    await harness.cli.start('cover-1', cover);
    await harness.cli.call('TerminateWorkflowExecution', { workflowId: 'cover-1' });
    await harness.elapse(5_000);
    expect(harness.take()).toEqual(['failed            album-2  Album@1  after 0s  Error: no memory']);
  });

  it('prints an object a line in JSON', async () => {
    const harness = await TailHarness.open();
    await harness.run('album-1', failWorkflowExecution({ reason: 'Error' }));
    harness.tail({}, 'ndjson');
    await harness.elapse(5_000);
    const [start, end] = harness.terminal.out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(start).toEqual({
      time: '2026-11-28T03:00:00.000Z',
      event: 'started',
      workflowId: 'album-1',
      runId: expect.any(String),
      type: album,
      status: 'OPEN',
      startTimestamp: '2026-11-28T03:00:00.000Z',
    });
    expect(end).toMatchObject({
      event: 'ended',
      workflowId: 'album-1',
      closeStatus: 'FAILED',
      reason: 'Error',
    });
  });

  it('hears of an end by a notice before the next poll', async () => {
    const harness = await TailHarness.open();
    const runId = await harness.cli.start('album-1', album);
    harness.tail({ failed: true });
    await harness.elapse(500);
    await harness.cli.call('TerminateWorkflowExecution', { workflowId: 'album-1' });
    const eventType = 'WorkflowExecutionTerminated';
    harness.notices$.next({ domain: 'media', workflowId: 'album-1', runId, eventType });
    await harness.elapse(1_000);
    expect(harness.take()).toEqual([expect.stringContaining('album-1')]);
  });

  it('says that SWF cannot be reached, and goes on when it can', async () => {
    const harness = await TailHarness.open();
    harness.tail({ failed: true });
    await harness.elapse(500);
    const error = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' });
    failCalls(harness.cli.client, 'ListClosedWorkflowExecutions', 2, error, 'before');
    await harness.run('album-1', failWorkflowExecution({ reason: 'Error' }));
    await harness.elapse(60_000);
    expect(harness.terminal.error).toMatch(/^warning: .*ECONNREFUSED.*\. Retrying\.\nSWF answers again\.\n$/);
    expect(harness.take()).toHaveLength(1);
  });
});
