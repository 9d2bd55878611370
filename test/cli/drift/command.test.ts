import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CliHarness } from '../../harness/cli/CliHarness.js';
import { install } from '../../harness/cli/install.js';
import { keys, noTerminal } from '../../harness/cli/Terminal.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** Writes a module that defines a workflow with the built package, and returns its path. */
async function moduleFile(): Promise<string> {
  const { main } = await install();
  const entry = pathToFileURL(join(dirname(main), '../workflows/index.js')).href;
  const file = join(temporaryFolder(), 'workflows.mjs');
  writeFileSync(
    file,
    `import { workflowType } from '${entry}';\nexport const order = workflowType({ name: 'Order', version: '1' });\n`,
  );
  return file;
}

describe('rx-swf drift, plan and apply as processes', () => {
  it('show what is missing, register it, and find nothing left', async () => {
    const harness = await CliHarness.open();
    const file = await moduleFile();
    const before = await harness.run(['drift', file, '--exit-code', '-o', 'json']);
    expect([before.code, before.error]).toEqual([1, '']);
    expect(JSON.parse(before.out)).toMatchObject({ domain: 'media', isSynced: false });
    expect((await harness.run(['drift', file])).code).toBe(0);
    const plan = await harness.run(['plan', file]);
    expect([plan.code, plan.error]).toEqual([0, '']);
    expect(plan.out).toMatch(/^\+ register .*Order.*\n$/);
    const unasked = await harness.run(['apply', file]);
    expect([unasked.code, unasked.out]).toEqual([2, '']);
    expect(unasked.error).toContain('Pass --yes');
    const applied = await harness.run(['apply', file, '--yes']);
    expect([applied.code, applied.out]).toEqual([0, expect.stringMatching(/^Registered .*Order.*\n$/)]);
    expect((await harness.run(['drift', file, '--exit-code'])).code).toBe(0);
  });

  it('stay with --watch until Ctrl-C', async () => {
    const harness = await CliHarness.open();
    const program = await harness.program(['drift', await moduleFile(), '--watch', '-o', 'ndjson']);
    await program.prints('"isSynced":false');
    await program.kill('SIGINT');
    const { code, error } = await program.ended;
    expect([code, error]).toEqual([130, '']);
  });

  it('refuse a module that is not there', async () => {
    const harness = await CliHarness.open();
    const { code, out, error } = await harness.run(['plan', './nowhere.js']);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain('error: There is no file ./nowhere.js.');
  });

  it.skipIf(noTerminal !== undefined)('ask before they change something', async () => {
    const harness = await CliHarness.open();
    const file = await moduleFile();
    for (const [answer, code] of [
      [`no${keys.enter}`, 1],
      [keys.ctrlD, 1],
      [keys.ctrlC, 130],
      [`yes${keys.enter}`, 0],
    ] as const) {
      expect(harness.front.take()).not.toHaveProperty('RegisterWorkflowType');
      const terminal = await harness.terminal(`rx-swf apply ${file}`);
      await terminal.shows('Apply this plan? Type yes:');
      terminal.type(answer);
      expect((await terminal.ended()).code).toBe(code);
    }
    expect(harness.front.take()).toMatchObject({ RegisterWorkflowType: 1 });
  });
});
