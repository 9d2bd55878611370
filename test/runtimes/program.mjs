// What a runtime must be able to do: a durable workflow over HTTP, with verified signatures, a timer of a day and a
// signal. Prints its result.

import { SWFClient } from '@aws-sdk/client-swf';
import { Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { concat, from, lastValueFrom, map, mergeMap, take, timer, toArray } from 'rxjs';

const resize = activity({ name: 'Resize', version: '1', startToCloseTimeout: 60 });
const small = resize.with(file => file.replace('.png', '-small.png'));
const album = workflow({ name: 'Album', version: '1' }, (files, { run, scheduler, signal }) =>
  concat(
    from(files).pipe(mergeMap(file => run(resize, file))),
    timer(86_400_000, scheduler).pipe(map(() => 'a day later')),
    signal('publish').pipe(take(1)),
  ).pipe(toArray()),
);

const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'secret' };
const swf = new LocalSwf({ clock: 'skip', credentials });
const { url } = await swf.listen();
const client = new SWFClient({ endpoint: url, region: 'us-east-1', credentials });
const media = await lastValueFrom(new Domain({ name: 'media', client }).save());
const working = workflowWorker(media, 'decisions', [album], { register: true }).subscribe();
working.add(activityWorker(media, 'thumbnails', [small], { register: true }).subscribe());
const execution = await lastValueFrom(album.start(media, ['a.png', 'b.png']));
await lastValueFrom(execution.signal('publish', 'Ada'));
console.log(JSON.stringify(await lastValueFrom(execution.result$)));
working.unsubscribe();
client.destroy();
await swf.close();
