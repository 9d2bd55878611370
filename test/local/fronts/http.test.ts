import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import {
  DescribeDomainCommand,
  ListDomainsCommand,
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  RegisterDomainCommand,
  SWFClient,
} from '@aws-sdk/client-swf';
import { type Clock, LocalSwf, manualClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectFault } from '../../harness/expectFault.js';
import { openSwf } from '../../harness/openSwf.js';
import { decisionList, domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { complete } from '../../harness/sdkDecisions.js';

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** One HTTP request, as no SDK would send it. */
function send(url: string, headers: Record<string, string>, body: string, method = 'POST'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json10 = (operation: string) => ({
  'X-Amz-Target': `SimpleWorkflowService.${operation}`,
  'Content-Type': 'application/x-amz-json-1.0',
});

async function listening() {
  const swf = openSwf({ clock: manualClock() });
  const { url } = await swf.listen();
  const post = (operation: string, body: unknown) =>
    send(url, json10(operation), typeof body === 'string' ? body : JSON.stringify(body));
  return { swf, url, post };
}

const media = { name: 'media', workflowExecutionRetentionPeriodInDays: '1' };

describe('over HTTP', () => {
  it('an SDK client works as it does in process, on the same state', async () => {
    const harness = await SdkHarness.open();
    const { url } = await harness.swf.listen();
    const client = new SWFClient({
      region: 'us-east-1',
      endpoint: url,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    onTestFinished(() => client.destroy());
    const execution = await harness.start();
    const task = await client.send(new PollForDecisionTaskCommand({ domain, taskList: decisionList }));
    expect(task.workflowExecution).toEqual(execution);
    expect(task.events?.[0]?.eventTimestamp).toEqual(new Date('2020-01-01'));
    await harness.respond(task, complete());
    await expectFault(
      client.send(new DescribeDomainCommand({ name: 'x' })),
      'UnknownResourceFault',
      'Unknown domain: x',
    );
  });

  it('an operation without output responds without a body', async () => {
    const { post } = await listening();
    const { status, headers, body } = await post('RegisterDomain', media);
    expect([status, headers['content-length'], body]).toEqual([200, '0', '']);
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(headers.date).toBeDefined();
  });

  it('the response has the content type of the request, old or new', async () => {
    const { url, post } = await listening();
    await post('RegisterDomain', media);
    const asked = JSON.stringify({ registrationStatus: 'REGISTERED' });
    const recent = await post('ListDomains', asked);
    expect(recent.headers['content-type']).toBe('application/x-amz-json-1.0');
    const old = await send(
      url,
      {
        'X-Amz-Target': 'com.amazonaws.swf.service.model.SimpleWorkflowService.ListDomains',
        'Content-Type': 'application/json; charset=UTF-8',
        'Content-Encoding': 'amz-1.0',
      },
      asked,
    );
    expect(old.headers['content-type']).toBe('application/json');
    expect(old.body).toBe(recent.body);
    expect(JSON.parse(old.body)).toEqual({
      domainInfos: [
        { name: 'media', status: 'REGISTERED', arn: 'arn:aws:swf:us-east-1:123456789012:/domain/media' },
      ],
    });
  });

  it('timestamps are seconds with a fraction, and absent members are omitted', async () => {
    const harness = await SdkHarness.open();
    const { url } = await harness.swf.listen();
    harness.clock.advance(1234);
    const execution = await harness.start();
    const { body } = await send(
      url,
      json10('DescribeWorkflowExecution'),
      JSON.stringify({ domain, execution }),
    );
    const { executionInfo } = JSON.parse(body);
    expect(executionInfo.startTimestamp).toBe(Date.UTC(2020, 0, 1) / 1000 + 1.234);
    expect(Object.keys(executionInfo).sort()).toEqual([
      'cancelRequested',
      'execution',
      'executionStatus',
      'startTimestamp',
      'workflowType',
    ]);
  });

  it('null means absent, and unknown members are ignored', async () => {
    const { post } = await listening();
    const { status } = await post('RegisterDomain', {
      ...media,
      description: null,
      tags: null,
      colour: 'red',
    });
    expect(status).toBe(200);
    const { body } = await post('DescribeDomain', { name: 'media' });
    expect(JSON.parse(body).domainInfo).not.toHaveProperty('description');
    const type = { domain: 'media', name: 'T', version: '1', defaultTaskList: { name: 'l', colour: 'red' } };
    await post('RegisterActivityType', { ...type, colour: 'red' });
    const described = await post('DescribeActivityType', {
      domain: 'media',
      activityType: { name: 'T', version: '1' },
    });
    expect(JSON.parse(described.body).configuration).toEqual({ defaultTaskList: { name: 'l' } });
  });

  it.each([
    [
      'DescribeDomain',
      { name: 'x' },
      400,
      'com.amazonaws.swf.base.model#UnknownResourceFault',
      'Unknown domain: x',
    ],
    [
      'DescribeDomain',
      {},
      400,
      'com.amazon.coral.validate#ValidationException',
      "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
    ],
    ['DescribeDomain', '{"name":', 400, 'com.amazon.coral.service#SerializationException', /JSON/],
    ['DescribeDomain', '', 400, 'com.amazon.coral.service#SerializationException', /JSON/],
    ['DescribeDomain', '[]', 400, 'com.amazon.coral.service#SerializationException', /structure/],
    ['DescribeDomain', { name: 1 }, 400, 'com.amazon.coral.service#SerializationException', /'name'/],
    [
      'ListDomains',
      { registrationStatus: 'REGISTERED', maximumPageSize: '5' },
      400,
      /#SerializationException$/,
      /./,
    ],
    ['Dream', {}, 404, 'com.amazon.coral.service#UnknownOperationException', /Dream/],
    ['toString', {}, 404, 'com.amazon.coral.service#UnknownOperationException', /toString/],
  ])('%s with %j is rejected', async (operation, body, status, type, message) => {
    const { post } = await listening();
    const answer = await post(operation, body);
    expect(answer.status).toBe(status);
    const error = JSON.parse(answer.body);
    expect(Object.keys(error)).toEqual(['__type', 'message']);
    expect(error.__type).toEqual(typeof type === 'string' ? type : expect.stringMatching(type));
    expect(error.message).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
    expect(answer.headers['x-amzn-requestid']).toBeDefined();
  });

  it('another method, or no target, is no operation', async () => {
    const { url } = await listening();
    for (const answer of [await send(url, {}, '', 'PUT'), await send(url, {}, '{}')]) {
      expect(answer.status).toBe(404);
      expect(JSON.parse(answer.body).__type).toBe('com.amazon.coral.service#UnknownOperationException');
    }
  });

  it('a request may have at most 1 MB', async () => {
    const { post } = await listening();
    const padded = (length: number) => {
      const body = JSON.stringify({ ...media, padding: '' });
      return body.replace('"padding":""', `"padding":"${'x'.repeat(length - body.length)}"`);
    };
    expect((await post('RegisterDomain', padded(1024 * 1024))).status).toBe(200);
    const refused = await post('RegisterDomain', padded(1024 * 1024 + 1));
    expect([refused.status, JSON.parse(refused.body).__type]).toEqual([
      400,
      'com.amazon.coral.validate#ValidationException',
    ]);
  });

  it('a poll whose client disconnects takes no task', async () => {
    const changes: ((waits: boolean) => void)[] = [];
    const until = (wanted: boolean) =>
      new Promise<void>(resolve => changes.push(waits => waits === wanted && resolve()));
    const time = manualClock();
    const clock: Clock = {
      now: time.now,
      // The service tells its clock whether polls are waiting.
      alarm: ring => ({
        ...time.alarm(ring),
        keepAlive: waits => {
          for (const change of changes) change(waits);
        },
      }),
    };
    const harness = await SdkHarness.open({ clock });
    const { port, host } = await harness.swf.listen();
    const body = JSON.stringify({ domain, taskList: decisionList });
    const begun = until(true);
    const socket = connect(port, host);
    socket.write(
      `POST / HTTP/1.1\r\nHost: local\r\nX-Amz-Target: SimpleWorkflowService.PollForDecisionTask\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await begun;
    const ended = until(false);
    socket.destroy();
    await ended;
    await harness.start();
    expect((await harness.pollDecision()).startedEventId).toBe(3);
  });

  it('a waiting poll is answered when there is a task', async () => {
    const harness = await SdkHarness.open();
    const { url } = await harness.swf.listen();
    const polled = send(
      url,
      json10('PollForDecisionTask'),
      JSON.stringify({ domain, taskList: decisionList }),
    );
    await harness.start();
    expect(JSON.parse((await polled).body).startedEventId).toBe(3);
  });

  it('many calls share a connection', async () => {
    const { url } = await listening();
    const client = new SWFClient({
      region: 'us-east-1',
      endpoint: url,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      requestHandler: { httpAgent: { keepAlive: true, maxSockets: 1 } },
    });
    onTestFinished(() => client.destroy());
    const calls = Array.from({ length: 20 }, (_, index) =>
      client.send(new RegisterDomainCommand({ ...media, name: `d${index}` })),
    );
    await Promise.all(calls);
    const { domainInfos } = await client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
    expect(domainInfos).toHaveLength(20);
  });

  it('closing answers waiting polls and frees the port', async () => {
    const harness = await SdkHarness.open();
    const { url, port } = await harness.swf.listen();
    const client = new SWFClient({
      region: 'us-east-1',
      endpoint: url,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    onTestFinished(() => client.destroy());
    const poll = client.send(new PollForActivityTaskCommand({ domain, taskList: { name: 'idle' } }));
    await client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
    await harness.swf.close();
    expect(await poll.catch(() => ({ startedEventId: 0 }))).toMatchObject({ startedEventId: 0 });
    const again = new LocalSwf();
    await again.listen({ port });
    await again.close();
  });

  it('closing does not wait for a request that is never completed', async () => {
    const harness = await SdkHarness.open();
    const { port, host } = await harness.swf.listen();
    const socket = connect(port, host);
    const ended = new Promise<void>(resolve => socket.once('close', () => resolve()));
    socket.on('error', () => {});
    await new Promise<void>(resolve => socket.once('connect', resolve));
    socket.write('POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 100\r\n\r\nbegun');
    await harness.swf.close();
    await ended;
  });

  it('listening on a port that is in use fails', async () => {
    const { swf, url } = await listening();
    await expect(swf.listen({ port: Number(new URL(url).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
