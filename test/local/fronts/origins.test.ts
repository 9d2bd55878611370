import { type ListenOptions, manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';

async function listening(options: ListenOptions = {}): Promise<string> {
  const swf = openSwf({ clock: manualClock() });
  return (await swf.listen(options)).url;
}

const loopback = [
  'http://localhost:5173',
  'https://localhost',
  'http://app.localhost',
  'http://127.0.0.1:8080',
  'http://[::1]:3000',
];
const elsewhere = [
  'https://example.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://192.168.0.7',
  'null',
  'file://',
];

const call = (url: string, origin: string) =>
  fetch(url, {
    method: 'POST',
    headers: { origin, 'x-amz-target': 'SimpleWorkflowService.ListDomains' },
    body: JSON.stringify({ registrationStatus: 'REGISTERED' }),
  });

const ask = (url: string, origin: string) =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-amz-date,x-amz-target',
    },
  });

describe('a page in a browser', () => {
  it.each(loopback)('from %s may call and read the response', async origin => {
    const url = await listening();
    const permission = await ask(url, origin);
    expect([permission.status, await permission.text()]).toEqual([204, '']);
    expect(Object.fromEntries(permission.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'authorization,content-type,x-amz-date,x-amz-target',
      vary: 'Origin',
    });
    const answer = await call(url, origin);
    expect([answer.status, await answer.text()]).toEqual([200, '{"domainInfos":[]}']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': 'x-amzn-RequestId, Date',
      vary: 'Origin',
    });
  });

  it.each(elsewhere)('from %s may not call', async origin => {
    const url = await listening();
    const advice = origin.startsWith('http')
      ? '. To allow this origin, use --allow-origin, or the origins of listen().'
      : '';
    for (const response of [await ask(url, origin), await call(url, origin)]) {
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(JSON.parse(await response.text())).toEqual({
        __type: 'com.amazon.coral.service#AccessDeniedException',
        message: `Pages from ${origin} are not allowed to call this service${advice}`,
      });
    }
  });

  it('from an allowed origin may call and read the response, without credentials of the browser', async () => {
    const url = await listening({ origins: ['https://App.example.com:443/', 'http://10.0.0.7:8080'] });
    for (const origin of ['https://app.example.com', 'http://10.0.0.7:8080', 'http://localhost:5173']) {
      const permission = await ask(url, origin);
      const answer = await call(url, origin);
      expect([permission.status, answer.status, await answer.text()]).toEqual([
        204,
        200,
        '{"domainInfos":[]}',
      ]);
      for (const { headers } of [permission, answer]) {
        expect(headers.get('access-control-allow-origin')).toBe(origin);
        expect(headers.get('access-control-allow-credentials')).toBeNull();
      }
    }
    for (const origin of ['http://app.example.com', 'https://app.example.com:8443', 'https://example.com'])
      expect([(await ask(url, origin)).status, (await call(url, origin)).status]).toEqual([403, 403]);
  });

  it('of the internet may call a local network if it is allowed and asks for it', async () => {
    const url = await listening({ origins: ['https://example.com'] });
    const preflight = (origin: string) =>
      fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-private-network': 'true' },
      });
    const allowed = (await preflight('https://example.com')).headers;
    expect(allowed.get('access-control-allow-private-network')).toBe('true');
    const refused = (await preflight('https://example.org')).headers;
    expect(refused.get('access-control-allow-private-network')).toBeNull();
  });

  it.each([
    '',
    '*',
    'null',
    'example.com',
    'https://',
    'https://*.example.com',
    'https://example.com/app',
    'file://',
  ])('cannot be allowed by %j, which is not an origin', async origin => {
    await expect(listening({ origins: [origin] })).rejects.toThrow(
      new TypeError(
        `origins of listen() must contain only origins, such as https://app.example.com, got ${JSON.stringify(origin)}`,
      ),
    );
  });

  it('can read errors too', async () => {
    const url = await listening();
    const origin = 'http://localhost:5173';
    const refused = await fetch(url, { method: 'POST', headers: { origin }, body: '{}' });
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([404, origin]);
  });
});

it('that sends no origin gets no CORS headers', async () => {
  const url = await listening();
  const answer = await fetch(url, { method: 'POST', body: '{}' });
  expect([...answer.headers.keys()].filter(name => /^access-control|^vary$/.test(name))).toEqual([]);
});
