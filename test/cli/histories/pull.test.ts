import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pulledText } from '../../../src/cli/histories/pullHistories.js';
import { filesOf } from '../../archive/files.js';
import { CliHarness, night } from '../../harness/cli/CliHarness.js';
import { fillDomain } from '../../harness/cli/fillDomain.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

/** A service at 03:00 with executions that closed on the day before yesterday. */
async function filled(closed: number): Promise<CliHarness> {
  const harness = await CliHarness.open(30);
  await fillDomain(harness, { closed, open: 3 });
  harness.clock.advance(night - harness.clock.now());
  return harness;
}

describe('rx-swf histories pull', () => {
  it('goes on after kill -9, reads each history again at most once, and leaves the same files', async () => {
    const harness = await filled(120);
    const args = (folder: string) => ['histories', 'pull', '--since', '3d', '--open', '--folder', folder];
    const whole = temporaryFolder();
    const { code, out } = await harness.run(args(whole));
    expect([code, out]).toEqual([0, `Added 123 histories of media to ${whole}.\n`]);

    const folder = temporaryFolder();
    harness.front.take();
    for (const calls of [1, 20, 40, 45]) {
      const program = await harness.program(args(folder));
      let remaining = calls;
      harness.front.refuse = () => {
        remaining -= 1;
        if (remaining === 0) program.process.kill('SIGKILL');
        return undefined;
      };
      expect(await program.ended).toMatchObject({ code: null });
    }
    harness.front.refuse = () => undefined;
    expect(await harness.run(args(folder))).toMatchObject({ code: 0 });
    expect(filesOf(folder)).toEqual(filesOf(whole));
    // Of a batch of 16, those that were read and not written are read again.
    const { GetWorkflowExecutionHistory: read = 0 } = harness.front.take();
    expect(read).toBeLessThan(123 + 4 * 16);

    const again = await harness.run(args(folder));
    expect(again.out).toBe(`Added 3 histories of media to ${folder}.\n`);
  });

  it('says what is wrong with a folder that it can not use', async () => {
    const harness = await filled(1);
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'media'));
    writeFileSync(join(folder, 'media/archive.json'), '{');
    const { code, error } = await harness.run(['histories', 'pull', '--folder', folder]);
    expect(code).toBe(2);
    expect(error).toMatch(/^error: .*archive\.json is damaged: /);
  });

  it.each([
    [{ listed: 0, written: 0, skipped: 0 }, 'No history of media is new: h already has what is listed.\n'],
    [{ listed: 9, written: 1, skipped: 0 }, 'Added 1 history of media to h.\n'],
    [
      { listed: 1_500, written: 1_200, skipped: 1 },
      'Added 1,200 histories of media to h. Skipped 1: it was deleted or closed after it was listed.\n',
    ],
    [
      { listed: 5, written: 2, skipped: 3 },
      'Added 2 histories of media to h. Skipped 3: they were deleted or closed after they were listed.\n',
    ],
  ])('describes the end as %j', (progress, text) => {
    expect(pulledText({ day: '', ...progress }, 'media', 'h')).toBe(text);
  });
});
