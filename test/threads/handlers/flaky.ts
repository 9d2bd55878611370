import type { ThreadHandler } from 'rx-swf/threads';

// A thread has the environment at the time of its start.
if (process.env['RX_SWF_FLAKY'] === 'yes') throw new Error('EMFILE: too many open files');

const flaky: ThreadHandler<unknown> = () => 'loaded';
export default flaky;
