import { setImmediate } from 'node:timers/promises';
import {
  DescribeDomainCommand,
  ListDomainsCommand,
  PollForActivityTaskCommand,
  RegisterDomainCommand,
  RespondActivityTaskCompletedCommand,
  RespondDecisionTaskCompletedCommand,
  SWFClient,
} from '@aws-sdk/client-swf';
import { type LocalSwf, type LocalSwfOptions, manualClock, skipClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expectFault } from '../harness/expectFault.js';
import { openSwf } from '../harness/openSwf.js';
import { domain } from '../harness/registrations.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { complete, decision, schedule } from '../harness/sdkDecisions.js';

const retention = { workflowExecutionRetentionPeriodInDays: '30' };
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' };

const register = (client: SWFClient, name: string) =>
  client.send(new RegisterDomainCommand({ name, ...retention }));

const arnOf = async (client: SWFClient, name: string) =>
  (await client.send(new DescribeDomainCommand({ name }))).domainInfo?.arn;

async function namesIn(client: SWFClient): Promise<(string | undefined)[]> {
  const { domainInfos = [] } = await client.send(
    new ListDomainsCommand({ registrationStatus: 'REGISTERED' }),
  );
  return domainInfos.map(({ name }) => name);
}

function serving(options: LocalSwfOptions = {}) {
  return openSwf({ clock: manualClock(), ...options });
}

/** Clients of every kind, each of its own region. */
const fronts = [
  { front: 'client()', clientOf: async (swf: LocalSwf, region: string) => swf.client({ region }) },
  {
    front: 'client() with a provider of the region',
    clientOf: async (swf: LocalSwf, region: string) => swf.client({ region: async () => region }),
  },
  {
    front: 'client() with an endpoint',
    clientOf: async (swf: LocalSwf, region: string) =>
      swf.client({ region, endpoint: 'http://127.0.0.1:4577' }),
  },
  {
    front: 'requestHandler',
    clientOf: async ({ requestHandler }: LocalSwf, region: string) =>
      new SWFClient({ region, credentials, requestHandler }),
  },
  {
    front: 'HTTP',
    clientOf: async (swf: LocalSwf, region: string) => {
      const { url: endpoint } = await swf.listen();
      return new SWFClient({ region, credentials, endpoint, maxAttempts: 1 });
    },
  },
];

async function clientsOf(
  swf: LocalSwf,
  clientOf: (swf: LocalSwf, region: string) => Promise<SWFClient>,
): Promise<[SWFClient, SWFClient]> {
  const clients = await Promise.all(['us-east-1', 'eu-west-1'].map(region => clientOf(swf, region)));
  onTestFinished(() => {
    for (const client of clients) client.destroy();
  });
  const [east, west] = clients;
  if (east === undefined || west === undefined) throw new Error('Two clients were asked for');
  return [east, west];
}

describe.each(fronts)('a client through $front', ({ clientOf }) => {
  it('sees the region that it is configured for, and no other', async () => {
    const [east, west] = await clientsOf(serving(), clientOf);
    await register(east, 'media');
    await register(west, 'media');
    await register(west, 'audio');
    expect(await namesIn(east)).toEqual(['media']);
    expect(await namesIn(west)).toEqual(['audio', 'media']);
    expect(await arnOf(east, 'media')).toBe('arn:aws:swf:us-east-1:123456789012:/domain/media');
    expect(await arnOf(west, 'media')).toBe('arn:aws:swf:eu-west-1:123456789012:/domain/media');
  });
});

describe('regions', () => {
  it.each([
    ['is not signed', undefined],
    ['is signed in a way that names no region', 'AWS3 AWSAccessKeyId=a,Algorithm=HmacSHA256,Signature=b'],
  ])('of a request over HTTP that %s is the configured one', async (_, authorization) => {
    const swf = serving({ region: 'eu-central-1' });
    const { url } = await swf.listen();
    await register(swf.client(), 'media');
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'x-amz-target': 'SimpleWorkflowService.DescribeDomain',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: JSON.stringify({ name: 'media' }),
    });
    expect(await response.json()).toMatchObject({
      domainInfo: { arn: 'arn:aws:swf:eu-central-1:123456789012:/domain/media' },
    });
  });

  it.each(['', 'US-EAST-1', 'a b', 'nowhere', 'x'.repeat(65), `${'x'.repeat(65)}-1`])(
    'by a name that cannot be one are refused: %j',
    async region => {
      const { requestHandler } = serving();
      const { response } = await requestHandler.handle({
        headers: {
          'x-amz-target': 'SimpleWorkflowService.ListDomains',
          authorization: `AWS4-HMAC-SHA256 Credential=a/20260101/${region.replace(' ', '%')}/swf/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: '{"registrationStatus":"REGISTERED"}',
      });
      expect(response.statusCode).toBe(400);
      expect(Buffer.from(response.body).toString()).toContain('InvalidSignatureException');
    },
  );

  it('have separate task tokens, run ids and resource names', async () => {
    const harness = await SdkHarness.open();
    const west = harness.swf.client({ region: 'eu-west-1' });
    await register(west, domain);
    await harness.start();
    const task = await harness.pollDecision();
    await expectFault(
      west.send(new RespondDecisionTaskCompletedCommand({ taskToken: task.taskToken, decisions: [] })),
      'ValidationException',
      'Invalid token',
    );
    await harness.respond(task, schedule('a'));
    const { taskToken } = await harness.pollActivity();
    await expectFault(
      west.send(new RespondActivityTaskCompletedCommand({ taskToken })),
      'ValidationException',
      'Invalid token',
    );
  });

  it('have their own task lists: a poll in one takes no task of another', async () => {
    const harness = await SdkHarness.open({ longPoll: 1000 });
    const west = harness.swf.client({ region: 'eu-west-1' });
    await register(west, domain);
    await harness.start();
    await harness.decide(schedule('a'));
    const poll = west.send(new PollForActivityTaskCommand({ domain, taskList: { name: 'activities' } }));
    // The client of the other region looks up its region before it calls.
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    harness.clock.advance(1000);
    expect((await poll).taskToken).toBeUndefined();
    expect((await harness.pollActivity()).activityId).toBe('a');
  });

  it('have their own throttles and quotas', async () => {
    const swf = serving({ throttle: true, quotas: { domains: 1 } });
    const [east, west] = [swf.client(), swf.client({ region: 'eu-west-1' })];
    await register(east, 'one');
    await register(west, 'one');
    await expectFault(register(east, 'two'), 'LimitExceededFault', /domains/);
    await expectFault(register(west, 'two'), 'LimitExceededFault', /domains/);
  });

  it('share one clock: advancing it fires the timers of all', async () => {
    const harness = await SdkHarness.open();
    const harnesses = [harness, await harness.in('eu-west-1').prepare()];
    const runs = await Promise.all(harnesses.map(each => each.start()));
    const timer = decision('StartTimer', { timerId: 't', startToFireTimeout: '60' });
    for (const each of harnesses) await each.decide(timer);
    harness.clock.advance(60_000);
    for (const [index, each] of harnesses.entries()) {
      expect(await each.types(runs[index] ?? { workflowId: '', runId: '' }, 6)).toEqual([
        'TimerFired',
        'DecisionTaskScheduled',
      ]);
    }
  });

  it('that are not used do not keep a skipping clock from jumping', async () => {
    const home = SdkHarness.empty({ clock: skipClock({ patience: Number.POSITIVE_INFINITY }) });
    await register(home.client, 'unused');
    const harness = await home.in('eu-west-1').prepare();
    const execution = await harness.start();
    await harness.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: '3600' }));
    await harness.decide(complete());
    expect(await harness.types(execution)).toContain('TimerFired');
  });
});
