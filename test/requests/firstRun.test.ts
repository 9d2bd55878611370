import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SWFClient, type SWFClientConfig } from '@aws-sdk/client-swf';
import {
  ActivityWorker,
  Decider,
  Domain,
  InvalidArgumentError,
  InvalidCredentialsError,
  InvalidSettingsError,
  isTransient,
  perform,
  SwfError,
  WorkflowExecution,
  WorkflowType,
} from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { firstValueFrom, lastValueFrom, type Observable } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DomainHarness } from '../harness/DomainHarness.js';

const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** What a call errors with. */
async function errorOf(call$: Observable<unknown>): Promise<SwfError> {
  const error = await lastValueFrom(call$).catch((error: unknown) => error);
  if (!(error instanceof SwfError)) throw error;
  return error;
}

const domainOf = (config: SWFClientConfig) =>
  new Domain({ name: 'media', client: new SWFClient({ maxAttempts: 1, ...config }) });

/** A server that gives everybody the same answer. */
async function serverOf(status: number, type: string, body: string): Promise<string> {
  const server = createServer((_, response) =>
    response.writeHead(status, { 'content-type': type }).end(body),
  );
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a call without settings', () => {
  beforeEach(() => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'AWS_DEFAULT_REGION'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_PROFILE', undefined);
    vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  });
  afterEach(() => void vi.unstubAllEnvs());

  it('names the three places to set a region', async () => {
    const error = await errorOf(domainOf({ credentials: keys }).exists());
    expect(error).toBeInstanceOf(InvalidSettingsError);
    expect(error.message).toBe(
      "No region is set. Set one with settings.set({ region: 'eu-west-1' }), in ~/.swf (region in [defaults]) or in " +
        'the environment (AWS_REGION)',
    );
  });

  it('names the three places to set credentials', async () => {
    const error = await errorOf(domainOf({ region: 'eu-west-1' }).exists());
    expect(error).toBeInstanceOf(InvalidCredentialsError);
    for (const place of ['settings.set()', '~/.swf', 'AWS_ACCESS_KEY_ID'])
      expect(error.message).toContain(place);
  });
});

describe('an error says', () => {
  it('that nothing is listening at the endpoint, and names it', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const endpoint = `http://${host}:1`;
      const { message } = await errorOf(
        domainOf({ region: 'eu-west-1', endpoint, credentials: keys }).exists(),
      );
      expect(message).toContain('ECONNREFUSED');
      expect(message).toContain(
        `nothing is listening there. Start the service, or check the endpoint in eu-west-1 (${endpoint})`,
      );
    }
  });

  it('that an endpoint does not speak TLS', async () => {
    const endpoint = (await serverOf(200, 'text/plain', '')).replace('http:', 'https:');
    const { message } = await errorOf(
      domainOf({ region: 'eu-west-1', endpoint, credentials: keys }).exists(),
    );
    expect(message).toContain(`Use http, or check the endpoint in eu-west-1 (${endpoint})`);
  });

  it('that a response is not from SWF, although it is JSON', async () => {
    const endpoint = await serverOf(200, 'application/json', '{"hello":1}');
    const { message } = await errorOf(
      domainOf({ region: 'eu-west-1', endpoint, credentials: keys }).exists(),
    );
    expect(message).toBe('The response has no domainInfo. Check that the endpoint is an SWF service');
  });

  it('in which region and at which endpoint a domain or type is unknown', async () => {
    const swf = new LocalSwf({ region: 'eu-west-1' });
    const { url } = await swf.listen();
    onTestFinished(() => swf.close());
    const there = domainOf({ region: 'eu-west-1', endpoint: url, credentials: keys });
    const error = await errorOf(there.upstream());
    expect(error).toMatchObject({ message: `Unknown domain: media in eu-west-1 (${new URL(url).origin})` });
    expect(error.resource).toBe('domain: media');
    const here = new Domain({ name: 'media', client: swf.client() });
    expect(await errorOf(here.upstream())).toMatchObject({ message: 'Unknown domain: media in eu-west-1' });
    await lastValueFrom(here.save());
    const type = new WorkflowType({ domain: here, name: 'Album', version: '1' });
    expect((await errorOf(type.upstream())).message).toMatch(/^Unknown type: .* in eu-west-1$/);
  });

  it.each([
    [404, 'text/html', '<html>Not Found</html>'],
    [200, 'text/html', '<html>Welcome</html>'],
    [404, 'application/json', '{"message":"Not Found"}'],
    [403, 'text/plain', ''],
    [302, 'text/html', ''],
  ])('that an endpoint that responds with HTTP %i and %s is not SWF', async (status, type, body) => {
    const endpoint = await serverOf(status, type, body);
    const error = await errorOf(domainOf({ region: 'eu-west-1', endpoint, credentials: keys }).upstream());
    expect(error.message).toMatch(`${endpoint} did not respond like SWF: HTTP ${status}`);
    expect(error.message).toMatch(/Check the endpoint and the region$/);
  });

  it('that the response to a poll is not from SWF, instead of polling without a pause', async () => {
    const endpoint = await serverOf(200, 'application/json', '{"hello":1}');
    const domain = domainOf({ region: 'eu-west-1', endpoint, credentials: keys });
    for (const actor of [new ActivityWorker(domain, 'work'), new Decider(domain, 'decisions')]) {
      const error = await errorOf(actor.poll());
      expect(error).toMatchObject({ name: 'ResponseError', kind: 'IncompleteResponse' });
      expect(isTransient(error)).toBe(true);
      expect(error.message).toMatch(/^The response to a poll is not from SWF/);
    }
  });

  it('that a host does not exist, and names the region that it was derived from', async () => {
    const harness = await DomainHarness.open();
    const missing = new Error('getaddrinfo ENOTFOUND swf.eu-wets-1.amazonaws.com');
    harness.fail('DescribeDomain', 1, Object.assign(missing, { code: 'ENOTFOUND' }));
    expect((await errorOf(harness.domain.upstream())).message).toBe(
      'getaddrinfo ENOTFOUND swf.eu-wets-1.amazonaws.com: there is no such host. Check the region and the endpoint ' +
        'in us-east-1',
    );
  });

  it('which execution is already open', async () => {
    const harness = await DomainHarness.open();
    await harness.start();
    const error = await errorOf(harness.type.startExecution({ workflowId: 'album-7' }));
    expect(error).toMatchObject({
      name: 'AlreadyExistsError',
      message: 'An execution with workflow id "album-7" is already open',
      resource: 'execution, workflowId = album-7',
    });
  });

  it('that an execution to signal, terminate or cancel is not open', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.start();
    await lastValueFrom(execution.terminate());
    for (const call$ of [execution.signal('add'), execution.requestCancel(), execution.terminate()]) {
      const { name, message } = await errorOf(call$);
      expect(name).toBe('DoesNotExistError');
      expect(message).toBe(
        `There is no open execution with workflow id "album-7" and run id "${execution.runId}": it has closed or was ` +
          'never started',
      );
    }
    const open = await errorOf(
      new WorkflowExecution({ domain: harness.domain, workflowId: 'nobody' }).signal('add'),
    );
    expect(open.message).toBe(
      'There is no open execution with workflow id "nobody": it has closed or was never started',
    );
  });

  it('how to send a payload that is too long', async () => {
    const { type } = await DomainHarness.open();
    const start = () => type.startExecution({ input: 'x'.repeat(40_000) });
    expect(start).toThrow(InvalidArgumentError);
    expect(start).toThrow(/input must be .*at most 32768 characters, got 40002\. .*offload\(store\)/);
  });
});

it('a thrown plain object is shown as JSON', async () => {
  const harness = await DomainHarness.open();
  const execution = await harness.resizing('a.png');
  const worker = new ActivityWorker(harness.domain, 'thumbnails');
  const refuse = () => {
    throw { code: 'E42', file: 'a.png' };
  };
  await firstValueFrom(worker.pipe(perform(refuse)));
  const history = await lastValueFrom(execution.history());
  expect(history.activities.failed[0]?.reason).toBe('{"code":"E42","file":"a.png"}');
});
