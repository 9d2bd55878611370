import { Readable } from 'node:stream';
import { DescribeWorkflowTypeCommand } from '@aws-sdk/client-swf';
import { request, SwfError } from 'rx-swf';
import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { switchOffShortcut } from '../../../src/requests/shortcut/PlainClient.js';
import { clientOf, type Response, transport } from './scripted.js';

const input = { domain: 'media', workflowType: { name: 'Album', version: '1' } };
const info = { status: 'REGISTERED', workflowType: { name: 'Album', version: '1' } };
const found = JSON.stringify({ typeInfo: { ...info, creationDate: 1_764_333_296.789 }, configuration: {} });

const answer = (statusCode: number, body: unknown, headers: Record<string, string> = {}): Response => ({
  statusCode,
  headers: { 'x-amzn-requestid': 'request-1', ...headers },
  body: typeof body === 'string' ? Buffer.from(body) : body,
});
const fault = (type: string, statusCode = 400, headers = {}): Response =>
  answer(
    statusCode,
    JSON.stringify({ __type: `com.amazonaws.swf.base.model#${type}`, message: `${type}!` }),
    headers,
  );
const failure = (code: string, message = code) => Promise.reject(Object.assign(new Error(message), { code }));
const broken = () =>
  new ReadableStream({
    start: stream => stream.error(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })),
  });

/** Answers one after the other; the last one again and again. */
type Script = readonly (() => Promise<Response> | Response)[];

const scripts: Readonly<Record<string, Script>> = {
  'a plain success': [() => answer(200, found)],
  'a success after a 500': [() => fault('InternalFailure', 500), () => answer(200, found)],
  'a 500 for ever': [() => fault('InternalFailure', 500)],
  'a success after a reset': [() => failure('ECONNRESET'), () => answer(200, found)],
  'a refused connection': [() => failure('ECONNREFUSED')],
  throttling: [
    () => fault('ThrottlingException'),
    () => fault('ThrottlingException'),
    () => answer(200, found),
  ],
  'throttling for ever': [() => fault('ThrottlingException')],
  'an unknown resource': [() => fault('UnknownResourceFault')],
  'an unknown resource after a reset': [() => failure('ECONNRESET'), () => fault('UnknownResourceFault')],
  'bad credentials': [() => fault('UnrecognizedClientException')],
  'garbled JSON': [() => answer(200, '{"typeInfo": {')],
  'HTML with 503': [() => answer(503, '<html>Service Unavailable</html>')],
  'HTML with 200': [() => answer(200, '<html>Log in</html>')],
  null: [() => answer(200, 'null')],
  'null members': [
    () => answer(200, '{"typeInfo": {"status": null, "creationDate" : null}, "configuration":null}'),
  ],
  'an odd timestamp': [
    () => answer(200, JSON.stringify({ typeInfo: { ...info, creationDate: 'yesterday' } })),
  ],
  'a timestamp without end': [() => answer(200, `{"typeInfo": {"creationDate": 1e999}}`)],
  'a partial response': [() => answer(206, found)],
  'no content': [() => answer(204, '')],
  'an empty body': [() => answer(200, '')],
  'no body': [() => answer(200, undefined)],
  'a redirect': [() => answer(307, '', { location: 'https://example.com/' })],
  'no request id': [() => ({ statusCode: 200, headers: {}, body: Buffer.from(found) })],
  'a request id in other letters': [
    () => ({ statusCode: 200, headers: { 'X-Amzn-RequestId': 'request-2' }, body: Buffer.from(found) }),
  ],
  'a connection that breaks within the body': [() => answer(200, broken()), () => answer(200, found)],
  'a stream of bytes': [() => answer(200, new Blob([found]).stream())],
  'a stream of text': [() => answer(200, Readable.from([found.slice(0, 20), found.slice(20)]))],
  'a clock that is wrong by an hour': [
    () => fault('RequestExpired', 400, { date: 'Sat, 28 Nov 2026 13:34:56 GMT' }),
    () => answer(200, found, { date: 'Sat, 28 Nov 2026 13:34:56 GMT' }),
  ],
};

/** Everything of an error that a caller can see, with its causes. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, ...members } = error;
  const swf =
    error instanceof SwfError ? { kind: error.kind, inDoubt: error.inDoubt, resource: error.resource } : {};
  return { name, message, class: error.constructor, ...members, ...swf, cause: describeError(error.cause) };
}

/**
 * Makes a call against a script, after some that are answered, by the first of which the route is learned.
 * Returns all that a caller can see of it, and what was sent.
 */
async function see(script: Script, isOff: boolean, before: number) {
  let calls = -before;
  const { handler, requests } = transport(async () => {
    const next = script[Math.min(calls, script.length - 1)];
    calls += 1;
    return next?.() ?? answer(200, found);
  });
  const client = clientOf(handler);
  if (isOff) switchOffShortcut(client);
  const call$ = request(client, DescribeWorkflowTypeCommand, input);
  for (let call = 0; call < before; call += 1) await firstValueFrom(call$);
  const settled = firstValueFrom(call$).then(
    value => ({ value }),
    (error: unknown) => ({ error: describeError(error) }),
  );
  // The delays between the SDK's attempts.
  await vi.runAllTimersAsync();
  const offset = Math.round(client.config.systemClockOffset / 60_000);
  const attempts = requests.slice(before).map(({ headers }) => headers['amz-sdk-request']);
  return { outcome: await settled, offset, attempts };
}

describe('a call by the shortcut', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
      now: new Date('2026-11-28T12:34:56.789Z'),
    });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it.each(Object.entries(scripts))('comes out as by the SDK: %s', async (_, script) => {
    const [short, long] = [await see(script, false, 1), await see(script, true, 1)];
    expect(short).toEqual(long);
    expect(short.attempts.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(scripts))(
    'comes out as by the SDK if it is the first of its operation: %s',
    async (_, script) => {
      const [short, long] = [await see(script, false, 0), await see(script, true, 0)];
      expect(short).toEqual(long);
      expect(short.attempts.length).toBeGreaterThan(0);
    },
  );
});
