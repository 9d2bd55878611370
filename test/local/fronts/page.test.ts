import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ListenOptions, type LocalSwfOptions, manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

async function listening(options: LocalSwfOptions = {}, listen: ListenOptions = {}) {
  const { url, port } = await openSwf({ clock: manualClock(), ...options }).listen(listen);
  return { url, port };
}

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** The answer to a request whose headers `fetch` would not send. */
function ask(url: string, headers: Record<string, string>, path = '/', method = 'GET') {
  return new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const sent = request(`${url}${path}`, { method, headers }, response => {
      text(response).then(body => resolve({ status: response.statusCode, body }), reject);
    });
    sent.once('error', reject).end();
  });
}

describe('the page at GET /', () => {
  it('says as plain text what this is and how to connect', async () => {
    const { url } = await listening({ region: 'eu-west-1', account: '111122223333' });
    const response = await fetch(url);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; charset=utf-8',
    ]);
    const body = await response.text();
    expect(body).toContain('embedded Amazon Simple Workflow Service');
    expect(body).toMatch(new RegExp(`^Endpoint +${url}$`, 'm'));
    expect(body).toMatch(/^Region +eu-west-1,/m);
    expect(body).toMatch(/^Account +111122223333$/m);
    expect(body).toMatch(/^Data +in memory$/m);
    expect(body).toContain(`  export AWS_ENDPOINT_URL_SWF=${url} AWS_REGION=eu-west-1`);
    expect(body).toContain(`  settings.set({ endpoint: '${url}', region: 'eu-west-1', accessKeyId: 'local'`);
    expect(body).toContain(`  swf = boto3.client("swf", endpoint_url="${url}", region_name="eu-west-1",`);
    expect(body).not.toMatch(/[ \t]$/m);
  });

  it('says the same to a browser as HTML, which loads nothing and runs no script', async () => {
    const data = `${temporaryFolder()}/a<b>&"c"`;
    const { url } = await listening({ data });
    const response = await fetch(url, { headers: browser });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      vary: 'Accept, Origin',
    });
    const body = await response.text();
    expect(body).toMatch(/^<!doctype html>/);
    expect(body).toContain(`<td>${url}</td>`);
    expect(body).toContain('a&lt;b&gt;&amp;&quot;c&quot;');
    expect(body).toContain(`endpoint_url=&quot;${url}&quot;`);
    expect(body).not.toMatch(/<script|\bsrc=|@import|url\(/);
    expect(body.match(/href="[^"]*"/g)).toEqual(['href="data:,"']);
  });

  it('shows neither credentials nor paths where requests must be signed', async () => {
    const data = temporaryFolder();
    const { url } = await listening({ data, credentials: { accessKeyId: 'AKID', secretAccessKey: 'hush' } });
    for (const headers of [{}, browser]) {
      const body = await (await fetch(url, { headers })).text();
      expect(body).toContain('requests must be signed');
      expect(body).not.toContain('AKID');
      expect(body).not.toContain('hush');
      expect(body).not.toContain(data);
    }
  });

  it.each([{}, { credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }])(
    'is shown under names of this machine only, with %j',
    async options => {
      const { url, port } = await listening(options, { hosts: ['swf.example.com'] });
      for (const host of [`localhost:${port}`, 'swf.example.com']) {
        const { status, body } = await ask(url, { host });
        expect([status, body]).toEqual([200, expect.stringContaining(`http://${host}\n`)]);
      }
      const { status, body } = await ask(url, { host: 'rebound.example.com' });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(body).not.toContain('Endpoint');
    },
  );

  it('is shown to no page of another origin', async () => {
    const { url } = await listening();
    const response = await fetch(url, { headers: { origin: 'https://example.com' } });
    expect([response.status, await response.text()]).toEqual([403, expect.stringContaining('AccessDenied')]);
  });

  it('is only at the root, for GET and HEAD, and is no operation', async () => {
    const { url } = await listening();
    expect(await ask(url, {}, '/?from=a', 'GET')).toMatchObject({ status: 200 });
    expect(await ask(url, {}, '/', 'HEAD')).toEqual({ status: 200, body: '' });
    const target = { 'x-amz-target': 'SimpleWorkflowService.ListDomains' };
    for (const [headers, path] of [
      [{}, '/favicon.ico'],
      [{}, '//'],
      [target, '/'],
    ] as const) {
      const { status, body } = await ask(url, { ...headers }, path);
      expect([status, JSON.parse(body).__type]).toEqual([
        404,
        'com.amazon.coral.service#UnknownOperationException',
      ]);
    }
  });
});
