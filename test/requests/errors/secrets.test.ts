import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { format, inspect } from 'node:util';
import { DescribeDomainCommand, SWFClient } from '@aws-sdk/client-swf';
import { connect, Domain, settings } from 'rx-swf';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ResponseError, request, SwfError, toSwfError } from '../../../src/requests/index.js';
import { openSwf } from '../../harness/openSwf.js';

const credentials = {
  accessKeyId: 'AKIDLOCAL',
  secretAccessKey: 'a-secret-key',
  sessionToken: 'a-session-token',
};

/** Everything that Node shows of a value. */
const inspected = (value: unknown): string =>
  [
    format('%o', value),
    format('%O', value),
    inspect(value, { showHidden: true, depth: 20, getters: true }),
  ].join('\n');

/** Everything that a log could show of a value. */
const shown = (value: unknown): string =>
  [inspected(value), `${JSON.stringify(value)}`, String(value)].join('\n');

function expectNoSecrets(text: string): void {
  expect(text).not.toContain(credentials.secretAccessKey);
  expect(text).not.toContain(credentials.sessionToken);
  expect(text).not.toMatch(/signature=[0-9a-f]{16}/i);
}

/** The error of a call to that endpoint. */
async function failure(endpoint: string, given = credentials): Promise<unknown> {
  const client = new SWFClient({ endpoint, region: 'us-east-1', credentials: given, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return lastValueFrom(request(client, DescribeDomainCommand, { name: 'media' })).catch(error => error);
}

/** A server that answers that. */
async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>(resolve => server.once('listening', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

describe('an error of a call', () => {
  it('shows no credentials of a refused request, and keeps the status and the request id', async () => {
    const swf = openSwf({ credentials });
    const { url } = await swf.listen();
    for (const given of [credentials, { ...credentials, secretAccessKey: 'another' }]) {
      const error = await failure(url, given);
      expectNoSecrets(shown(error));
      expect(error).toMatchObject({
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        cause: {
          $metadata: { httpStatusCode: 400 },
          $response: { statusCode: 400, headers: { date: expect.anything() } },
        },
      });
    }
  });

  it('shows no credentials that a foreign endpoint echoes, and keeps the beginning of its response', async () => {
    const url = await answering(({ headers }, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Set-Cookie': 'session=a-session-token' });
      response.end(`<html>${JSON.stringify(headers)}${'x'.repeat(5000)}</html>`);
    });
    const error = await failure(url);
    expectNoSecrets(shown(error));
    expect(shown(error)).toContain('<html>');
    expect(shown(error).length).toBeLessThan(60_000);
  });

  it('shows no credentials that AWS quotes when a signature is wrong', async () => {
    const url = await answering(({ headers }, response) => {
      response.writeHead(403, { 'Content-Type': 'application/x-amz-json-1.0' });
      const canonical = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
      const message = `The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\n\n${canonical.join('\n')}'`;
      response.end(JSON.stringify({ __type: 'com.amazon.coral.service#InvalidSignatureException', message }));
    });
    const error = await failure(url);
    expectNoSecrets(shown(error));
    expect(error).toMatchObject({ message: expect.stringContaining('x-amz-security-token:…') });
  });

  it('shows no credentials when the connection fails', async () => {
    const url = await answering(({ socket }) => socket.destroy());
    const error = await failure(url);
    expect(error).toBeInstanceOf(ResponseError);
    expectNoSecrets(shown(error));
  });

  it('shows no credentials in its causes and aggregated errors', async () => {
    const url = await answering((_, response) => response.writeHead(500).end('{}'));
    const client = new SWFClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 });
    onTestFinished(() => client.destroy());
    const sdk = await client.send(new DescribeDomainCommand({ name: 'media' })).catch(error => error);
    expect(() => expectNoSecrets(shown(sdk))).toThrow();
    const chain = new Error('outer', { cause: new AggregateError([new Error('inner', { cause: sdk })]) });
    expectNoSecrets(shown(new SwfError('failed', { cause: chain })));
  });

  it('can be created from any thrown value', () => {
    const revoked = Proxy.revocable(new Error('a'), {});
    revoked.revoke();
    const refusing = new Proxy(
      Object.assign(new Error('Signature=0123456789abcdef'), { $response: Object.freeze({ body: {} }) }),
      {
        set: () => {
          throw new Error('no');
        },
      },
    );
    const circular = new Error('a');
    circular.cause = circular;
    for (const thrown of [
      revoked.proxy,
      refusing,
      circular,
      Object.freeze(new Error('Signature=0123456789abcdef')),
      null,
    ]) {
      expect(toSwfError(thrown)).toBeInstanceOf(SwfError);
    }
  });
});

it('objects of this library never show credentials', async () => {
  const swf = openSwf({ credentials });
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  settings.set({ region: 'us-east-1', accessKeyId, secretAccessKey, sessionToken });
  onTestFinished(() => settings.clear());
  for (const value of [swf, new Domain({ name: 'media' }), settings.get()]) {
    expectNoSecrets(shown(value));
  }
  expectNoSecrets(inspected(connect()));
});
