import { readFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import * as v8 from 'node:v8';
import { Script } from 'node:vm';

/** Returns the environment variables. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}

/** Returns the path of a file in the user's home directory; `undefined` if there is no home directory. */
export function inHome(name: string): string | undefined {
  try {
    return join(homedir(), name);
  } catch {
    // A container may run under a user id without a passwd entry, and thus without a home directory.
    return undefined;
  }
}

/** Returns the text of a file; `undefined` if it does not exist. Throws on any other failure. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Systems use /dev/null as the home directory of users that have none: reading below it gives ENOTDIR.
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Returns the identity of this process: its host name and process id. */
export function identity(): string {
  return `${hostname()}:${process.pid}`.slice(-256);
}

/** Calls the listener when the process receives this signal. Returns a function that removes the listener. */
export function onSignal(name: string, listener: () => void): () => void {
  process.on(name, listener);
  return () => void process.off(name, listener);
}

/** Returns whether this process runs in production, where development checks are skipped or sampled. */
export function isProduction(): boolean {
  return process.env['NODE_ENV'] === 'production';
}

/** Polls of an actor that are in flight at once, unless its options say otherwise. */
export const defaultPollers = 8;

/** Returns the CPU time that this process has used, in milliseconds. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const workKey = Symbol.for('rx-swf.interruptible');
let interruptibleCall: Script | undefined;
/** The global object of the context that scripts run in. Test runners load modules into contexts of their own. */
let scriptGlobal: object | undefined;

/**
 * Runs synchronous code, and interrupts it after so many milliseconds, even in an endless loop. Promises that it creates
 * count as handled, so that their rejections don't end the process. Returns `undefined` if it was interrupted: its
 * `finally` blocks have not run then.
 */
export function interruptible<T>(work: () => T, milliseconds: number): { readonly value: T } | undefined {
  // An earlier call may have been interrupted while it handled a Promise.
  isHandling = false;
  const stop = onPromise(handled);
  scriptGlobal ??= new Script('globalThis').runInThisContext() as object;
  let outcome: { readonly value: T } | undefined;
  try {
    Reflect.set(scriptGlobal, workKey, () => {
      outcome = { value: work() };
    });
    interruptibleCall ??= new Script("globalThis[Symbol.for('rx-swf.interruptible')]()");
    interruptibleCall.runInThisContext({ timeout: milliseconds });
  } catch (error) {
    if (!isTimeout(error)) throw error;
  } finally {
    stop();
    Reflect.deleteProperty(scriptGlobal, workKey);
  }
  return outcome;
}

/** Not an `instanceof` check, because the error is of the context that scripts run in. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** Calls the listener with each new Promise. Returns a function that removes it. */
function onPromise(listener: (promise: Promise<unknown>) => void): () => void {
  try {
    // Deno has no such hook, and that of Bun throws. Imported by name, it would keep Deno from loading this module.
    const stop = v8.promiseHooks.onInit(listener);
    return () => void stop();
  } catch {
    return () => {};
  }
}

let isHandling = false;
const { then } = Promise.prototype;

function handled(promise: Promise<unknown>): void {
  // Handling a Promise creates another one.
  if (isHandling) return;
  isHandling = true;
  Reflect.apply(then, promise, [ignore, ignore]);
  isHandling = false;
}

const ignore = () => {};
