import { type ListenOptions, type LocalSwfOptions, manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';
import { dial, heard } from './sockets.js';

const body = JSON.stringify({ registrationStatus: 'REGISTERED' });

interface Asked {
  /** The lines of its Host headers. */
  readonly hosts: readonly string[];
  readonly version?: string;
  readonly listen?: ListenOptions;
  readonly options?: LocalSwfOptions;
}

/** The status and the error of a request with those Host headers. */
async function asked({ hosts, version = '1.1', listen = {}, options = {} }: Asked) {
  const swf = openSwf({ clock: manualClock(), ...options });
  const { port } = await swf.listen(listen);
  const socket = dial({ port, host: listen.host === '::' ? '::1' : '127.0.0.1' });
  const text = heard(socket);
  const lines = hosts.map(host => `Host: ${host.replace('PORT', `${port}`)}\r\n`).join('');
  socket.write(
    `POST / HTTP/${version}\r\n${lines}Connection: close\r\nX-Amz-Target: SimpleWorkflowService.ListDomains\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const answer = await text;
  const { __type = '#', message } = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
  return { status: Number(answer.split(' ')[1]), code: `${__type}`.split('#')[1], message };
}

const denied = (name: string) => ({
  status: 403,
  code: 'AccessDeniedException',
  message: `Requests to ${name} are not allowed. To allow this host name, use --allow-host, or the hosts of listen().`,
});
const malformed = {
  status: 400,
  code: 'SerializationException',
  message: 'A request must have exactly one valid Host header',
};

describe('a request over HTTP', () => {
  it.each([
    'localhost',
    'localhost:PORT',
    'LOCALHOST.',
    'app.localhost:80',
    '127.0.0.1:PORT',
    '127.1',
    '[::1]:PORT',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    'swf:4577',
  ])('to %s is accepted', async host => {
    expect(await asked({ hosts: [host] })).toMatchObject({ status: 200 });
  });

  it.each([
    ['example.com', 'example.com'],
    ['example.com:PORT', 'example.com'],
    ['EXAMPLE.com.:80', 'example.com'],
    ['localhost.example.com', 'localhost.example.com'],
    ['127.0.0.1.example.com', '127.0.0.1.example.com'],
    ['192.168.0.7:PORT', '192.168.0.7'],
    ['0.0.0.0:PORT', '0.0.0.0'],
    ['[fe80::1]', '[fe80::1]'],
    ['localhost\u3002example\u3002com', 'localhost.example.com'],
  ])('to %s is rejected: the name may have been made to point here', async (host, name) => {
    const { status, code, message } = await asked({ hosts: [host] });
    if (host.includes('\u3002')) expect(status).toBeGreaterThanOrEqual(400);
    else expect({ status, code, message }).toEqual(denied(name));
  });

  it.each([
    ['without a host', []],
    ['with two hosts', ['localhost', 'example.com']],
    ['with one host twice', ['localhost', 'localhost']],
    ['with an empty host', ['']],
    ['with a host and a user', ['localhost@example.com']],
    ['with a host and a path', ['localhost/example.com']],
    ['with a host that is not one', ['[::1']],
    ['with a host that a shell would run', ['a;reboot;b']],
    ['with a host in quotes', [`a'b"c`]],
  ])('%s is rejected', async (_, hosts) => {
    expect(await asked({ hosts })).toEqual(malformed);
  });

  it('of HTTP 1.0 does not need a host', async () => {
    expect(await asked({ hosts: [], version: '1.0' })).toMatchObject({ status: 200 });
    expect(await asked({ hosts: ['example.com'], version: '1.0' })).toEqual(denied('example.com'));
  });

  it.each([{ host: '0.0.0.0' }, { host: '::' }])(
    'to any address is answered where it listens on %j',
    async listen => {
      for (const host of ['192.168.0.7:PORT', '[fe80::1]:PORT', 'localhost', 'swf']) {
        expect(await asked({ hosts: [host], listen })).toMatchObject({ status: 200 });
      }
      expect(await asked({ hosts: ['example.com'], listen })).toEqual(denied('example.com'));
    },
  );

  it('to an additional name of the service is accepted', async () => {
    const listen = { hosts: ['Host.Docker.Internal', 'swf.example.com'] };
    for (const host of ['host.docker.internal:PORT', 'swf.example.com']) {
      expect(await asked({ hosts: [host], listen })).toMatchObject({ status: 200 });
    }
    expect(await asked({ hosts: ['example.com'], listen })).toEqual(denied('example.com'));
  });

  it.each(['', 'http://swf', 'a b', '[::1'])(
    'cannot be allowed for %j, which is not a host name',
    async host => {
      await expect(asked({ hosts: [], listen: { hosts: [host] } })).rejects.toThrow(
        new TypeError(`hosts of listen() must contain only host names, got ${JSON.stringify(host)}`),
      );
    },
  );

  it('to any name is accepted if it is signed, where signatures are verified', async () => {
    const options = { credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
    expect(await asked({ hosts: ['example.com'], options })).toMatchObject({
      status: 403,
      code: 'MissingAuthenticationTokenException',
    });
  });
});
