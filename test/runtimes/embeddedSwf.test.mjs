// Run by Jest and by Vitest, in the environments of Node.js, jsdom and happy-dom, which have globals of several realms.

import { PollForActivityTaskCommand, SWFClient } from '@aws-sdk/client-swf';
import { Domain } from 'rx-swf';
import { gateway } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { remote } from 'rx-swf/remote';
import { runWorkflow } from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import { concat, firstValueFrom, from, lastValueFrom, map, mergeMap, timer, toArray } from 'rxjs';

const { afterEach, describe, expect, test } = globalThis;

const resize = activity({ name: 'Resize', version: '1', startToCloseTimeout: 60 });
const album = workflow({ name: 'Album', version: '1' }, (files, { run, scheduler }) =>
  concat(
    from(files).pipe(mergeMap(file => run(resize, file))),
    timer(86_400_000, scheduler).pipe(map(() => 'a day later')),
  ).pipe(toArray()),
);

let swf;
afterEach(() => swf?.close());

test('a durable workflow runs on skipped time', async () => {
  const activities = [resize.with(file => `small ${file}`)];
  const { result } = await runWorkflow(album, ['a.png'], { activities });
  expect(result).toEqual(['small a.png', 'a day later']);
});

describe.each(['in process', 'over HTTP'])('the embedded SWF %s', how => {
  test('answers, and its polls are left by a signal of this environment', async () => {
    swf = new LocalSwf();
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client =
      how === 'in process'
        ? swf.client()
        : new SWFClient({ endpoint: (await swf.listen()).url, region: 'us-east-1', credentials });
    const media = await lastValueFrom(new Domain({ name: 'media', client }).save());
    expect(await lastValueFrom(media.exists())).toBe(true);
    const leave = new AbortController();
    const poll = client.send(
      new PollForActivityTaskCommand({ domain: 'media', taskList: { name: 'idle' } }),
      { abortSignal: leave.signal },
    );
    leave.abort();
    await expect(poll).rejects.toMatchObject({ name: 'AbortError' });
    client.destroy();
  });
});

// Jest's jsdom has no `fetch`, nor what belongs to it.
const withFetch = globalThis.Request === undefined ? test.skip : test;

withFetch('the streams of a gateway arrive', async () => {
  swf = new LocalSwf();
  const domain = await lastValueFrom(new Domain({ name: 'media', client: swf.client() }).save());
  const media = remote('http://localhost/v1', { fetch: gateway({ domain, authorize: () => true }) });
  expect(await firstValueFrom(media.executions().items$)).toEqual([]);
});
