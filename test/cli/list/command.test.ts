import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { deadEndpoint, refused } from '../../harness/cli/CountingFront.js';
import { fillDomain } from '../../harness/cli/fillDomain.js';
import { openScene } from '../../harness/cli/openScene.js';
import { keys, noTerminal } from '../../harness/cli/Terminal.js';
import type { Teardown } from '../../harness/Teardown.js';

const closers: (() => Promise<void> | void)[] = [];
const teardown: Teardown = close => closers.push(close);
let scene: CliHarness;

beforeAll(async () => {
  scene = await openScene(teardown);
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

/** Replaces the run ids, which are different at each run. */
const withoutRunIds = (text: string) => text.replace(/\b22[\w+/]+=/g, 'RUN');

const closed = `\
ID          TYPE        STATE             STARTED                  AGE  REASON
order-5     Order@1     continued as new  2026-11-27 16:05:56    2m 1s  continued as RUN
order-4     Order@1     canceled          2026-11-27 16:03:55    2m 1s  canceled
order-3     Order@1     failed            2026-11-27 16:03:54       0s  RangeError: Order 3 has no lines
order-2     Order@1     failed            2026-11-27 16:03:50       4s  Error: The card was declined
shipment-1  Shipment@1  completed         2026-11-27 15:53:50      10m
order-1     Order@1     completed         2026-11-27 15:53:07  10m 43s
album-7     Album@1     completed         2026-11-27 15:52:07       1m
album-7     Album@1     continued as new  2026-11-27 15:52:06       1s  continued as RUN
album-6     Album@1     terminated        2026-11-27 15:50:05    2m 1s  Duplicate of album-2: INC-4711
album-5     Album@1     canceled          2026-11-27 15:50:04       1s  canceled: The customer has left
album-4     Album@1     timed out         2026-11-27 15:15:03      30m  timed out: START_TO_CLOSE
album-3     Album@1     failed            2026-11-27 15:14:02    1m 1s  UnsupportedFormat: broken.png is not an image
album-2     Album@1     completed         2026-11-27 15:07:01    4m 1s
album-1     Album@1     completed         2026-11-27 15:00:00    4m 1s
`;

describe('rx-swf list', () => {
  it('prints a table with why executions ended', async () => {
    scene.front.take();
    const { code, out, error } = await scene.run(['list', '--closed']);
    expect([code, error]).toEqual([0, '']);
    expect(withoutRunIds(out)).toBe(closed);
    // The last event of each that has not completed.
    expect(scene.front.take()).toEqual({ ListClosedWorkflowExecutions: 1, GetWorkflowExecutionHistory: 9 });
  });

  it('prints JSON that programs can read, and the same as an object a line', async () => {
    const { out } = await scene.run(['list', '--failed', '--type', 'Order', '-o', 'json']);
    const records = JSON.parse(out);
    expect(records).toEqual([
      {
        workflowId: 'order-3',
        runId: expect.any(String),
        type: { name: 'Order', version: '1' },
        status: 'CLOSED',
        closeStatus: 'FAILED',
        startTimestamp: '2026-11-27T16:03:54.000Z',
        closeTimestamp: '2026-11-27T16:03:54.000Z',
        tagList: ['shop', 'standard'],
        reason: 'RangeError: Order 3 has no lines',
      },
      expect.objectContaining({ workflowId: 'order-2', reason: 'Error: The card was declined' }),
    ]);
    const lines = await scene.run(['list', '--failed', '--type', 'Order', '-o', 'ndjson']);
    expect(lines.out).toBe(records.map((record: object) => `${JSON.stringify(record)}\n`).join(''));
  });

  it('shows times in the local time zone, or in UTC', async () => {
    const args = ['list', '--workflow-id', 'album-101'];
    const env = { TZ: 'Asia/Tokyo' };
    expect((await scene.run(args, { env })).out).toContain('2026-11-28 09:00:00 ');
    expect((await scene.run([...args, '--utc'], { env })).out).toContain('2026-11-28 00:00:00Z ');
  });

  it('ends without a word when its reader does', async () => {
    const { out, error } = await scene.shell('{ rx-swf list -o json; echo "exit code $?" >&2; } | head -n 2');
    expect(out).toBe('[\n  {\n');
    expect(error).toBe('exit code 0\n');
  });

  it('prints its help to a reader that reads one line', async () => {
    const harness = await CliHarness.open();
    const { out, error } = await harness.shell('rx-swf list --help | head -1');
    expect([out, error]).toEqual(['Usage: rx-swf list|ls [options]\n', '']);
  });

  it('refuses an empty range of times', async () => {
    const harness = await CliHarness.open();
    const { error, code } = await harness.run(['list', '--since', '1h', '--until', '2h']);
    expect([code, error]).toEqual([2, 'error: --since must be at or before --until.\n']);
  });

  it('ends with 4 when SWF throttles it for long', async () => {
    scene.front.refuse = () => refused.throttled;
    try {
      const { code, out, error } = await scene.run(['list', '--open']);
      expect([code, out]).toEqual([4, '']);
      expect(error).toMatch(/^error: .*Rate exceeded.*\n$/);
    } finally {
      scene.front.refuse = () => undefined;
    }
  });

  it('ends with 4 when nothing answers at the endpoint', async () => {
    const url = await deadEndpoint();
    const { code, out, error } = await scene.run(['list', '--open', '--endpoint', url]);
    expect([code, out]).toEqual([4, '']);
    expect(error).toMatch(/^error: .*ECONNREFUSED.*\n$/);
    expect(error).toContain(url.slice('http://'.length));
  });

  it('ends with 1 and says so when the credentials have expired', async () => {
    scene.front.refuse = () => refused.expired;
    try {
      const { code, out, error } = await scene.run(['list', '--open']);
      expect([code, out]).toEqual([1, '']);
      expect(error).toMatch(/^error: .*expired.*\n$/);
    } finally {
      scene.front.refuse = () => undefined;
    }
  });

  it('ends with 3 for an unknown domain, and with 2 for an unknown option', async () => {
    const unknown = await scene.run(['list', '--domain', 'nowhere']);
    expect([unknown.code, unknown.out]).toEqual([3, '']);
    expect(unknown.error).toMatch(/^error: .*nowhere.*\n$/);
    const usage = await scene.run(['list', '--opne']);
    expect([usage.code, usage.out]).toEqual([2, '']);
    expect(usage.error).toContain("unknown option '--opne'\n(Did you mean --open?)");
  });

  it('makes one call to each listing in a domain with 100,000 executions', async () => {
    const harness = await CliHarness.open(24);
    await fillDomain(harness, { closed: 50_000, open: 50_000 });
    const { code, out } = await harness.run(['list', '--limit', '50', '-o', 'ndjson']);
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(51);
    expect(out.startsWith('{"workflowId":"import-99999"')).toBe(true);
    expect(harness.front.take()).toEqual({ ListOpenWorkflowExecutions: 1, ListClosedWorkflowExecutions: 1 });
  }, 120_000);

  it('keeps a pipe up to date with --watch until it is interrupted', async () => {
    const program = await scene.program(['list', '--open', '--type', 'Cover', '--watch', '-o', 'ndjson']);
    await program.prints('album-104-cover');
    await program.kill('SIGINT');
    const { code, error } = await program.ended;
    expect([code, error]).toEqual([130, '']);
  });
});

describe.skipIf(noTerminal !== undefined)('rx-swf list on a terminal', () => {
  it('fits 60 columns', async () => {
    const columns = 60;
    const terminal = await scene.terminal('rx-swf list --closed', { columns, env: { NO_COLOR: '1' } });
    const { code, text } = await terminal.ended();
    const lines = text.split('\n');
    expect(code).toBe(0);
    // A line that doesn't fit would be two.
    expect(lines).toHaveLength(15);
    expect(lines.at(-1)).toMatch(/^album-1 .* Album@1 .* completed/);
  });

  it('has color unless NO_COLOR is set', async () => {
    const colored = await scene.terminal('rx-swf list --failed');
    const plain = await scene.terminal('rx-swf list --failed', { env: { NO_COLOR: '1' } });
    expect((await colored.ended()).text).toBe((await plain.ended()).text);
    const red = '\u001b[31m';
    expect([colored.output.includes(red), plain.output.includes(red)]).toEqual([true, false]);
  });

  it('redraws with --watch, at the size that the terminal has then, until Ctrl-C', async () => {
    const terminal = await scene.terminal('rx-swf list --open --type Cover --watch', {
      columns: 120,
      rows: 10,
    });
    const screen = await terminal.shows('album-104-cover');
    expect(screen.split('\n')).toHaveLength(2);
    terminal.resize(30);
    await scene.start('album-108-cover', { name: 'Cover', version: '1' });
    const narrow = await terminal.shows('album-108-cov…');
    expect(narrow.split('\n')[0]).toBe('ID              TYPE     STATE');
    await scene.call('TerminateWorkflowExecution', { workflowId: 'album-108-cover' });
    await terminal.until(text => !text.includes('album-108'));
    terminal.type(keys.ctrlC);
    expect((await terminal.ended()).code).toBe(130);
  });
});
