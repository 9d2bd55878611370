import { request } from 'node:http';
import { type LocalSwf, type LocalSwfOptions, manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../../harness/openSwf.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

type Send = (operation: string, body: Uint8Array) => Promise<Answer>;

const headersOf = (operation: string) => ({ 'x-amz-target': `SimpleWorkflowService.${operation}` });

const inProcess =
  ({ requestHandler }: LocalSwf): Send =>
  async (operation, body) => {
    const { response } = await requestHandler.handle({ headers: headersOf(operation), body });
    return { status: response.statusCode, body: Buffer.from(response.body).toString() };
  };

const overHttp =
  (url: string): Send =>
  (operation, body) =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', headers: headersOf(operation) }, response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });

function serving(options: LocalSwfOptions = {}): LocalSwf {
  return openSwf({ clock: manualClock(), ...options });
}

const fronts = [
  { front: 'in process', open: async (swf: LocalSwf) => inProcess(swf) },
  { front: 'over HTTP', open: async (swf: LocalSwf) => overHttp((await swf.listen()).url) },
];

/** A registration of a domain with these bytes in its description. */
const registration = (...description: number[]) =>
  Buffer.concat([
    Buffer.from('{"name":"media","workflowExecutionRetentionPeriodInDays":"1","description":"'),
    Buffer.from(description),
    Buffer.from('"}'),
  ]);

describe.each(fronts)('a body $front', ({ open }) => {
  it.each([
    ['a byte of no character', [0xff]],
    ['Latin-1', [0x63, 0x61, 0x66, 0xe9]],
    ['a character that is cut off', [0xe2, 0x82]],
    ['a continuation without a beginning', [0x80]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['an overlong NUL', [0xc0, 0x80]],
    ['an overlong letter of three bytes', [0xe0, 0x81, 0x81]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a surrogate pair in two characters', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
    ['what is beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
  ])('that is not UTF-8 is rejected, and nothing of it is stored: %s', async (_, bytes) => {
    const send = await open(serving());
    const { status, body } = await send('RegisterDomain', registration(...bytes));
    expect([status, JSON.parse(body)]).toEqual([
      400,
      {
        __type: 'com.amazon.coral.service#SerializationException',
        message: 'The request body is not valid UTF-8',
      },
    ]);
    const look = await send('ListDomains', Buffer.from('{"registrationStatus":"REGISTERED"}'));
    expect(JSON.parse(look.body)).toEqual({ domainInfos: [] });
  });

  it.each([
    ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), registration()])],
    ['a NUL in a text', registration(0)],
    ['a NUL behind it', Buffer.concat([registration(), Buffer.from([0])])],
    ['UTF-16', Buffer.from(registration().toString(), 'utf16le')],
    ['nothing', Buffer.alloc(0)],
  ])('that is not JSON is rejected: %s', async (_, bytes) => {
    const send = await open(serving());
    const { status, body } = await send('RegisterDomain', bytes);
    expect([status, JSON.parse(body).message]).toEqual([400, 'The request body is not valid JSON']);
  });

  it.each([
    ['letters of two to four bytes', 'é€😀'],
    ['a NUL', '\u0000'],
    ['noncharacters', '\ufffe\uffff\ufeff'],
    ['the replacement character itself', '\ufffd'],
    ['half of a surrogate pair, escaped', '\ud83d'],
    ['the other half', 'a\ude00b'],
  ])('is stored unchanged, in a folder too: %s', async (_, description) => {
    const data = temporaryFolder();
    const first = serving({ data });
    const send = await open(first);
    const input = { name: 'media', workflowExecutionRetentionPeriodInDays: '1', description };
    await send('RegisterDomain', Buffer.from(JSON.stringify(input)));
    const look = Buffer.from('{"name":"media"}');
    expect(JSON.parse((await send('DescribeDomain', look)).body).domainInfo).toMatchObject({ description });
    await first.close();
    const again = await open(serving({ data }));
    expect(JSON.parse((await again('DescribeDomain', look)).body).domainInfo).toMatchObject({ description });
  });
});

describe('a body that is a string', () => {
  it.each(['\ud83d', '\ude00', '\ude00\ud83d'])(
    'is rejected if it cannot be encoded in UTF-8: %j',
    async half => {
      const { response } = await serving().requestHandler.handle({
        headers: headersOf('DescribeDomain'),
        body: `{"name":"${half}"}`,
      });
      expect(JSON.parse(Buffer.from(response.body).toString()).message).toBe(
        'The request body is not valid UTF-8',
      );
    },
  );
});
