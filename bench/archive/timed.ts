import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Times of a process, in milliseconds. The CPU time is user and system, of all threads and children. */
export interface Times {
  readonly wall: number;
  readonly cpu: number;
}

/**
 * Runs a command to its end, without its output, and returns its times as bash measures them. They include the start of
 * the process, which a process can't measure itself.
 *
 * @param line - a line of bash
 */
export async function timed(line: string, env: NodeJS.ProcessEnv = process.env): Promise<Times> {
  const script = `TIMEFORMAT='%R %U %S'; time { ${line}; } > /dev/null 2>&1`;
  const { stderr } = await run('bash', ['-c', script], { env: { ...env, LC_ALL: 'C' } });
  const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] = stderr.trim().split(' ').map(Number);
  return { wall: wall * 1_000, cpu: (user + system) * 1_000 };
}
