import type { ThreadHandler } from 'rx-swf/threads';
import { ActivityFailure } from '../../../src/streams/actors/perform/ActivityFailure.js';

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

class Huge extends TooLarge {}

const thrown: Record<string, () => unknown> = {
  error: () => new TooLarge('4 GB'),
  subclass: () => new Huge('4 PB'),
  failure: () => new ActivityFailure('NotAnImage', { type: 'text/plain' }),
  'failure that cannot travel': () => new ActivityFailure('NotAnImage', { type: () => 'text/plain' }),
  value: () => 'a text',
  causes: () =>
    new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' }),
    }),
  hostile: () => Object.assign(new Error('x'), { name: Symbol('name'), reason: Object.create(null) }),
  revoked: () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
};

/** Throws, or returns a value that cannot be cloned. */
const fail: ThreadHandler<string> = async ({ input }) => {
  const make = thrown[input];
  if (make === undefined) return () => 'a function';
  throw make();
};
export default fail;
