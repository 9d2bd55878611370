// A worker whose task ends only once draining has begun. That is all: the process must end by itself.

import { ActivityWorker, connect, Domain, perform, processSignals } from 'rx-swf';
import { filter, map, take } from 'rxjs';

const client = connect({
  endpoint: process.argv[2],
  region: 'us-east-1',
  accessKeyId: 'local',
  secretAccessKey: 'local',
});
const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails', {
  concurrency: 2,
  drainOn: processSignals(),
});
worker
  .pipe(
    perform(() => {
      console.log('begun');
      return worker.events$.pipe(
        filter(({ type }) => type === 'draining'),
        take(1),
        map(() => 'done'),
      );
    }),
  )
  .subscribe({ next: ({ status }) => console.log(status), complete: () => console.log('drained') });
