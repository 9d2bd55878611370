import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** How a program ended, and what it said. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const home = mkdtempSync(join(tmpdir(), 'rx-swf-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** An environment in which nothing that this machine's user has set up for AWS is heard of. */
const environment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
  HOME: home,
  NO_PROXY: '*',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
};

/** Runs a program to its end, whichever that is. */
export function run(program: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env: environment, timeout: 60_000 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** The first of these programs that succeeds with the arguments; if none does, why the tests are skipped is said. */
export function findProgram(
  programs: readonly string[],
  args: readonly string[],
  missing: string,
): string | undefined {
  const found = programs.find(program => {
    try {
      execFileSync(program, args, { env: environment, stdio: 'ignore', timeout: 60_000 });
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) console.warn(missing);
  return found;
}
