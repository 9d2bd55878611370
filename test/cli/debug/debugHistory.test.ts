import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidArgumentError } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { DebugOptions } from '../../../src/cli/debug/command.js';
import { debugHistory } from '../../../src/cli/debug/debugHistory.js';
import type { Output } from '../../../src/cli/frame/CommandContext.js';
import { CapturedTerminal } from '../../harness/CapturedTerminal.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const module = fileURLToPath(new URL('./shop.ts', import.meta.url));
const type = { name: 'Shop', version: '1' };

const shopping = (command = 'Charge') =>
  new HistoryBuilder()
    .start({ workflowType: type })
    .turn()
    .timerStarted('1', { startToFireTimeout: 60 })
    .signal('price', { input: 4 })
    .turn()
    .activityScheduled('2', { type: { name: command, version: '1' }, input: 4 })
    .activityStarted('2')
    .activityCompleted('2', { result: 'receipt' });

async function debug(history: unknown, options: Partial<DebugOptions> = {}, output: Output = 'table') {
  const file = join(temporaryFolder(), 'history.json');
  writeFileSync(file, typeof history === 'string' ? history : JSON.stringify(history));
  const terminal = new CapturedTerminal();
  await lastValueFrom(
    debugHistory(terminal.context({}, output), { inspectPort: 0, ...options }, module, file),
  );
  return terminal;
}

describe('debugHistory', () => {
  it('prints all turns if there is no terminal', async () => {
    const { out, exitCode } = await debug(shopping().build());
    expect(exitCode).toBe(0);
    expect(out).toBe(`Turn 1, decision task 3, 2026-01-01 00:00:01Z
  in         1  WorkflowExecutionStarted
  asks for   5  timer 60 s
  exposes    total  0
  waits for  5  timer 60 s
                signal price

Turn 2, decision task 8, 2026-01-01 00:00:04Z
  in          6  WorkflowExecutionSignaled  signal price  4
  asks for   10  run Charge
  exposes    total  4
  waits for   5  timer 60 s
             10  run Charge
                 signal price

Turn 3, 2026-01-01 00:00:07Z, not decided yet
  in         12  ActivityTaskCompleted  run Charge  receipt
  emitted    ["receipt"]
  exposes    total  4
  waits for   5  timer 60 s
                 signal price
`);
  });

  it('prints them as JSON', async () => {
    const { out } = await debug(shopping().build(), { upTo: 5 }, 'json');
    expect(JSON.parse(out)).toMatchObject([{ turn: 1, commands: [{ name: 'timer 60 s' }] }]);
  });

  it('says where the code differs, and exits with 1', async () => {
    const { out, exitCode } = await debug(shopping('Refund').build());
    expect(exitCode).toBe(1);
    expect(out).toContain(
      'NonDeterminismError: At the decision task of event 8, the history has ScheduleActivityTask',
    );
  });

  it('refuses a file without a history, and a history of another workflow', async () => {
    await expect(debug('nonsense')).rejects.toThrow('Save one with rx-swf history ID -o json');
    const other = new HistoryBuilder().start({ workflowType: { name: 'Other', version: '2' } }).build();
    await expect(debug(other)).rejects.toThrow(InvalidArgumentError);
    await expect(debug(other)).rejects.toThrow('exports no workflow Other@2. It exports Shop@1');
  });
});
