import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { connect, Domain, WorkflowType } from 'rx-swf';
import { NoticeReceiver, noticeFrom } from 'rx-swf/eventbridge';
import { firstValueFrom, lastValueFrom, Subject } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { postNotices } from '../../src/cli/local/postNotices.js';
import { envelope } from '../eventbridge/envelope.js';
import { rxSwf, startRxSwf } from '../harness/cli/rxSwf.js';
import { SdkHarness } from '../harness/SdkHarness.js';

/** A server that passes the body of each request to a function, which returns the status. */
async function listen(answer: (body: string) => number | Promise<number>) {
  const server = createServer(async (request, response) => {
    response.writeHead(await answer(await text(request))).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/notices`;
}

describe('postNotices', () => {
  it('posts each envelope, as a receiver of EventBridge takes it', async () => {
    const receiver = new NoticeReceiver();
    const notice = firstValueFrom(receiver.notices$);
    const url = await listen(body => {
      receiver.receive(body);
      return 204;
    });
    const harness = await SdkHarness.open();
    const posts = postNotices(harness.swf.notices$, url, console.error).subscribe();
    onTestFinished(() => posts.unsubscribe());
    const execution = await harness.start('w1');
    expect(await notice).toMatchObject({ ...execution, eventType: 'WorkflowExecutionStarted' });
  });

  /** Posts to a `fetch` that answers with these statuses, or not at all. */
  function postingTo(...answers: readonly (number | Error)[]) {
    const left = [...answers];
    const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      return answer === undefined ? new Promise<never>(() => {}) : new Response(null, { status: answer });
    });
    vi.stubGlobal('fetch', fetch);
    onTestFinished(() => void vi.unstubAllGlobals());
    const notices$ = new Subject<object>();
    const reports: string[] = [];
    const posts = postNotices(notices$, 'http://a/notices', report => reports.push(report)).subscribe();
    onTestFinished(() => posts.unsubscribe());
    return { notices$, fetch, reports, posts };
  }

  it('loses what cannot be posted, reports the first failure after a success, and goes on', async () => {
    const { notices$, reports, fetch } = postingTo(500, 503, 204, new TypeError('fetch failed'));
    for (let n = 0; n < 5; n++) {
      notices$.next(envelope());
      await setImmediate();
    }
    expect(fetch).toHaveBeenCalledTimes(5);
    expect(reports).toEqual([
      'Notices are lost: Error: http://a/notices answered with status 500',
      'Notices are lost: TypeError: fetch failed',
    ]);
  });

  it('drops notices that the receiver is too slow for, and aborts the posts when it is left', () => {
    const { notices$, fetch, reports, posts } = postingTo();
    for (let n = 0; n < 10_000; n++) notices$.next(envelope());
    expect([fetch.mock.calls.length, reports]).toEqual([16, []]);
    notices$.next(envelope());
    expect(reports).toEqual(['Notices are lost: http://a/notices answers too slowly']);
    posts.unsubscribe();
    expect(fetch.mock.calls.every(([, init]) => init.signal?.aborted)).toBe(true);
  });
});

const local = { region: 'us-east-1', accessKeyId: 'local', secretAccessKey: 'local' };
const album = {
  name: 'Album',
  version: '1',
  taskList: 'decisions',
  childPolicy: 'TERMINATE',
  executionStartToCloseTimeout: 60,
  taskStartToCloseTimeout: 30,
} as const;

describe('rx-swf local --notices', () => {
  it('posts the notices of the service that it runs', async () => {
    const bodies = new Subject<string>();
    const url = await listen(body => {
      bodies.next(body);
      return 204;
    });
    const posted = firstValueFrom(bodies);
    const program = await startRxSwf(['local', '--port', '0', '--notices', url]);
    const printed = await program.prints('boto3.client');
    expect(printed).toContain(`(us-east-1, in memory, notices to ${url})`);
    const endpoint = /http:\/\/[\w.:]+\d/.exec(printed)?.[0] ?? '';
    const domain = new Domain({ name: 'media', client: connect({ endpoint, ...local }) });
    await lastValueFrom(domain.save());
    const type = new WorkflowType({ ...album, domain });
    await lastValueFrom(type.save());
    const { workflowId, runId } = await lastValueFrom(type.startExecution({ workflowId: 'album-7' }));
    expect(noticeFrom(await posted)).toMatchObject({ domain: 'media', workflowId, runId });
  });

  it('refuses what is not a URL', async () => {
    const { code, error } = await rxSwf(['local', '--notices', 'media']);
    expect([code, error]).toEqual([2, expect.stringContaining('Expected an http or https URL')]);
  });
});
