import { describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { keys, noTerminal } from '../../harness/cli/Terminal.js';

const album = { name: 'Album', version: '1' };

describe('rx-swf tail', () => {
  it('feeds a pipe, and ends when its reader does', async () => {
    const harness = await CliHarness.open();
    await harness.registerWorkflowType(album);
    await harness.start('album-1', album);
    const program = await harness.program(['tail', '-o', 'ndjson']);
    expect(JSON.parse(await program.line())).toMatchObject({ event: 'started', workflowId: 'album-1' });
    program.process.stdout.destroy();
    await harness.call('TerminateWorkflowExecution', { workflowId: 'album-1' });
    expect(await program.ended).toMatchObject({ code: 0, error: '' });
  });
});

describe.skipIf(noTerminal !== undefined)('rx-swf tail on a terminal', () => {
  it('prints what happens until Ctrl-C', async () => {
    const harness = await CliHarness.open();
    await harness.registerWorkflowType(album);
    await harness.start('album-1', album);
    const terminal = await harness.terminal('rx-swf tail', { columns: 60 });
    await terminal.shows('started           album-1  Album@1');
    await harness.call('TerminateWorkflowExecution', { workflowId: 'album-1', reason: 'x'.repeat(60) });
    await terminal.shows(/terminated {8}album-1 .*…$/m);
    terminal.type(keys.ctrlC);
    const { code, text } = await terminal.ended();
    expect(code).toBe(130);
    expect(text.replace('^C', '').trimEnd().split('\n')).toHaveLength(2);
  });
});
