import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HistoryBuilder } from 'rx-swf/testing';
import { describe, expect, it } from 'vitest';
import { install } from '../../harness/cli/install.js';
import { shell, startRxSwf } from '../../harness/cli/rxSwf.js';
import { keys, noTerminal, Terminal } from '../../harness/cli/Terminal.js';
import { Program } from '../../harness/Program.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** Files with a workflow and a history of it, as arguments of the command. */
async function files(): Promise<readonly [module: string, history: string]> {
  const folder = temporaryFolder();
  const entry = join(dirname((await install()).main), '../workflows/index.js');
  const [module, history] = [join(folder, 'workflows.mjs'), join(folder, 'history.json')];
  writeFileSync(
    module,
    `import { activity, workflow } from ${JSON.stringify(entry)};
     const charge = activity({ name: 'Charge', version: '1' });
     export const shop = workflow({ name: 'Shop', version: '1' }, (card, { run }) => run(charge, card));`,
  );
  const recorded = new HistoryBuilder()
    .start({ workflowType: { name: 'Shop', version: '1' }, input: '4242' })
    .turn()
    .activityScheduled('1', { type: { name: 'Charge', version: '1' }, input: '4242' })
    .activityStarted('1')
    .activityCompleted('1', { result: 'receipt' })
    .turn()
    .complete({ result: 'receipt' });
  writeFileSync(history, JSON.stringify(recorded.build()));
  return [module, history];
}

describe('rx-swf debug', () => {
  it('prints all turns into a pipe', async () => {
    const { code, out, error } = await shell(`rx-swf debug ${(await files()).join(' ')} --utc | cat`);
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(
      /^Turn 1, decision task 3,.*\n\nTurn 2, decision task 9,.*The pipeline has ended: completed\n$/s,
    );
  });

  it.skipIf(noTerminal !== undefined)('walks with keys in a terminal', async () => {
    const terminal = await Terminal.start(`rx-swf debug ${(await files()).join(' ')}`);
    await terminal.shows('Turn 1');
    terminal.type('n');
    await terminal.shows('Turn 2');
    terminal.type('b');
    await terminal.shows('Turn 1');
    terminal.type(`7${keys.enter}`);
    expect(await terminal.shows('Turn 2')).toContain('ActivityTaskCompleted  run Charge  receipt');
    terminal.type('q');
    expect((await terminal.ended()).code).toBe(0);
  });

  it('waits for a debugger, and stops it before the code of a turn', async () => {
    const debugged = await startRxSwf([
      'debug',
      ...(await files()),
      '--inspect-at',
      '2',
      '--inspect-port',
      '0',
    ]);
    while (!debugged.printed.error.includes('Waiting')) await once(debugged.process.stderr, 'data');
    const [, address = ''] = /ws:\/\/([\d.:]+)\//.exec(debugged.printed.error) ?? [];
    const client = new Program(process.execPath, ['inspect', address], process.env);
    await client.prints('debugger;');
    expect(debugged.printed.out).toBe('');
    client.process.stdin.write('cont\n');
    await debugged.prints('Turn 2');
    // A debugger that is killed instead can take the process with it while that ends.
    client.process.stdin.write('.exit\n');
    await client.ended;
    expect((await debugged.ended).code).toBe(0);
  });
});
