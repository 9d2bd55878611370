import { existsSync } from 'node:fs';
import type { ThreadHandler } from 'rx-swf/threads';

const still = new Int32Array(new SharedArrayBuffer(4));

/** Blocks its thread until the file of its input exists. */
const beat: ThreadHandler<string, string> = (task, { heartbeat }) => {
  heartbeat('blocking');
  while (!existsSync(task.input)) Atomics.wait(still, 0, 0, 1);
  return 'released';
};
export default beat;
