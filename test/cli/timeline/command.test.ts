import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { addLongHistory } from '../../harness/cli/fillDomain.js';
import { noTerminal } from '../../harness/cli/Terminal.js';
import type { Teardown } from '../../harness/Teardown.js';

const closers: (() => Promise<void> | void)[] = [];
const teardown: Teardown = close => closers.push(close);
let harness: CliHarness;
let runId: string;

beforeAll(async () => {
  harness = await CliHarness.open(1, {}, teardown);
  runId = await addLongHistory(harness, 24_999);
  harness.clock.advance(3_600_000);
});

afterAll(async () => {
  for (const close of closers.reverse()) await close();
});

describe('rx-swf timeline', () => {
  it('draws 25,000 events on a page, as text and as SVG', async () => {
    const [text, svg] = await Promise.all([
      harness.run(['timeline', 'long', '--run-id', runId]),
      harness.run(['timeline', 'long', '--run-id', runId, '--as', 'svg']),
    ]);
    expect([text.code, text.error, svg.code]).toEqual([0, '', 0]);
    expect(text.out).toMatch(/^Ledger@1 long, open for 1h\n/);
    expect(text.out).toContain('signal row ◆');
    expect(text.out.split('\n').length).toBeLessThan(10);
    expect([svg.out.startsWith('<svg '), svg.out.endsWith('</svg>\n')]).toEqual([true, true]);
    expect(svg.out.length).toBeLessThan(100_000);
  });

  it.skipIf(noTerminal !== undefined)('uses the width and the colors of a terminal', async () => {
    const terminal = await harness.terminal(`rx-swf timeline long --run-id '${runId}'`, { columns: 64 });
    const { code, text } = await terminal.ended();
    expect(code).toBe(0);
    // A line that doesn't fit would be two.
    expect(text.trimEnd().split('\n')).toHaveLength(7);
    expect(terminal.output).toContain('\u001b[36m');
  });
});
