import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliHarness } from '../../harness/cli/CliHarness.js';
import { openScene } from '../../harness/cli/openScene.js';
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

describe('rx-swf why as a process', () => {
  it('exits with 5 for a decision task that nobody takes', async () => {
    const { code, out, error } = await scene.run(['why', 'archive-1', '--utc']);
    expect([code, error]).toEqual([5, '']);
    expect(out).toMatch(
      /is stuck\. .*\n- A decision task has waited in task list "archive" for .* None was taken since/,
    );
  });

  it('exits with 0 for a timer that runs', async () => {
    const { code, out } = await scene.run(['why', 'album-103', '-o', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ state: 'waiting', waits: [{ kind: 'timer', id: 'cool-down' }] });
  });

  it('stays with --watch until Ctrl-C', async () => {
    const program = await scene.program(['why', 'album-103', '--watch', '-o', 'ndjson']);
    await program.prints('"state":"waiting"');
    await program.kill('SIGINT');
    const { code, error } = await program.ended;
    expect([code, error]).toEqual([130, '']);
  });

  it('exits with 3 for an unknown execution, and with 2 for a bad option', async () => {
    expect(await scene.run(['why', 'nobody'])).toMatchObject({ code: 3, out: '' });
    expect(await scene.run(['why', 'album-103', '--patience', 'long'])).toMatchObject({ code: 2 });
  });
});
