// Performs the task of its argument, and unsubscribes once the task is completed or blocks. That is all: the process
// must end by itself, although the pool would keep its threads forever.

import { perform } from 'rx-swf';
import { PerformHarness } from './PerformHarness.js';
import { threadOf } from './threadOf.js';

const input = process.argv[2];
// Not closed: the process must end even if the service is open.
const harness = await PerformHarness.open([input], () => {});
const handler = threadOf('block', { grace: 0, idleTimeout: Number.POSITIVE_INFINITY });
const worker = harness.worker.pipe(perform(handler, { heartbeatInterval: 1 })).subscribe(({ status }) => {
  console.log(status);
  worker.unsubscribe();
});
if (input === 'block') {
  await harness.beat('begun');
  console.log('begun');
  worker.unsubscribe();
}
