import { type ConsoleOptions, webConsole } from 'rx-swf/console';
import type { ActionRecord } from 'rx-swf/gateway';
import { describe, expect, it } from 'vitest';
import { DomainHarness } from '../harness/DomainHarness.js';

const token = 'a-long-secret-token';
const origin = 'http://127.0.0.1:4580';

/** The console of a domain as a handler, with the cookies of one browser. */
class Visitor {
  readonly swf: DomainHarness;
  readonly #handler: ReturnType<typeof webConsole>;
  #cookie: string | undefined;

  private constructor(swf: DomainHarness, options: Partial<ConsoleOptions>) {
    this.swf = swf;
    this.#handler = webConsole({ domain: swf.domain, authorize: () => true, token, ...options });
  }

  static open = async (options: Partial<ConsoleOptions> = {}) =>
    new Visitor(await DomainHarness.open(), options);

  /** Sends a request, and keeps its cookie. */
  async visit(path: string, init: RequestInit = {}): Promise<Response> {
    const request = new Request(new URL(path, origin), init);
    if (this.#cookie !== undefined) request.headers.set('cookie', this.#cookie);
    const response = await this.#handler(request);
    this.#cookie = response.headers.get('set-cookie')?.split(';')[0] ?? this.#cookie;
    return response;
  }
}

describe('webConsole()', () => {
  it('opens with its token, which is in no address, header or file afterwards', async () => {
    const visitor = await Visitor.open();
    expect((await visitor.visit('/')).status).toBe(401);
    expect((await visitor.visit('/?token=a-long-secret-tokem')).status).toBe(401);
    expect((await visitor.visit('/v1/executions')).status).toBe(401);
    const login = await visitor.visit(`/?token=${token}`);
    expect([login.status, login.headers.get('location'), login.headers.get('cache-control')]).toEqual([
      303,
      '/',
      'no-store',
    ]);
    expect(login.headers.get('referrer-policy')).toBe('no-referrer');
    expect(login.headers.get('set-cookie')).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
    const page = await visitor.visit('/');
    expect(page.status).toBe(200);
    expect(await page.text()).not.toContain(token);
    expect((await visitor.visit('/v1/executions')).status).toBe(200);
  });

  it('marks the cookie as secure where the page is, also behind a proxy that ends TLS', async () => {
    const { domain } = await DomainHarness.open();
    const handler = webConsole({ domain, token, allowedHosts: ['swf.example.com'] });
    const cookie = async (scheme: string, headers = {}) =>
      (await handler(new Request(`${scheme}://swf.example.com/?token=${token}`, { headers }))).headers.get(
        'set-cookie',
      );
    expect(await cookie('https')).toMatch(/; Secure$/);
    expect(await cookie('http', { 'x-forwarded-proto': 'https' })).toMatch(/; Secure$/);
    expect(await cookie('http', { 'x-forwarded-proto': 'http' })).toMatch(/; SameSite=Strict$/);
  });

  it('refuses a name that was rebound to its address, before it looks at the token', async () => {
    const visitor = await Visitor.open();
    const rebound = await visitor.visit(`http://evil.example/?token=${token}`);
    expect([rebound.status, rebound.headers.get('set-cookie')]).toEqual([403, null]);
    expect((await visitor.visit('http://evil.example/v1/executions')).status).toBe(403);
  });

  it('refuses requests from pages of other origins', async () => {
    const visitor = await Visitor.open();
    await visitor.visit(`/?token=${token}`);
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
    expect((await visitor.visit('/', { headers })).status).toBe(403);
    const terminate = '/v1/executions/album-7/terminate';
    expect((await visitor.visit(terminate, { method: 'POST', headers, body: '{}' })).status).toBe(403);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await visitor.visit(terminate, { method: 'POST', headers: form, body: 'a=b' })).status).toBe(415);
  });

  it('changes nothing by GET, and serves the page by nothing else', async () => {
    const visitor = await Visitor.open();
    await visitor.visit(`/?token=${token}`);
    await visitor.swf.start();
    for (const action of ['signal', 'cancel', 'terminate', 'rerun', 'redrive'])
      expect((await visitor.visit(`/v1/executions/album-7/${action}`)).status).toBe(405);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await visitor.visit('/', { method })).status).toBe(405);
  });

  it('allows only what authorize allows, and tells of each action', async () => {
    const actions: ActionRecord[] = [];
    const visitor = await Visitor.open({
      authorize: (_, { isRead, name }) => isRead || name === 'signal',
      onAction: record => actions.push(record),
    });
    await visitor.visit(`/?token=${token}`);
    await visitor.swf.start();
    const post = (action: string, body: object) =>
      visitor.visit(`/v1/executions/album-7/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    expect((await post('signal', { signalName: 'stop', reason: 'asked by ops' })).status).toBe(204);
    expect((await post('terminate', {})).status).toBe(403);
    expect(actions).toMatchObject([
      { name: 'signal', reason: 'asked by ops', outcome: 'ok' },
      { name: 'terminate', outcome: 'denied' },
    ]);
  });

  it('serves files that no other page may frame or load, with a policy that allows no other origin', async () => {
    const visitor = await Visitor.open();
    await visitor.visit(`/?token=${token}`);
    const page = await visitor.visit('/');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const [script = ''] = /\.\/console-\w+\.js/.exec(await page.text()) ?? [];
    const file = await visitor.visit(script.slice(1));
    expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(file.headers.get('cache-control')).toContain('immutable');
    for (const path of ['/index.htm', '/../package.json', '/constructor', '/v2'])
      expect((await visitor.visit(path)).status).toBe(404);
  });

  it('is mounted under a path, to which the path without a slash leads', async () => {
    const visitor = await Visitor.open({ path: '/ops/console/' });
    expect((await visitor.visit('/ops/console')).headers.get('location')).toBe('/ops/console/');
    const login = await visitor.visit(`/ops/console/?token=${token}`);
    expect(login.headers.get('set-cookie')).toContain('Path=/ops/console/;');
    expect((await visitor.visit('/ops/console/')).status).toBe(200);
    expect((await visitor.visit('/ops/console/v1')).status).toBe(200);
    expect((await visitor.visit('/v1/executions')).status).toBe(404);
  });

  it.each<[object, string]>([
    [{ tokn: 'x' }, 'Unknown option "tokn" for webConsole(). Did you mean "token"?'],
    [{ prefix: '/v1' }, 'Unknown option "prefix" for webConsole()'],
    [{ token: 'short' }, 'token'],
    [{ path: '/console' }, 'path'],
    [{ heartbeat: -1 }, 'heartbeat'],
  ])('refuses %j', (options, message) => {
    expect(() => webConsole({ domain: 'media', ...options })).toThrow(message);
  });
});
