import * as sdk from '@aws-sdk/client-swf';
import { LocalSwf } from 'rx-swf/local';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Call, callEveryOperation } from './everyOperation.js';
import { clientOf, type Request, send, textOf, transport } from './scripted.js';

const withoutIds = ({ headers, body, ...rest }: Request) => {
  const { 'amz-sdk-invocation-id': id, authorization, ...others } = headers;
  return {
    ...rest,
    headers: others,
    names: Object.keys(headers),
    scope: authorization?.split('Signature=')[0],
    id: typeof id,
    body: textOf(body),
  };
};

describe('the shortcut of a call', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-28T12:34:56.789Z') }));
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['with a key', {}],
    [
      'with a session token',
      { credentials: { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 'token==' } },
    ],
    ['with an endpoint and a port', { endpoint: 'http://127.0.0.1:4577' }],
    ['in China', { region: 'cn-north-1' }],
    ['with FIPS endpoints', { region: 'us-east-1', useFipsEndpoint: true }],
    ['with an own user agent', { customUserAgent: 'my tool/1.0' }],
  ])(
    'sends every operation byte for byte as the SDK does, and reads what it reads, %s',
    async (_, config) => {
      const calls: Call[] = [];
      const bodies: unknown[] = [];
      const swf = new LocalSwf();
      const real = clientOf({
        ...swf.requestHandler,
        handle: async (request: never) => {
          const { response } = await swf.requestHandler.handle(request);
          if (calls.length > bodies.length) bodies.push(response.body);
          return { response };
        },
      });
      await callEveryOperation(real, call => calls.push(call));
      expect(new Set(calls.map(({ Command }) => Command)).size).toBe(
        Object.keys(sdk).filter(name => /^[A-Z].*Command$/.test(name)).length,
      );
      for (const [index, call] of calls.entries()) {
        const answer = async () => ({
          statusCode: 200,
          headers: { 'x-amzn-requestid': `id-${index}` },
          body: bodies[index],
        });
        const [short, long] = [transport(answer), transport(answer)];
        const client = clientOf(short.handler, config);
        const reference = clientOf(long.handler, config);
        const first = await send(client, call);
        expect(first.wentSdkWay).toBe(true);
        const { output, wentSdkWay } = await send(client, call);
        expect(wentSdkWay).toBe(false);
        expect(output).toEqual(await reference.send(new call.Command(call.input)));
        expect(first.output).toEqual(output);
        const [, request] = short.requests;
        const [expected] = long.requests;
        if (request === undefined || expected === undefined) throw new Error('Nothing was sent');
        expect(withoutIds(request)).toEqual(withoutIds(expected));
        // The invocation id is part of the signature, so the SDK signs this very request again.
        const { authorization, ...headers } = request.headers;
        const signer = await reference.config.signer({
          name: 'sigv4',
          signingName: 'swf',
          signingRegion: await reference.config.region(),
          properties: {},
        });
        const signed = await signer.sign({ ...request, headers } as never, { signingDate: new Date() });
        expect(signed.headers['authorization']).toBe(authorization);
      }
    },
  );
});
