import { describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { keys, noTerminal } from '../../harness/cli/Terminal.js';

const album = { name: 'Album', version: '1' };

async function open(): Promise<CliHarness> {
  const harness = await CliHarness.open();
  await harness.registerWorkflowType(album);
  await harness.start('album-1', album);
  return harness;
}

describe('rx-swf pending', () => {
  it('prints JSON, and refuses to count nothing', async () => {
    const harness = await open();
    const { code, out, error } = await harness.run(['pending', '-o', 'json']);
    expect([code, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual([
      {
        taskList: 'decisions',
        decisions: { count: 1, truncated: false },
        activities: { count: 0, truncated: false },
        workflowTypes: [{ name: 'Album', version: '1' }],
        activityTypes: [],
        oldestOpen: '2026-11-28T03:00:00.000Z',
      },
    ]);
    expect(await harness.run(['pending', '--no-types'])).toMatchObject({
      code: 2,
      out: '',
      error: 'error: With --no-types, name the task lists to count.\n',
    });
  });
});

describe.skipIf(noTerminal !== undefined)('rx-swf pending on a terminal', () => {
  it('stays with --watch until Ctrl-C', async () => {
    const harness = await open();
    const terminal = await harness.terminal('rx-swf pending decisions --no-types --watch', { columns: 60 });
    await terminal.until(
      text => text === 'LIST       DECISIONS  ACTIVITIES\ndecisions          1           0',
    );
    terminal.type(keys.ctrlC);
    expect((await terminal.ended()).code).toBe(130);
  });
});
