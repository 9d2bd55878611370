import { uuid } from '../../requests/index.js';

/** A browser has no environment. */
export function environment(): Readonly<Record<string, string | undefined>> {
  return {};
}

/** A browser has no home. */
export function inHome(_name: string): string | undefined {
  return undefined;
}

/** A browser has no files. */
export function readText(_path: string): string | undefined {
  return undefined;
}

let page: string | undefined;

/** Who this page is: a number of its own for as long as it is open. */
export function identity(): string {
  page ??= `browser:${uuid()}`;
  return page;
}

/** A browser has no signals. */
export function onSignal(_name: string, _listener: () => void): () => void {
  return () => {};
}

/** A browser does not tell: it counts as production. */
export function isProduction(): boolean {
  return true;
}
