import { completeWorkflowExecution } from 'rx-swf';
import { describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { keys, noTerminal } from '../../harness/cli/Terminal.js';

const album = { name: 'Album', version: '1' };

async function open(): Promise<CliHarness> {
  const harness = await CliHarness.open();
  await harness.registerWorkflowType(album);
  await harness.start('album-7', album, { input: '["a.png"]', tagList: ['photos'] });
  return harness;
}

describe('rx-swf show', () => {
  it('prints an execution, and as JSON', async () => {
    const harness = await open();
    const { code, out, error } = await harness.run(['show', 'album-7']);
    expect([code, error]).toEqual([0, '']);
    expect(out.replace(/22[\w+/]+=/, 'RUN')).toBe(`\
album-7  Album@1  open for 0s
  domain     media
  run        RUN
  started    2026-11-28 03:00:00
  times out  in 7d (2026-12-05 03:00:00)
  task list  decisions
  tags       photos
  input      ["a.png"]
  decision   task on the list decisions for 0s, not taken
  events     2
`);
    const json = await harness.run(['show', 'album-7', '-o', 'json']);
    expect(JSON.parse(json.out)).toMatchObject({ workflowId: 'album-7', input: ['a.png'], events: 2 });
  });

  it('ends with 3 for an unknown execution', async () => {
    const harness = await open();
    const { code, out, error } = await harness.run(['show', 'album-8']);
    expect([code, out]).toEqual([3, '']);
    expect(error).toBe('error: There is no execution with workflow id "album-8" in the domain "media".\n');
  });

  it('follows an execution into a pipe until it ends', async () => {
    const harness = await open();
    const program = await harness.program(['show', 'album-7', '--follow', '-o', 'ndjson']);
    await program.prints('"events":2');
    await harness.decide('decisions', completeWorkflowExecution({ result: ['a.png'] }));
    const { code, out, error } = await program.ended;
    expect([code, error]).toEqual([0, '']);
    expect(JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      text: 'completed: ["a.png"]',
    });
  });
});

describe.skipIf(noTerminal !== undefined)('rx-swf show on a terminal', () => {
  it('follows an execution, with what it waits for on the last line', async () => {
    const harness = await open();
    const terminal = await harness.terminal('rx-swf show album-7 -f', { columns: 60 });
    await terminal.until(text => /\nopen for \d+s: waits for a decision task \(2 events\)$/.test(text));
    await harness.call('SignalWorkflowExecution', { workflowId: 'album-7', signalName: 'page' });
    await terminal.until(text => /03:00:00 {2}signal page\nopen for .* \(3 events\)$/.test(text));
    await harness.decide('decisions', completeWorkflowExecution({ result: 'x'.repeat(80) }));
    const { code, text } = await terminal.ended();
    expect(code).toBe(0);
    expect(text.split('\n').at(-1)).toMatch(/ {2}completed: x+…$/);
  });

  it('stops at Ctrl-C, and leaves a clean line', async () => {
    const harness = await open();
    const terminal = await harness.terminal('rx-swf show album-7 -f');
    await terminal.shows('waits for a decision task');
    terminal.type(keys.ctrlC);
    const { code, text } = await terminal.ended();
    expect(code).toBe(130);
    expect(text.split('\n').at(-1)).toMatch(/^ {2}events +2$/);
  });
});
