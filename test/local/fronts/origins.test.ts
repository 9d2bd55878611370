import { manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';

async function listening(): Promise<string> {
  const swf = openSwf({ clock: manualClock() });
  return (await swf.listen()).url;
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
    for (const response of [await ask(url, origin), await call(url, origin)]) {
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(JSON.parse(await response.text())).toEqual({
        __type: 'com.amazon.coral.service#AccessDeniedException',
        message: `Pages from ${origin} are not allowed to call this service`,
      });
    }
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
