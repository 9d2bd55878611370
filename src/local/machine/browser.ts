import { NodeOnlyError } from './NodeOnlyError.js';

/** Throws: a page cannot open a port. */
export function createFront(): never {
  throw new NodeOnlyError(
    'listen()',
    'a page cannot open a port. In the page, use client() of the service; for other clients, start "npx rx-swf local".',
  );
}

/** Throws: a page has no folders. */
export function openStore(): never {
  throw new NodeOnlyError(
    'data',
    'a page has no folders. Omit it to keep the state in memory. exportExecution() and importExecution() move executions.',
  );
}
