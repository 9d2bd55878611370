import { uuid } from '../../requests/index.js';

/** Returns an empty object: a browser has no environment. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return {};
}

/** Returns `undefined`: a browser has no home directory. */
export function inHome(_name: string): string | undefined {
  return undefined;
}

/** Returns `undefined`: a browser has no files. */
export function readText(_path: string): string | undefined {
  return undefined;
}

let page: string | undefined;

/** Returns the identity of this page: a UUID that stays the same as long as the page is open. */
export function identity(): string {
  page ??= `browser:${uuid()}`;
  return page;
}

/** Does nothing: a browser has no signals. */
export function onSignal(_name: string, _listener: () => void): () => void {
  return () => {};
}

/** Returns `true`: a browser does not say, so it counts as production. */
export function isProduction(): boolean {
  return true;
}

/** Runs code to its end: a browser cannot interrupt it. */
export function interruptible<T>(work: () => T, _milliseconds: number): { readonly value: T } | undefined {
  return { value: work() };
}

/**
 * Polls of an actor that are in flight at once, unless its options say otherwise. A poll takes a connection for a minute.
 * Over HTTP/1.1, a browser opens six to a host, and answers to tasks wait for one as well.
 */
export const defaultPollers = 1;

/** Returns 0: a browser does not say how much CPU time it has used. */
export function cpuTime(): number {
  return 0;
}
