import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/streams/bulk/Outcome.js';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { fillDomain } from '../../harness/cli/fillDomain.js';
import { keys, noTerminal } from '../../harness/cli/Terminal.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const terminate = (report: string) => ['terminate', '--type', 'Import', '--reason', 'r', '--report', report];

const openCount = async (harness: CliHarness): Promise<number> => {
  const input = { startTimeFilter: { oldestDate: 0 } };
  const { count } = await harness.call<{ count: number }>('CountOpenWorkflowExecutions', input);
  return count;
};

/** Returns the outcomes in a report, of which each line must be complete. */
const outcomesIn = (report: string): readonly Outcome[] =>
  readFileSync(report, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => JSON.parse(line));

/** Runs a function once an operation has been called so many times. */
function onCall(harness: CliHarness, operation: string, count: number, run: () => void): void {
  let calls = 0;
  harness.front.refuse = called => {
    if (called === operation) calls += 1;
    if (called === operation && calls === count) run();
    return undefined;
  };
}

describe('the commands that act', () => {
  it('start an execution, signal it, and terminate it', async () => {
    const harness = await CliHarness.open();
    await harness.registerWorkflowType({ name: 'Import', version: '1' });
    const file = join(temporaryFolder(), 'input.json');
    writeFileSync(file, '{ "file": "a.csv" }');
    const id = ['--workflow-id', 'import-1'];
    const started = await harness.run(['start', 'Import@1', ...id, '--input', `@${file}`, '-o', 'json']);
    const { runId, workflowId } = JSON.parse(started.out);
    expect(workflowId).toBe('import-1');
    expect((await harness.run(['signal', 'import-1', 'go', '--input', '{"n":1}'])).out).toBe(
      'Signaled import-1.\n',
    );
    expect((await harness.run(['terminate', 'import-1', '--reason', 'done'])).out).toBe(
      'Terminated import-1.\n',
    );
    const { events } = await harness.call<{ events: readonly unknown[] }>('GetWorkflowExecutionHistory', {
      execution: { workflowId: 'import-1', runId },
    });
    expect(events).toMatchObject([
      { workflowExecutionStartedEventAttributes: { input: '{"file":"a.csv"}' } },
      { eventType: 'DecisionTaskScheduled' },
      { workflowExecutionSignaledEventAttributes: { signalName: 'go', input: '{"n":1}' } },
      { workflowExecutionTerminatedEventAttributes: { reason: 'done' } },
    ]);
  });

  it.each([
    ['a termination without a reason', ['terminate', 'import-1'], 2, "required option '--reason <text>'"],
    ['no selection', ['cancel'], 2, 'Pass a workflow id, filters, or --all'],
    ['no confirmation', ['cancel', '--all'], 2, 'Pass --yes to confirm'],
    ['a closed state', ['cancel', '--failed'], 2, "unknown option '--failed'"],
    ['an unknown execution', ['cancel', 'import-1'], 3, 'import-1'],
  ])('fail for %s', async (_, args, code, message) => {
    const harness = await CliHarness.open();
    const ended = await harness.run(args);
    expect(ended.error).toContain(message);
    expect(ended.code).toBe(code);
  });

  it('leave a report when they are killed at once, from which they go on', async () => {
    const harness = await CliHarness.open();
    await fillDomain(harness, { open: 200 });
    const report = join(temporaryFolder(), 'report.ndjson');
    const program = await harness.program([...terminate(report), '--yes']);
    onCall(harness, 'TerminateWorkflowExecution', 100, () => program.process.kill('SIGKILL'));
    await program.ended;
    const before = outcomesIn(report).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(200);
    const { code, out } = await harness.run([...terminate(report), '--yes', '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ operation: 'terminate', failed: 0, report });
    expect(await openCount(harness)).toBe(0);
    const ids = outcomesIn(report).map(({ workflowId }) => workflowId);
    expect(new Set(ids).size).toBe(ids.length);
    // What was terminated without a line is closed when the operation goes on, and no longer listed.
    expect(ids.length).toBeGreaterThan(200 - 17);
  });

  it('leave a report when they are interrupted', async () => {
    const harness = await CliHarness.open();
    await fillDomain(harness, { open: 200 });
    const report = join(temporaryFolder(), 'report.ndjson');
    const program = await harness.program([...terminate(report), '--yes']);
    onCall(harness, 'TerminateWorkflowExecution', 100, () => program.process.kill('SIGINT'));
    const { code, error } = await program.ended;
    expect(code).toBe(130);
    expect(error).toContain(`Stopped. Resume with --report ${report}`);
    expect(outcomesIn(report).length).toBeGreaterThan(0);
    expect(await openCount(harness)).toBeGreaterThan(0);
  });
});

describe.skipIf(noTerminal)('the commands that act, on a terminal', () => {
  it('ask for confirmation, and show how far they are', async () => {
    const harness = await CliHarness.open();
    await fillDomain(harness, { open: 30 });
    const report = join(temporaryFolder(), 'report.ndjson');
    const terminal = await harness.terminal(`rx-swf ${terminate(report).join(' ')}`);
    const screen = await terminal.shows('Type 30 or yes:');
    expect(screen).toContain('import-29');
    expect(screen).toContain('… and 20 more');
    expect(await openCount(harness)).toBe(30);
    terminal.type(`30${keys.enter}`);
    const { code, text } = await terminal.ended();
    expect(text).toContain('Terminated 30 executions, 0 skipped, 0 failed.');
    expect(code).toBe(0);
    expect(outcomesIn(report)).toHaveLength(30);
  });

  it('change nothing if Ctrl-C or the end of the input answers', async () => {
    const harness = await CliHarness.open();
    await fillDomain(harness, { open: 3 });
    for (const [key, expected] of [
      [keys.ctrlC, 130],
      [keys.ctrlD, 1],
    ] as const) {
      const terminal = await harness.terminal('rx-swf cancel --all');
      await terminal.shows('Type 3 or yes:');
      terminal.type(key);
      expect((await terminal.ended()).code).toBe(expected);
    }
    expect(harness.front.take()).not.toHaveProperty('RequestCancelWorkflowExecution');
  });
});
