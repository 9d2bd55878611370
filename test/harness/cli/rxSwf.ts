import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, Program } from '../Program.js';
import { temporaryFolder } from '../temporaryFolder.js';
import { install } from './install.js';

/** How the command is run. */
export interface RunOptions {
  /** Variables beside the few that are always set. Nothing else of the environment of the tests is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  /** Time that the process starts at, in milliseconds since the epoch. Defaults to the time of the machine. */
  readonly now?: number;
  /** True if the time of the process stands still: for a command that prints ages and doesn't wait. */
  readonly isFrozen?: boolean;
}

const clock = fileURLToPath(new URL('./clock.mjs', import.meta.url));

/**
 * Resolves to the environment of a user with an empty home directory, in UTC, without credentials, in whose shell
 * `rx-swf` is the built command.
 */
export async function environmentOf({
  env = {},
  now,
  isFrozen = false,
}: RunOptions = {}): Promise<Record<string, string>> {
  const { bin } = await install();
  const home = temporaryFolder();
  const path = [bin, dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);
  return {
    PATH: path,
    HOME: home,
    USERPROFILE: home,
    TZ: 'UTC',
    LANG: 'C.UTF-8',
    // Without it, the SDK asks the metadata service of EC2 for credentials, and waits for it.
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    NODE_NO_WARNINGS: '1',
    ...(now === undefined ? {} : { NODE_OPTIONS: `--import ${clock}`, RX_SWF_TEST_NOW: String(now) }),
    ...(isFrozen && { RX_SWF_TEST_FROZEN: '1' }),
    ...env,
  };
}

/** Starts the built `rx-swf`. Its standard input stays open. */
export async function startRxSwf(args: readonly string[], options?: RunOptions): Promise<Program> {
  const { main } = await install();
  return new Program(process.execPath, [main, ...args], await environmentOf(options));
}

/** Runs the built `rx-swf` with a text as its standard input, which is empty by default. */
export async function rxSwf(
  args: readonly string[],
  options?: RunOptions & { input?: string },
): Promise<Ended> {
  const program = await startRxSwf(args, options);
  program.process.stdin.end(options?.input ?? '');
  return program.ended;
}

/** Runs a line of shell in which `rx-swf` is the built command: for pipes and redirections. */
export async function shell(line: string, options?: RunOptions): Promise<Ended> {
  const program = new Program('sh', ['-c', line], await environmentOf(options));
  program.process.stdin.end();
  return program.ended;
}
