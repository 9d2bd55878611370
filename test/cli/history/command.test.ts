import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { addLongHistory } from '../../harness/cli/fillDomain.js';
import type { Teardown } from '../../harness/Teardown.js';

const closers: (() => Promise<void> | void)[] = [];
const teardown: Teardown = close => closers.push(close);
let harness: CliHarness;
let runId: string;

beforeAll(async () => {
  harness = await CliHarness.open(1, {}, teardown);
  runId = await addLongHistory(harness, 24_999);
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

describe('rx-swf history', () => {
  it('shows the end of 25,000 events with one call', async () => {
    harness.front.take();
    const { code, out, error } = await harness.run([
      'history',
      'long',
      '--run-id',
      runId,
      '--tail',
      '2',
      '--payloads',
    ]);
    expect([code, error]).toEqual([0, '']);
    expect(out).toBe(
      '   ID  TIME                 EVENT                      WHAT\n' +
        '24998  2026-11-28 02:00:00  WorkflowExecutionSignaled  row\n' +
        '      input: 24995\n' +
        '24999  2026-11-28 02:00:00  WorkflowExecutionSignaled  row\n' +
        '      input: 24996\n',
    );
    expect(harness.front.take()).toEqual({ GetWorkflowExecutionHistory: 1 });
  });

  it('saves all of them, 25 calls, for programs', async () => {
    harness.front.take();
    const { code, out } = await harness.run(['history', 'long', '--run-id', runId, '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).events).toHaveLength(24_999);
    expect(harness.front.take()).toEqual({ GetWorkflowExecutionHistory: 25 });
  });

  it('ends quietly if its reader does', async () => {
    const { code, out, error } = await harness.shell(
      `rx-swf history long --run-id '${runId}' -o ndjson | head -1`,
    );
    expect([code, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ eventId: 1, eventType: 'WorkflowExecutionStarted' });
  });

  it('exits with 3 for an execution that does not exist, and with 2 for a type that does not', async () => {
    const [unknown, misspelled] = await Promise.all([
      harness.run(['history', 'nobody']),
      harness.run(['history', 'long', '--type', 'Timers']),
    ]);
    expect([unknown.code, unknown.out]).toEqual([3, '']);
    expect([misspelled.code, misspelled.error]).toEqual([
      2,
      'error: Unknown event type "Timers". Did you mean "Timer"?\n',
    ]);
  });
});
