import { connect, type Socket } from 'node:net';
import { RegisterDomainCommand } from '@aws-sdk/client-swf';
import { type ListenOptions, manualClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';

async function connected(options: ListenOptions = {}) {
  const swf = openSwf({ clock: manualClock() });
  const { port, host, url } = await swf.listen(options);
  const socket = connect(port, host);
  onTestFinished(() => void socket.destroy());
  return { swf, socket, url };
}

/** All that the server writes until it hangs up. */
function heard(socket: Socket): Promise<string> {
  return new Promise(resolve => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.on('error', () => {});
    socket.once('close', () => resolve(text));
  });
}

const head = (length: number) =>
  `POST / HTTP/1.1\r\nHost: local\r\nX-Amz-Target: SimpleWorkflowService.ListDomains\r\nContent-Length: ${length}\r\n\r\n`;

/** The status, the error and the connection header of what a server has said. */
function parse(text: string) {
  const [heads = '', body = ''] = text.split('\r\n\r\n');
  const { __type } = JSON.parse(body);
  return { status: Number(heads.split(' ')[1]), code: `${__type}`.split('#')[1], heads };
}

describe('a client over HTTP that', () => {
  it('sends its body too slowly gets an error and is disconnected', async () => {
    const { socket } = await connected({ requestTimeout: 50 });
    socket.write(`${head(100)}{"regis`);
    const { status, code, heads } = parse(await heard(socket));
    expect([status, code]).toEqual([408, 'RequestTimeoutException']);
    expect(heads).toMatch(/\r\nConnection: close/);
    expect(heads).toMatch(/\r\nx-amzn-RequestId: [0-9a-f-]{36}/);
  });

  it('sends its headers too slowly gets an error and is disconnected', async () => {
    const { socket } = await connected({ requestTimeout: 50 });
    socket.write('POST / HTTP/1.1\r\nHost: lo');
    expect(parse(await heard(socket))).toMatchObject({ status: 408, code: 'RequestTimeoutException' });
  });

  it('does not speak HTTP gets an error', async () => {
    const { socket } = await connected();
    socket.write('EHLO local\r\n\r\n');
    expect(parse(await heard(socket))).toMatchObject({ status: 400, code: 'SerializationException' });
  });

  it('sends endless headers gets an error', async () => {
    const { socket } = await connected();
    socket.write(`POST / HTTP/1.1\r\nX-Long: ${'x'.repeat(64 * 1024)}\r\n`);
    expect(parse(await heard(socket))).toMatchObject({ status: 431, code: 'ValidationException' });
  });

  it('sends an endless body is disconnected', async () => {
    const { socket } = await connected();
    let sent = 0;
    const chunk = Buffer.alloc(1024 * 1024);
    const pour = () => {
      while (socket.writable && socket.write(chunk)) sent += 1;
    };
    socket.write(head(1024 ** 4));
    socket.on('drain', pour);
    pour();
    await heard(socket);
    expect(sent).toBeLessThan(64);
  });

  it('sends more than it has announced gets an error, and affects no other client', async () => {
    const { swf, socket } = await connected();
    socket.write(`${head(2)}{}trailing rubbish

`);
    expect(parse(await heard(socket))).toMatchObject({ status: 400, code: 'SerializationException' });
    const command = new RegisterDomainCommand({ name: 'a', workflowExecutionRetentionPeriodInDays: '1' });
    expect((await swf.client().send(command)).$metadata.httpStatusCode).toBe(200);
  });

  it('disconnects in the middle of a request affects no other client', async () => {
    const { socket, url } = await connected();
    socket.write(`${head(100)}{"regis`);
    const gone = heard(socket);
    socket.destroySoon();
    await gone;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'x-amz-target': 'SimpleWorkflowService.ListDomains' },
      body: '{"registrationStatus":"REGISTERED"}',
    });
    expect(answer.status).toBe(200);
  });

  it('sends several requests at once gets the responses in order', async () => {
    const { socket } = await connected();
    const listed = '{"registrationStatus":"REGISTERED"}';
    const last = `POST / HTTP/1.1\r\nHost: local\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}`;
    socket.write(`${head(listed.length)}${listed}${last}`);
    const statuses = [...(await heard(socket)).matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses).toEqual(['200', '404']);
  });
});
