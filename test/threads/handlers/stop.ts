import { once } from 'node:events';
import type { ThreadHandler } from 'rx-swf/threads';

const still = new Int32Array(new SharedArrayBuffer(4));

/** Stops on a cancel request: it waits for the abort event, or keeps working and checks the signal. */
const stop: ThreadHandler<'wait' | 'ask', string> = async ({ input }, { heartbeat, signal }) => {
  heartbeat('begun');
  if (input === 'wait' && !signal.aborted) await once(signal, 'abort');
  while (!signal.aborted) {
    Atomics.wait(still, 0, 0, 1);
    heartbeat('at it');
  }
  return (signal.reason as Error).message;
};
export default stop;
