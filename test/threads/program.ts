// Performs the task of its argument, and unsubscribes: once the task is completed, or once it blocks. Nothing more:
// the process is to end by itself, though the pool would keep its threads for ever.

import { perform } from 'rx-swf';
import { PerformHarness } from './PerformHarness.js';
import { threadOf } from './threadOf.js';

const input = process.argv[2];
// Not closed: the process has to end although the service is open.
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
