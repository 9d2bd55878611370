import { isMainThread } from 'node:worker_threads';
import type { ThreadHandler } from 'rx-swf/threads';

/** Tells what it was given, and where it is. */
const echo: ThreadHandler = task => ({ task, isMainThread });
export default echo;
