import {
  DescribeDomainCommand,
  ListDomainsCommand,
  SWFClient,
  type SWFClientConfig,
} from '@aws-sdk/client-swf';
import { connect, request } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { firstValueFrom } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Answer, clientOf, send, transport } from './scripted.js';

const call = { Command: DescribeDomainCommand, input: { name: 'media' } } as never;
const body = JSON.stringify({ domainInfo: { name: 'media', status: 'REGISTERED' }, configuration: {} });
const found: Answer = async () => ({
  statusCode: 200,
  headers: { 'x-amzn-requestid': 'request-1' },
  body: Buffer.from(body),
});

/** Makes a client and a first call, so that the next one takes the shortcut. */
async function learned(config: SWFClientConfig = {}, answer: Answer = found) {
  const { handler, requests } = transport(answer);
  const client = clientOf(handler, config);
  await send(client, call);
  return { client, requests };
}
const goesSdkWay = async (client: SWFClient) => (await send(client, call)).wentSdkWay;

afterEach(() => vi.unstubAllEnvs());

describe('the shortcut', () => {
  it('is taken from the second call of an operation on', async () => {
    const { client } = await learned();
    expect(await goesSdkWay(client)).toBe(false);
  });

  it.each([
    ['of connect()', () => connect({ region: 'eu-west-1', accessKeyId: 'a', secretAccessKey: 'b' })],
    ['of an embedded service', () => new LocalSwf().client()],
    [
      'of an embedded service that checks signatures',
      () => {
        const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
        return new LocalSwf({ credentials: keys }).client();
      },
    ],
  ])('is taken by the client %s', async (_, make) => {
    const client = make();
    const { handler } = transport(found);
    client.config.requestHandler = handler as never;
    await send(client, call);
    expect(await goesSdkWay(client)).toBe(false);
  });

  it('leaves requests that the embedded service accepts as signed', async () => {
    const swf = new LocalSwf({ credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' } });
    const client = swf.client();
    const list$ = request(client, ListDomainsCommand, {
      registrationStatus: 'REGISTERED',
    });
    for (let i = 0; i < 3; i += 1) expect(await firstValueFrom(list$)).toMatchObject({ domainInfos: [] });
  });

  it.each<[string, SWFClientConfig]>([
    ['a logger', { logger: { debug() {}, info() {}, warn() {}, error() {} } }],
    ['the adaptive retry mode', { retryMode: 'adaptive' }],
    ['an endpoint with a path', { endpoint: 'http://127.0.0.1:4577/swf' }],
    [
      'a signer that adds a header',
      {
        signer: { sign: async signed => ({ ...signed, headers: { ...signed.headers, 'x-own': 'yes' } }) },
      },
    ],
    [
      'a signer that signs in its own way',
      {
        signer: {
          sign: async signed => ({ ...signed, headers: { ...signed.headers, authorization: 'Bearer abc' } }),
        },
      },
    ],
  ])('is not taken by a client with %s', async (_, config) => {
    const { client } = await learned(config);
    expect(await goesSdkWay(client)).toBe(true);
  });

  it('is not taken in Lambda, where the SDK adds headers of a trace', async () => {
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'resize');
    const { client } = await learned();
    expect(await goesSdkWay(client)).toBe(true);
  });

  it.each(['off', 'OFF', 'false', '0'])('is turned off by RX_SWF_SHORTCUT=%s', async value => {
    vi.stubEnv('RX_SWF_SHORTCUT', value);
    const { client } = await learned();
    expect(await goesSdkWay(client)).toBe(true);
  });

  it('is turned off by connect({ shortcut: false }), for that client only', async () => {
    const settings = { region: 'eu-west-1', accessKeyId: 'a', secretAccessKey: 'b' };
    const client = connect({ ...settings, shortcut: false });
    const { handler } = transport(found);
    client.config.requestHandler = handler as never;
    await send(client, call);
    expect(await goesSdkWay(client)).toBe(true);
    const { client: other } = await learned();
    expect(await goesSdkWay(other)).toBe(false);
  });

  it('steps aside once a middleware is added, and runs it', async () => {
    const { client } = await learned();
    const seen = vi.fn();
    client.middlewareStack.add(
      next => async args => {
        seen(args.input);
        return next(args);
      },
      { step: 'initialize', name: 'watcher' },
    );
    expect(await goesSdkWay(client)).toBe(true);
    expect(await goesSdkWay(client)).toBe(true);
    expect(seen).toHaveBeenCalledTimes(2);
    client.middlewareStack.remove('watcher');
    await send(client, call);
    expect(await goesSdkWay(client)).toBe(false);
  });

  it('steps aside once a middleware is replaced by one of the same name', async () => {
    const { client } = await learned();
    client.middlewareStack.add(next => async args => next(args), {
      step: 'build',
      name: 'contentLengthMiddleware',
      override: true,
    });
    await send(client, call);
    expect(await goesSdkWay(client)).toBe(true);
  });

  it('learns anew after a change of the configuration', async () => {
    const { client, requests } = await learned();
    client.config.endpoint = async () => ({
      protocol: 'http:',
      hostname: 'swf.example',
      port: 80,
      path: '/',
    });
    const { handler, requests: others } = transport(found);
    client.config.requestHandler = handler as never;
    expect(await goesSdkWay(client)).toBe(true);
    expect(await goesSdkWay(client)).toBe(false);
    expect(others).toHaveLength(2);
    expect(requests).toHaveLength(1);
  });

  it('signs with new credentials as soon as there are any', async () => {
    let keys = { accessKeyId: 'AKIDONE', secretAccessKey: 'one', expiration: new Date(Date.now() + 1_000) };
    const { client, requests } = await learned({ credentials: async () => keys });
    keys = { accessKeyId: 'AKIDTWO', secretAccessKey: 'two', expiration: new Date(Date.now() + 3_600_000) };
    await send(client, call);
    expect(requests.at(-1)?.headers['authorization']).toContain('Credential=AKIDTWO/');
  });

  it('learns anew once credentials come with a session token', async () => {
    let keys: { accessKeyId: string; secretAccessKey: string; sessionToken?: string; expiration: Date } = {
      accessKeyId: 'AKIDONE',
      secretAccessKey: 'one',
      expiration: new Date(Date.now() + 1_000),
    };
    const { client, requests } = await learned({ credentials: async () => keys });
    keys = { ...keys, sessionToken: 'token', expiration: new Date(Date.now() + 3_600_000) };
    expect(await goesSdkWay(client)).toBe(true);
    expect(requests.at(-1)?.headers['x-amz-security-token']).toBe('token');
    await send(client, call);
    expect(await goesSdkWay(client)).toBe(false);
    expect(requests.at(-1)?.headers['x-amz-security-token']).toBe('token');
  });

  it("leaves invalid credentials to the SDK, which doesn't send a request", async () => {
    let keys = { accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date(Date.now() + 1_000) };
    const { client, requests } = await learned({ credentials: async () => keys });
    keys = { ...keys, secretAccessKey: undefined as never };
    await expect(send(client, call)).rejects.toThrow('Resolved credential object is not valid');
    expect(requests).toHaveLength(1);
  });

  it("asks a client's function for its endpoint for each call", async () => {
    const endpoint = { protocol: 'http:', hostname: '127.0.0.1', port: 4577, path: '/' };
    const { client, requests } = await learned({ endpoint: async () => ({ ...endpoint }) });
    endpoint.port = 4578;
    await send(client, call);
    expect(requests.at(-1)?.headers['host']).toBe('127.0.0.1:4578');
    expect(await goesSdkWay(client)).toBe(false);
  });

  it("asks a client's function for its region for each call", async () => {
    let region = 'eu-west-1';
    const { client, requests } = await learned({ region: async () => region });
    region = 'us-west-2';
    await send(client, call);
    expect(requests.at(-1)?.headers['host']).toBe('swf.us-west-2.amazonaws.com');
    expect(await goesSdkWay(client)).toBe(false);
  });

  it('learns from the first attempt, also if the SDK retries it', async () => {
    const { client, requests } = await learned({}, async (request, index) =>
      index === 0
        ? Promise.reject(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))
        : found(request, index),
    );
    expect(requests).toHaveLength(2);
    await send(client, call);
    expect(requests.at(-1)?.headers['amz-sdk-request']).toBe('attempt=1; max=3');
  });

  it('runs the middleware of a command that a wrapper of the send method has added', async () => {
    const { client } = await learned();
    const seen = vi.fn();
    const wrapped: SWFClient = Object.create(client, {
      send: {
        value: (command: DescribeDomainCommand, ...rest: []) => {
          command.middlewareStack.add(
            next => async args => {
              seen();
              return next(args);
            },
            { step: 'build' },
          );
          return client.send(command, ...rest);
        },
      },
    });
    await send(wrapped, call);
    expect(seen).toHaveBeenCalledTimes(1);
  });

  it.each(['before', 'after'])(
    'steps aside if an instrumentation wraps the middleware stack %s the first call',
    async when => {
      const { handler } = transport(found);
      const client = clientOf(handler);
      const spans = vi.fn();
      const instrument = () => {
        const { concat } = client.middlewareStack;
        client.middlewareStack.concat = from => {
          const stack = concat(from);
          const { resolve } = stack;
          stack.resolve = (handler, context) => {
            spans();
            return resolve(handler, context);
          };
          return stack;
        };
      };
      if (when === 'before') instrument();
      await send(client, call);
      if (when === 'after') instrument();
      spans.mockClear();
      for (let i = 0; i < 3; i += 1) await send(client, call);
      expect(spans).toHaveBeenCalledTimes(3);
    },
  );

  it('runs a command class that extends how its middleware is resolved', async () => {
    const { client } = await learned();
    const seen = vi.fn();
    class TracedCommand extends DescribeDomainCommand {
      override resolveMiddleware(...given: Parameters<DescribeDomainCommand['resolveMiddleware']>) {
        seen();
        return super.resolveMiddleware(...given);
      }
    }
    const traced = { Command: TracedCommand, input: { name: 'media' } } as never;
    for (let i = 0; i < 3; i += 1) expect((await send(client, traced)).wentSdkWay).toBe(true);
    expect(seen).toHaveBeenCalledTimes(3);
  });

  it('gives a real signal to a handler of the SDK that is wrapped', async () => {
    const client = clientOf(new SWFClient({ region: 'eu-west-1' }).config.requestHandler);
    const signals: unknown[] = [];
    client.config.requestHandler.handle = (_: unknown, { abortSignal }: { abortSignal?: unknown } = {}) => {
      signals.push(abortSignal);
      return found({ headers: {}, body: '' }, 0).then(response => ({ response })) as never;
    };
    const describe$ = request(client, DescribeDomainCommand, { name: 'media' });
    for (let i = 0; i < 2; i += 1) await firstValueFrom(describe$);
    expect(signals).toEqual([expect.any(AbortSignal), expect.any(AbortSignal)]);
  });

  it('reports a call in doubt if credentials run out after its attempt was lost', async () => {
    let fails = false;
    const provider = async () => {
      if (fails) throw new Error('No keys today');
      return { accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date(Date.now() - 1) };
    };
    const { client } = await learned({ credentials: provider }, async (sent, index) => {
      if (index === 0) return found(sent, index);
      fails = true;
      throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    });
    const call$ = request(client, DescribeDomainCommand, { name: 'media' });
    await expect(firstValueFrom(call$)).rejects.toMatchObject({ inDoubt: true });
  });

  it('follows disableClockSkewCorrection', async () => {
    const { client, requests } = await learned({
      disableClockSkewCorrection: true,
      systemClockOffset: 3_600_000,
    });
    await send(client, call);
    const [first, second] = requests.map(({ headers }) => headers['x-amz-date']?.slice(0, 11));
    expect(second).toBe(first);
  });

  it('asks a failing provider of credentials once a call, and passes its error on', async () => {
    let fails = false;
    let asked = 0;
    const provider = async () => {
      asked += 1;
      if (fails) throw new Error('No keys today');
      return { accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date(Date.now() - 1) };
    };
    const { client, requests } = await learned({ credentials: provider });
    fails = true;
    asked = 0;
    await expect(send(client, call)).rejects.toThrow('No keys today');
    expect(asked).toBe(1);
    expect(requests).toHaveLength(1);
  });

  it('aborts the request under it', async () => {
    const signals: AbortSignal[] = [];
    const { handler } = transport(found);
    const handle = async (sent: never, options: { abortSignal?: AbortSignal } = {}) => {
      if (options.abortSignal) signals.push(options.abortSignal);
      if (signals.length < 2) return handler.handle(sent);
      return new Promise<never>((_, reject) =>
        options.abortSignal?.addEventListener('abort', () =>
          reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' })),
        ),
      );
    };
    const client = clientOf({ ...handler, handle });
    const describe$ = request(client, DescribeDomainCommand, { name: 'media' });
    await firstValueFrom(describe$);
    const subscription = describe$.subscribe();
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    subscription.unsubscribe();
    expect(signals[1]?.aborted).toBe(true);
  });

  it('goes through whatever wraps the send method of a client', async () => {
    const { client } = await learned();
    const sent: string[] = [];
    const wrapped: SWFClient = new Proxy(client, {
      get(target, name, receiver) {
        if (name !== 'send') return Reflect.get(target, name, receiver);
        return (command: DescribeDomainCommand, ...rest: []) => {
          sent.push(command.constructor.name);
          return target.send(command, ...rest);
        };
      },
    });
    await firstValueFrom(request(wrapped, DescribeDomainCommand, { name: 'media' }));
    expect(sent).toEqual(['DescribeDomainCommand']);
  });
});
