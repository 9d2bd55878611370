import { InvalidArgumentError, isInstance, messageOf, showValue } from '../../requests/index.js';
import { exitCodes } from '../frame/exitCodes.js';
import { type ServeOptions, serve } from './serve.js';

/** Runs the service until the process is asked to stop, which counts as done. */
export async function runLocal(options: ServeOptions): Promise<void> {
  try {
    await serve(options);
  } catch (error) {
    process.stderr.write(`error: ${reason(error, options)}\n`);
    process.exitCode = isInstance(error, InvalidArgumentError) ? exitCodes.usage : exitCodes.failed;
  }
}

/** Returns a message that tells the user how to fix an error. */
function reason(error: unknown, { port, host }: ServeOptions): string {
  if (!isInstance(error, Error)) return showValue(error);
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Choose another with --port, or 0 for any free port.`;
    case 'EACCES':
      return `Port ${port} of ${host} requires privileges. Choose one above 1023 with --port.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine. Choose another with --host.`;
    default:
      return messageOf(error);
  }
}
