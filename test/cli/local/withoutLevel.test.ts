import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { install } from '../../harness/cli/install.js';
import { environmentOf } from '../../harness/cli/rxSwf.js';
import { Program } from '../../harness/Program.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const dependencies = fileURLToPath(new URL('../../../node_modules', import.meta.url));

/** Starts the command of a package that is installed beside all packages but `classic-level`. */
async function start(...args: readonly string[]): Promise<Program> {
  const { bin } = await install();
  const folder = temporaryFolder();
  for (const part of ['package.json', 'dist'])
    cpSync(join(dirname(bin), part), join(folder, part), { recursive: true });
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of readdirSync(dependencies).filter(name => name !== 'classic-level'))
    symlinkSync(join(dependencies, name), join(modules, name), 'junction');
  return new Program(process.execPath, [join(folder, 'dist/cli/main.js'), ...args], await environmentOf());
}

describe('rx-swf local without classic-level', () => {
  it('serves what is in memory', async () => {
    const program = await start('local', '--port', '0');
    await program.prints('SWF is listening on');
    await program.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 0, error: '' });
  });

  it('says with --data what to install, and fails', async () => {
    const data = temporaryFolder();
    const { code, out, error } = await (await start('local', '--port', '0', '--data', data)).ended;
    expect([code, out]).toEqual([1, '']);
    expect(error).toBe(
      `error: The data folder ${data} needs the package classic-level, which rx-swf doesn't install by itself. ` +
        'Install it with "npm install classic-level@3".\n',
    );
    expect(readdirSync(data)).toEqual([]);
  });
});
