import { readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';

/** The environment variables. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** The path of a file in the user's home; `undefined` where there is no home. */
export function inHome(name: string): string | undefined {
  try {
    return join(homedir(), name);
  } catch {
    // A container may run under a user id that has no entry, hence no home.
    return undefined;
  }
}

/** The text of a file; `undefined` when there is none. Other failures are thrown. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // ENOTDIR is what comes of a home of /dev/null, by which a system says that there is none.
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Who this process is: its host and its number. */
export function identity(): string {
  return `${hostname()}:${process.pid}`.slice(-256);
}

/** Calls the listener when the process gets this signal; what is returned ends that. */
export function onSignal(name: string, listener: () => void): () => void {
  process.on(name, listener);
  return () => void process.off(name, listener);
}

/** Whether this process is in production, where what only development needs is spared. */
export function isProduction(): boolean {
  return process.env['NODE_ENV'] === 'production';
}
