import { isMainThread } from 'node:worker_threads';
import type { ThreadHandler } from 'rx-swf/threads';

/** Returns its task, and whether it runs in the main thread. */
const echo: ThreadHandler = task => ({ task, isMainThread });
export default echo;
