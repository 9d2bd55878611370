import { exitCodes } from './exitCodes.js';

/**
 * Keeps an error of writing from crashing the process. A reader that leaves early, as with `| head`, is no failure;
 * anything else, such as a full disk, is, because output is missing.
 */
export function watchOutput(): void {
  const { stdout, stderr } = process;
  let hasFailed = false;
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE' || hasFailed) return;
    hasFailed = true;
    stderr.write(`error: Cannot write the output: ${message}.\n`);
    process.exitCode = exitCodes.failed;
  });
  // There is nowhere to report it.
  stderr.on('error', () => {});
}
