import type { ThreadHandler } from 'rx-swf/threads';

/** Blocks its thread forever, unless its input says otherwise. */
const block: ThreadHandler<string, string> = ({ input }, { heartbeat }) => {
  if (input === 'pass') return 'passed';
  heartbeat('begun');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return 'never';
};
export default block;
