// What the tests have a page do: each function runs in the page, and the test compares what it resolves to.

import { SWFClient } from '@aws-sdk/client-swf';
import { Domain } from 'rx-swf';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { forkJoin, lastValueFrom, mergeMap, range, toArray } from 'rxjs';

const square = activity<number, number>({ name: 'Square', version: '1', startToCloseTimeout: 60 });
const squares = workflow({ name: 'Squares', version: '1' }, (upTo: number, { run }) =>
  range(1, upTo).pipe(
    mergeMap(n => run(square, n)),
    toArray(),
  ),
);

/** Runs workers for workflows and activities against a service over HTTP, until some executions are closed. */
export async function work(endpoint: string) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SWFClient({ endpoint, region: 'us-east-1', credentials });
  const media = await lastValueFrom(new Domain({ name: 'media', client }).save());
  const working = workflowWorker(media, 'decisions', [squares], { register: true }).subscribe();
  working.add(
    activityWorker(media, 'squares', [square.with(n => n * n)], {
      concurrency: 8,
      register: true,
    }).subscribe(),
  );
  const results = await lastValueFrom(
    forkJoin(
      [3, 4, 5].map(upTo => squares.start(media, upTo).pipe(mergeMap(execution => execution.result$))),
    ),
  );
  working.unsubscribe();
  return results;
}
