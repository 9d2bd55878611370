// Performs the task of its argument, and unsubscribes: once the task is completed, or once it blocks. Nothing more:
// the process is to end by itself, though the pool would keep its threads for ever.

import { perform } from 'rx-swf';
import { Album, threadOf } from './support.js';

const input = process.argv[2];
const album = await Album.of(input);
const handler = threadOf('block', { grace: 0, idleTimeout: Number.POSITIVE_INFINITY });
const worker = album.worker.pipe(perform(handler, { heartbeatInterval: 1 })).subscribe(({ status }) => {
  console.log(status);
  worker.unsubscribe();
});
if (input === 'block') {
  await album.beat('begun');
  console.log('begun');
  worker.unsubscribe();
}
