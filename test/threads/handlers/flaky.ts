import type { ThreadHandler } from 'rx-swf/threads';

// A thread has the environment of the moment at which it was started.
if (process.env['RX_SWF_FLAKY'] === 'yes') throw new Error('EMFILE: too many open files');

const flaky: ThreadHandler<unknown> = () => 'loaded';
export default flaky;
