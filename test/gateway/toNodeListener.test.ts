import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect as connect2, createServer as createServer2 } from 'node:http2';
import { connect } from 'node:net';
import type { GatewayHandler } from 'rx-swf/gateway';
import { toNodeListener } from 'rx-swf/gateway';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventReader } from './EventReader.js';
import { GatewayHarness, jsonOf } from './GatewayHarness.js';

/** Serves a handler on a free port, and resolves to its address. */
async function serve(handler: GatewayHandler): Promise<{ readonly url: string; readonly port: number }> {
  const server = createServer(toNodeListener(handler)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, port };
}

/** Sends bytes and resolves to the status line of the response. */
async function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(text);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer.split('\r\n')[0] ?? '';
}

describe('toNodeListener()', () => {
  it('answers over HTTP: JSON, actions, and events as they happen', async () => {
    const web = await GatewayHarness.open();
    const { url } = await serve(web.handler);
    const body = JSON.stringify({ workflowType: { name: 'Album', version: '1' }, workflowId: 'album-7' });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${url}/v1/executions`, { method: 'POST', headers, body })).status).toBe(201);
    expect(await jsonOf(fetch(`${url}/v1/executions`))).toMatchObject({ items: [{ workflowId: 'album-7' }] });
    const reader = new EventReader(await fetch(`${url}/v1/executions/album-7/history`));
    expect((await reader.take(2)).map(({ data }) => data)).toMatchObject([{ id: 1 }, { id: 2 }]);
    await fetch(`${url}/v1/executions/album-7/terminate`, { method: 'POST', headers, body: '{}' });
    expect((await reader.rest()).map(({ event, data }) => event ?? data)).toMatchObject([
      { id: 3 },
      'complete',
    ]);
  });

  it('answers over HTTP/2, and aborts the request when its client goes away', async () => {
    let abort = () => {};
    const aborted = new Promise<void>(resolve => {
      abort = resolve;
    });
    const urls: string[] = [];
    const server = createServer2(
      toNodeListener(async ({ url, method, body, signal }) => {
        urls.push(`${method} ${url}`);
        if (method === 'POST') return new Response(body);
        signal.addEventListener('abort', abort);
        return new Response(
          new ReadableStream({ start: controller => controller.enqueue(Buffer.from('a')) }),
        );
      }),
    ).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const session = connect2(`http://127.0.0.1:${port}`);
    onTestFinished(() => {
      session.destroy();
      server.close();
    });
    const echo = session.request({ ':method': 'POST', ':path': '/v1/a' });
    echo.end('b'.repeat(200_000));
    let length = 0;
    for await (const part of echo) length += part.length;
    expect(length).toBe(200_000);
    const open = session.request({ ':path': '/v1/b' });
    expect(String((await once(open, 'data'))[0])).toBe('a');
    open.close();
    await aborted;
    expect(urls).toEqual([`POST http://127.0.0.1:${port}/v1/a`, `GET http://127.0.0.1:${port}/v1/b`]);
  });

  it('keeps each of several cookies', async () => {
    const headers: [string, string][] = ['a=1', 'b=2'].map(cookie => ['set-cookie', cookie]);
    const { url } = await serve(async () => new Response(null, { headers }));
    expect((await fetch(url)).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('aborts the request when its client goes away', async () => {
    let abort = () => {};
    const aborted = new Promise<void>(resolve => {
      abort = resolve;
    });
    const { url } = await serve(async ({ signal }) => {
      signal.addEventListener('abort', abort);
      return new Response(new ReadableStream({ start: controller => controller.enqueue(Buffer.from('a')) }));
    });
    const sent = request(url).end();
    await once(sent, 'response');
    sent.destroy();
    await aborted;
  });

  it('reads no further than its client does', async () => {
    let pulls = 0;
    const chunk = new Uint8Array(65_536);
    const { url } = await serve(
      async () =>
        new Response(
          new ReadableStream({
            pull: controller => {
              pulls += 1;
              if (pulls > 1_000) controller.close();
              else controller.enqueue(chunk);
            },
          }),
        ),
    );
    const sent = request(url).end();
    const [response] = await once(sent, 'response');
    response.pause();
    await once(response, 'readable');
    expect(pulls).toBeLessThan(1_000);
    let length = 0;
    for await (const part of response) length += part.length;
    expect(length).toBe(1_000 * chunk.length);
  });

  it('refuses what is not a request, and a host that was rebound', async () => {
    const web = await GatewayHarness.open();
    const { port } = await serve(web.handler);
    const get = (path: string, host: string) =>
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await raw(port, get('/v1/executions', 'evil.example'))).toBe('HTTP/1.1 403 Forbidden');
    expect(await raw(port, get('/v1/executions', 'a b'))).toBe('HTTP/1.1 400 Bad Request');
    expect(await raw(port, get('//evil.example/v1/executions', 'localhost'))).toBe('HTTP/1.1 404 Not Found');
    expect(await raw(port, get('/v1/executions', 'localhost'))).toBe('HTTP/1.1 200 OK');
  });
});
