import { InvalidArgumentError, isInstance } from '../../requests/index.js';
import { exitCodes } from '../frame/exitCodes.js';
import { listenFailure } from '../frame/listenFailure.js';
import { type ServeOptions, serve } from './serve.js';

/** Runs the service until the process is asked to stop, which counts as done. */
export async function runLocal(options: ServeOptions): Promise<void> {
  try {
    await serve(options);
  } catch (error) {
    process.stderr.write(`error: ${listenFailure(error, options)}\n`);
    process.exitCode = isInstance(error, InvalidArgumentError) ? exitCodes.usage : exitCodes.failed;
  }
}
