import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import {
  ListDomainsCommand,
  RegisterDomainCommand,
  SWFClient,
  type SWFClientConfig,
} from '@aws-sdk/client-swf';
import { SignatureV4 } from '@smithy/signature-v4';
import { LocalSwf, type LocalSwfOptions, manualClock } from 'rx-swf/local';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Sha256 } from '../../../src/local/signatures/Sha256.js';
import { expectFault } from '../../harness/expectFault.js';
import { openSwf } from '../../harness/openSwf.js';

const known = { accessKeyId: 'AKIDKNOWN', secretAccessKey: 'a secret' };
const temporary = { accessKeyId: 'ASIATEMP', secretAccessKey: 'another', sessionToken: 'session' };
const mismatch = /^The request signature we calculated does not match the signature you provided\./;
const unrecognized = 'The security token included in the request is invalid.';

async function serving(options: LocalSwfOptions = {}) {
  const swf = openSwf({ clock: manualClock(), credentials: [known, temporary], ...options });
  const { url } = await swf.listen();
  const clientOf = (config: SWFClientConfig) => {
    const client = new SWFClient({ region: 'us-east-1', endpoint: url, maxAttempts: 1, ...config });
    onTestFinished(() => client.destroy());
    return client;
  };
  const list = (config: SWFClientConfig) =>
    clientOf(config).send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
  return { swf, url, list };
}

interface Signing {
  readonly by?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly at?: Date;
  readonly service?: string;
  readonly region?: string;
  readonly headers?: Record<string, string>;
  /** Headers that are sent without being signed. */
  readonly unsigned?: readonly string[];
  /** Changes made to the request in transit. */
  readonly altered?: Record<string, string | undefined>;
  readonly body?: string;
}

const asked = JSON.stringify({ registrationStatus: 'REGISTERED' });

/** A request signed by hand: the status and error code of its answer. */
async function sent(
  url: string,
  {
    by = known,
    at,
    service = 'swf',
    region = 'us-east-1',
    headers,
    unsigned = [],
    altered,
    body = asked,
  }: Signing,
) {
  const signer = new SignatureV4({ credentials: by, region, service, sha256: Sha256 });
  const { host, port, hostname } = new URL(url);
  const signed = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: '/',
      query: {},
      headers: { host, 'x-amz-target': 'SimpleWorkflowService.ListDomains', ...headers },
      body: asked,
    },
    { unsignableHeaders: new Set(unsigned), ...(at === undefined ? {} : { signingDate: at }) },
  );
  const wanted = Object.entries({ ...signed.headers, ...altered }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const { host: _, ...rest } = Object.fromEntries(wanted);
  const response = await fetch(url, { method: 'POST', headers: rest, body });
  const { __type = '#', message = '' } = JSON.parse(await response.text());
  return { status: response.status, code: `${__type}`.split('#')[1], message };
}

describe('an embedded SWF with credentials', () => {
  it.each([
    ['a key pair', known],
    ['temporary credentials', temporary],
  ])('accepts requests signed with %s', async (_, credentials) => {
    const { list } = await serving();
    expect((await list({ credentials })).domainInfos).toEqual([]);
  });

  it('rejects a wrong secret', async () => {
    const { list } = await serving();
    await expectFault(
      list({ credentials: { ...known, secretAccessKey: 'wrong' } }),
      'InvalidSignatureException',
      mismatch,
    );
  });

  it('rejects an unknown key', async () => {
    const { list } = await serving();
    await expectFault(
      list({ credentials: { ...known, accessKeyId: 'AKIDOTHER' } }),
      'UnrecognizedClientException',
      unrecognized,
    );
  });

  it.each([
    ['another session token', { ...temporary, sessionToken: 'stale' }],
    ['no session token', { accessKeyId: 'ASIATEMP', secretAccessKey: 'another' }],
    ['a session token that is not theirs', { ...known, sessionToken: 'session' }],
  ])('rejects %s', async (_, credentials) => {
    const { list } = await serving();
    await expectFault(list({ credentials }), 'UnrecognizedClientException', unrecognized);
  });

  it('carries out a request signed for another region in that region', async () => {
    const { swf, list } = await serving();
    await swf
      .client()
      .send(new RegisterDomainCommand({ name: 'media', workflowExecutionRetentionPeriodInDays: '1' }));
    expect((await list({ credentials: known, region: 'eu-west-1' })).domainInfos).toEqual([]);
    expect((await list({ credentials: known })).domainInfos).toHaveLength(1);
  });

  it('rejects a signature for an invalid region', async () => {
    const { url } = await serving();
    expect(await sent(url, { region: 'EU_WEST' })).toMatchObject({
      code: 'InvalidSignatureException',
      message: "Credential should be scoped to a valid region, not 'EU_WEST'.",
    });
  });

  it('rejects a signature for another service', async () => {
    const { url } = await serving();
    expect(await sent(url, { service: 'sqs' })).toEqual({
      status: 400,
      code: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'swf'.",
    });
  });

  it('rejects unsigned requests', async () => {
    const { url } = await serving();
    expect(await sent(url, { altered: { authorization: undefined } })).toEqual({
      status: 403,
      code: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
  });

  it.each([
    ['of another kind', 'Basic YTpi', "Authorization header requires the algorithm 'AWS4-HMAC-SHA256'"],
    [
      'without a signature',
      'AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host',
      "Authorization header requires 'Signature' parameter.",
    ],
    [
      'whose credential has no scope',
      'AWS4-HMAC-SHA256 Credential=AKIDKNOWN, SignedHeaders=host, Signature=1',
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'AKIDKNOWN'",
    ],
  ])('rejects an authorization %s', async (_, authorization, message) => {
    const { url } = await serving();
    expect(await sent(url, { altered: { authorization } })).toEqual({
      status: 400,
      code: 'IncompleteSignatureException',
      message,
    });
  });

  it.each(['yesterday', '20261399T250000Z'])('rejects the date %s', async date => {
    const { url } = await serving();
    const { code } = await sent(url, { altered: { 'x-amz-date': date } });
    expect(code).toMatch(/^(IncompleteSignature|InvalidSignature)Exception$/);
  });

  it('rejects a signature that has expired or is not valid yet, and says by how much', async () => {
    const { url } = await serving();
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    const old = await sent(url, { at: minutes(-6) });
    expect([old.code, old.message]).toEqual([
      'InvalidSignatureException',
      expect.stringMatching(
        /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(.* - 5 min\.\)$/,
      ),
    ]);
    const early = await sent(url, { at: minutes(6) });
    expect(early.message).toMatch(/^Signature not yet current: /);
    expect((await sent(url, { at: minutes(-4) })).status).toBe(200);
  });

  it('rejects a body other than the signed one, whatever its hash header claims', async () => {
    const { url } = await serving();
    const body = JSON.stringify({ registrationStatus: 'DEPRECATED' });
    expect(await sent(url, { body })).toMatchObject({ code: 'InvalidSignatureException' });
    const digest = createHash('sha256').update(body).digest('hex');
    const altered = { 'x-amz-content-sha256': digest };
    expect(await sent(url, { body, altered })).toMatchObject({ code: 'InvalidSignatureException' });
  });

  it('rejects a changed header that was signed, but not one that was not signed', async () => {
    const { url } = await serving();
    expect(
      await sent(url, { altered: { 'x-amz-target': 'SimpleWorkflowService.ListWorkflowTypes' } }),
    ).toMatchObject({
      code: 'InvalidSignatureException',
    });
    expect(await sent(url, { altered: { 'x-unsigned': 'anything' } })).toMatchObject({ status: 200 });
  });

  it.each([
    ['x-amz-target', {}],
    ['x-amz-date', {}],
    ['x-amz-content-sha256', { 'x-amz-content-sha256': createHash('sha256').update(asked).digest('hex') }],
    ['x-amz-meta-note', { 'X-Amz-Meta-Note': 'a' }],
  ])('rejects the header %s if it is not signed', async (name, headers) => {
    const { url } = await serving();
    expect(await sent(url, { headers, unsigned: [name] })).toEqual({
      status: 400,
      code: 'InvalidSignatureException',
      message: `'${name}' must be a 'SignedHeader' in the AWS Authorization.`,
    });
    expect(await sent(url, { headers })).toMatchObject({ status: 200 });
  });

  it('rejects a session token that is not signed', async () => {
    const { url } = await serving();
    const altered = { 'x-amz-security-token': temporary.sessionToken };
    expect(await sent(url, { by: temporary, unsigned: ['x-amz-security-token'], altered })).toMatchObject({
      message: "'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization.",
    });
  });

  it('rejects an x-amz header that was added in transit', async () => {
    const { url } = await serving();
    expect(await sent(url, { altered: { 'X-AMZ-Added': 'anything' } })).toMatchObject({
      message: "'x-amz-added' must be a 'SignedHeader' in the AWS Authorization.",
    });
  });

  it('rejects a signature that does not cover the host', async () => {
    const { url } = await serving();
    expect(await sent(url, { unsigned: ['host'] })).toMatchObject({
      code: 'InvalidSignatureException',
      message: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    });
  });

  it('rejects a second target in addition to the signed one', async () => {
    const { url } = await serving();
    const { hostname, port, host } = new URL(url);
    const signer = new SignatureV4({
      credentials: known,
      region: 'us-east-1',
      service: 'swf',
      sha256: Sha256,
    });
    const target = 'SimpleWorkflowService.ListDomains';
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: 'http:',
      hostname,
      path: '/',
      headers: { host, 'x-amz-target': target },
      body: asked,
    });
    const swapped = [target, 'com.amazonaws.swf.service.model.SimpleWorkflowService.DeprecateDomain'];
    for (const targets of [swapped, swapped.toReversed()]) {
      const twice = { ...headers, 'x-amz-target': targets };
      const asking = request({ hostname, port, method: 'POST', headers: twice }).end(asked);
      const [response] = await once(asking, 'response');
      response.resume();
      expect(response.statusCode).not.toBe(200);
    }
  });

  it.each(['__proto__', 'constructor'])('rejects a signed header %s that is missing', async name => {
    const { url } = await serving();
    const at = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const scope = `${known.accessKeyId}/${at.slice(0, 8)}/us-east-1/swf/aws4_request`;
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;${name}, Signature=0`;
    const altered = { authorization, 'x-amz-date': at };
    expect(await sent(url, { altered })).toMatchObject({ code: 'InvalidSignatureException' });
  });

  it.each(['//', 'http://['])(
    'rejects unsigned requests even at %s, which is not a valid path',
    async path => {
      const { url } = await serving();
      const { hostname, port } = new URL(url);
      const headers = { 'x-amz-target': 'SimpleWorkflowService.ListDomains' };
      const asking = request({ hostname, port, path, method: 'POST', headers }).end(asked);
      const [response] = await once(asking, 'response');
      response.resume();
      expect(response.statusCode).toBe(403);
    },
  );

  it('verifies the signature before it validates the request', async () => {
    const { url } = await serving();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'x-amz-target': 'SimpleWorkflowService.ListDomains' },
      body: 'not JSON',
    });
    expect(response.status).toBe(403);
  });

  it('verifies in-process requests too, and signs those of its own clients', async () => {
    const { swf } = await serving();
    const command = new ListDomainsCommand({ registrationStatus: 'REGISTERED' });
    expect((await swf.client().send(command)).domainInfos).toEqual([]);
    const stranger = swf.client({ credentials: { ...known, secretAccessKey: 'wrong' }, maxAttempts: 1 });
    await expectFault(stranger.send(command), 'InvalidSignatureException', mismatch);
  });

  it('reads the headers of in-process requests in any case', async () => {
    const { swf } = await serving();
    const signer = new SignatureV4({
      credentials: known,
      region: 'us-east-1',
      service: 'swf',
      sha256: Sha256,
    });
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: 'http:',
      hostname: 'local',
      path: '/',
      headers: { Host: 'local', 'X-Amz-Target': 'SimpleWorkflowService.ListDomains' },
      body: asked,
    });
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const statusOf = async (sentHeaders: Record<string, string>) =>
      (await swf.requestHandler.handle({ headers: sentHeaders, body: asked })).response.statusCode;
    expect(await statusOf(headers)).toBe(200);
    expect(await statusOf(upper)).toBe(200);
    const target = 'com.amazonaws.swf.service.model.SimpleWorkflowService.DeprecateDomain';
    expect(await statusOf({ ...headers, 'x-amz-target': target })).not.toBe(200);
    expect(await statusOf({ ...upper, 'x-Amz-target': target })).not.toBe(200);
  });

  it('accepts one pair as well as a list', async () => {
    const { list } = await serving({ credentials: known });
    expect((await list({ credentials: known })).domainInfos).toEqual([]);
  });

  it.each([
    [
      'an empty list',
      [],
      'credentials of LocalSwf must not be an empty list, which would reject every request',
    ],
    [
      'an empty secret',
      { ...known, secretAccessKey: '' },
      'secretAccessKey of the credentials of LocalSwf must be a non-empty string, got an empty one',
    ],
    [
      'no secret',
      { accessKeyId: 'a' },
      'secretAccessKey of the credentials of LocalSwf must be a non-empty string, got undefined',
    ],
    [
      'an empty session token',
      { ...temporary, sessionToken: '' },
      'sessionToken of the credentials of LocalSwf must be a non-empty string, got an empty one',
    ],
    [
      'a text',
      'AKIDKNOWN:a secret',
      'credentials of LocalSwf must be { accessKeyId, secretAccessKey } or a list of these, got a string',
    ],
    [
      'nothing',
      null,
      'credentials of LocalSwf must be { accessKeyId, secretAccessKey } or a list of these, got null',
    ],
    [
      'a key twice',
      [known, { ...known, secretAccessKey: 'b' }],
      'credentials of LocalSwf must have different access keys, got AKIDKNOWN twice',
    ],
  ])('rejects %s as credentials', (_, credentials, message) => {
    // As from a program without types.
    const options: LocalSwfOptions = JSON.parse(JSON.stringify({ credentials }));
    expect(() => new LocalSwf(options)).toThrow(new TypeError(message));
  });

  it('does not modify the given credentials', async () => {
    const credentials = Object.freeze({ ...known });
    const { swf } = await serving({ credentials });
    await swf.client().send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' }));
    expect(credentials).toEqual(known);
  });
});
