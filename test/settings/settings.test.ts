import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ListDomainsCommand, SWFClient } from '@aws-sdk/client-swf';
import { connect, Domain, InvalidSettingsError, type SettingsInput, settings } from 'rx-swf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const variables = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'region',
  'AWS_ENDPOINT_URL_SWF',
  'AWS_ENDPOINT_URL',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_CONFIG_FILE',
  'AWS_PROFILE',
];
let home: string;

beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('HOME', home);
  for (const variable of variables) vi.stubEnv(variable, undefined);
  settings.clear();
});

afterEach(() => {
  vi.unstubAllEnvs();
  settings.clear();
});

const file = (text: string) => {
  writeFileSync(join(home, '.swf'), text);
  settings.reload();
};
const env = (values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  settings.reload();
};
const key = () => settings.get().credentials?.accessKeyId;

describe('settings', () => {
  const fromSet = {
    region: { region: 'eu-west-1' },
    endpoint: { endpoint: 'http://set' },
    key: { accessKeyId: 'SET', secretAccessKey: 'x' },
  };
  const inFile = {
    region: '[defaults]\nregion=eu-west-2',
    endpoint: '[defaults]\nendpoint=http://file',
    key: '[credentials]\naws_access_key_id=FILE\naws_secret_access_key=x',
  };
  const inEnv = {
    region: { AWS_REGION: 'eu-west-3' },
    endpoint: { AWS_ENDPOINT_URL_SWF: 'http://env' },
    key: { AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 'x' },
  };
  const value = { region: () => settings.get().region, endpoint: () => settings.get().endpoint, key };

  // set, file, environment: who has the value, and whose is in force.
  it.each([
    ['region', true, true, true, 'eu-west-1'],
    ['region', false, true, true, 'eu-west-2'],
    ['region', false, false, true, 'eu-west-3'],
    ['region', true, false, true, 'eu-west-1'],
    ['region', false, false, false, undefined],
    ['endpoint', true, true, true, 'http://set'],
    ['endpoint', false, true, true, 'http://file'],
    ['endpoint', false, false, true, 'http://env'],
    ['key', true, true, true, 'SET'],
    ['key', false, true, true, 'FILE'],
    ['key', false, false, true, 'ENV'],
    ['key', false, false, false, undefined],
  ] as const)(
    'take the %s from set() (%s), otherwise from the file (%s), otherwise from the environment (%s): %s',
    (name, s, f, e, expected) => {
      if (s) settings.set(fromSet[name]);
      if (f) file(inFile[name]);
      if (e) env(inEnv[name]);
      expect(value[name]()).toBe(expected);
    },
  );

  it('are merged by value', () => {
    settings.set({ endpoint: 'http://set' });
    file(inFile.region);
    env(inEnv.key);
    expect(settings.get()).toMatchObject({ endpoint: 'http://set', region: 'eu-west-2' });
    expect(key()).toBe('ENV');
  });

  it('never combine the session token of one source with the key pair of another', () => {
    env({ ...inEnv.key, AWS_SESSION_TOKEN: 'of the environment' });
    file(inFile.key);
    expect(settings.get().credentials?.sessionToken).toBeUndefined();
  });

  it.each<[string, SettingsInput]>([
    [
      'the names of the quickstart',
      { aws_access_key_id: 'K', aws_secret_access_key: 'S', aws_session_token: 'T' },
    ],
    ['camel case', { accessKeyId: 'K', secretAccessKey: 'S', sessionToken: 'T' }],
    ['camel case with its prefix', { awsAccessKeyId: 'K', awsSecretAccessKey: 'S', awsSessionToken: 'T' }],
  ])('are set by %s', (_, input) => {
    settings.set(input);
    const { credentials } = settings.get();
    expect([credentials?.accessKeyId, credentials?.secretAccessKey, credentials?.sessionToken]).toEqual([
      'K',
      'S',
      'T',
    ]);
  });

  it('keep values set earlier, and ignore undefined ones', () => {
    settings.set({ region: 'eu-west-1' });
    settings.set({ endpoint: 'http://set', region: undefined });
    expect(settings.get()).toMatchObject({ region: 'eu-west-1', endpoint: 'http://set' });
  });

  it('refuse unknown names, conflicting values and non-strings', () => {
    expect(() => settings.set({ regoin: 'eu-west-1' } as SettingsInput)).toThrow(
      /Unknown setting "regoin"\. Did you mean "region"\?/,
    );
    expect(() => settings.set({ accessKeyId: 'A', aws_access_key_id: 'B' })).toThrow(
      'accessKeyId and aws_access_key_id have different values. Set only one of them',
    );
    expect(() => settings.set({ region: 7 } as unknown as SettingsInput)).toThrow(
      'region must be a string, got a number',
    );
    expect(() => settings.set({ region: 'nowhere' })).toThrow(
      'region of settings.set() is not a valid region',
    );
  });

  it('refuse half a key pair on use', () => {
    settings.set({ accessKeyId: 'A' });
    expect(() => settings.get()).toThrow('accessKeyId of settings.set() is set without secretAccessKey');
    settings.set({ secretAccessKey: 'S' });
    expect(key()).toBe('A');
  });

  it('name the file with an invalid value', () => {
    file('[credentials]\naws_access_key_id=A');
    expect(() => connect()).toThrow(InvalidSettingsError);
    expect(() => new Domain({ name: 'media' })).toThrow(join(home, '.swf'));
  });

  it('name the file that cannot be read', () => {
    mkdirSync(join(home, '.swf'));
    expect(() => settings.get()).toThrow(`Cannot read ${join(home, '.swf')}: EISDIR`);
  });

  it('show no secret', () => {
    settings.set({ accessKeyId: 'AKIAIOSFODNN7', secretAccessKey: 'hush-hush', sessionToken: 'hush-token' });
    const { credentials } = settings.get();
    const shown = [
      inspect(settings.get(), { depth: 9, showHidden: true }),
      inspect(credentials, { depth: 9, showHidden: true, customInspect: false }),
      JSON.stringify(settings.get()),
      String(credentials),
      `${Object.entries(credentials ?? {})}`,
    ].join('\n');
    expect(shown).not.toMatch(/hush|FODNN7/);
    expect(shown).toContain("Credentials('AKIA…')");
  });
});

describe('the AWS config file', () => {
  const config = (text: string) => {
    mkdirSync(join(home, '.aws'), { recursive: true });
    writeFileSync(join(home, '.aws', 'config'), text);
    settings.reload();
  };
  const ignored = 'ignore_configured_endpoint_urls = true';

  it.each([
    [`[default]\n${ignored}`, {}, undefined],
    [`[profile default]\nIGNORE_CONFIGURED_ENDPOINT_URLS=True # for now`, {}, undefined],
    [`[profile dev]\n${ignored}`, { AWS_PROFILE: 'dev' }, undefined],
    [`[profile dev]\n${ignored}`, {}, 'http://env'],
    [`[default]\n${ignored}`, { AWS_PROFILE: 'dev' }, 'http://env'],
    [`[default]\n${ignored}`, { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' }, 'http://env'],
    ['[default]\nignore_configured_endpoint_urls = false', {}, 'http://env'],
    [`nonsense\n[default]\ncredential_process = "/bin/x" y\n${ignored}`, {}, undefined],
  ])('with %j and %j gives the endpoint %s', (text, variables, endpoint) => {
    config(text);
    env({ AWS_ENDPOINT_URL_SWF: 'http://env', ...variables });
    expect(settings.get().endpoint).toBe(endpoint);
  });

  it('is found by AWS_CONFIG_FILE, and ignored if it cannot be read', () => {
    const path = join(home, 'elsewhere');
    writeFileSync(path, `[default]\n${ignored}`);
    env({ AWS_ENDPOINT_URL: 'http://env', AWS_CONFIG_FILE: path });
    expect(settings.get().endpoint).toBeUndefined();
    env({ AWS_CONFIG_FILE: home });
    expect(settings.get().endpoint).toBe('http://env');
  });

  it('does not disable the endpoints of set() and ~/.swf', () => {
    config(`[default]\n${ignored}`);
    file('[defaults]\nendpoint=http://file');
    expect(settings.get().endpoint).toBe('http://file');
    settings.set({ endpoint: 'http://set' });
    expect(settings.get().endpoint).toBe('http://set');
  });

  it('with ignored endpoints makes the client call Amazon', async () => {
    config(`[default]\n${ignored}\nendpoint_url = http://config`);
    env({
      AWS_ENDPOINT_URL_SWF: 'http://env',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'K',
      AWS_SECRET_ACCESS_KEY: 'S',
    });
    expect(await hostAsked(connect())).toBe('swf.eu-west-1.amazonaws.com');
  });
});

describe('the region of a local service', () => {
  it.each(['local', 'localhost'])('is accepted with an endpoint, from any source: %s', region => {
    env({ AWS_REGION: region, AWS_ENDPOINT_URL_SWF: 'http://127.0.0.1:4577' });
    expect(settings.get()).toMatchObject({ region, endpoint: 'http://127.0.0.1:4577' });
    settings.clear();
    vi.unstubAllEnvs();
    vi.stubEnv('HOME', home);
    settings.set({ region });
    file('[defaults]\nendpoint=http://file');
    expect(settings.get()).toMatchObject({ region, endpoint: 'http://file' });
  });

  it.each(['local', 'localhost'])('is refused without an endpoint: %s', region => {
    settings.set({ region });
    expect(() => settings.get()).toThrow(`The region "${region}" needs an endpoint`);
    env({ AWS_ENDPOINT_URL: 'http://env', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' });
    expect(() => connect()).toThrow(InvalidSettingsError);
    settings.clear();
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    expect(() => connect({ region })).toThrow(`The region "${region}" needs an endpoint`);
    expect(() => connect({ region, endpoint: 'http://here' })).not.toThrow();
  });

  it('is accepted if the SDK finds an endpoint in the AWS config file', () => {
    mkdirSync(join(home, '.aws'));
    writeFileSync(join(home, '.aws', 'config'), '[default]\nendpoint_url = http://config');
    env({ AWS_REGION: 'local' });
    expect(settings.get().region).toBe('local');
  });

  it.each(['us east', 'nowhere', 'Local', 'local/..'])(
    'must be local or localhost, even with an endpoint: %s',
    region => {
      expect(() => settings.set({ region, endpoint: 'http://here' })).toThrow('is not a valid region');
    },
  );
});

describe('connect', () => {
  it('returns the same client until set() is called', () => {
    settings.set({ region: 'eu-west-1' });
    const client = connect();
    expect(connect()).toBe(client);
    settings.set({ region: 'eu-west-2' });
    expect(connect()).not.toBe(client);
  });

  it('does not change the client of existing models', async () => {
    settings.set({ region: 'eu-west-1' });
    const domain = new Domain({ name: 'media' });
    settings.set({ region: 'eu-west-2' });
    expect(await domain.client.config.region()).toBe('eu-west-1');
    expect(await new Domain({ name: 'media' }).client.config.region()).toBe('eu-west-2');
  });

  it('uses the region, the endpoint and the credentials', async () => {
    settings.set({
      region: 'eu-west-1',
      endpoint: 'http://127.0.0.1:4577',
      accessKeyId: 'K',
      secretAccessKey: 'S',
    });
    const { config } = connect();
    expect(await config.region()).toBe('eu-west-1');
    expect(await config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 4577 });
    expect(await config.credentials()).toMatchObject({ accessKeyId: 'K', secretAccessKey: 'S' });
  });

  it("leaves unset credentials to the SDK's default provider chain", async () => {
    const shared = join(home, 'credentials');
    writeFileSync(shared, '[default]\naws_access_key_id=CHAIN\naws_secret_access_key=x\n');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', shared);
    settings.set({ region: 'eu-west-1' });
    expect(await connect().config.credentials()).toMatchObject({ accessKeyId: 'CHAIN' });
  });

  it('returns a given client without reading any source', () => {
    file('nonsense');
    const client = new SWFClient({ region: 'eu-west-1' });
    settings.set({ client });
    expect(connect()).toBe(client);
  });

  it('applies overrides to a separate client', async () => {
    settings.set({ region: 'eu-west-1', accessKeyId: 'K', secretAccessKey: 'S' });
    const other = connect({ region: 'eu-west-2' });
    expect(await other.config.region()).toBe('eu-west-2');
    expect(await other.config.credentials()).toMatchObject({ accessKeyId: 'K' });
    expect(await connect().config.region()).toBe('eu-west-1');
  });

  it('has sockets for many long polls', async () => {
    settings.set({ region: 'eu-west-1' });
    const { httpsAgent, requestTimeout } = await connectionOf(connect());
    expect(httpsAgent.maxSockets).toBeGreaterThanOrEqual(1_000);
    expect(requestTimeout).toBeLessThan(60_000);
  });
});

/** Where a client sends its requests. */
async function hostAsked(client: SWFClient): Promise<string> {
  let host = '';
  client.middlewareStack.add(
    () =>
      async ({ request }) => {
        host = Object(request).hostname;
        throw new Error('This is not sent');
      },
    { step: 'finalizeRequest' },
  );
  await client.send(new ListDomainsCommand({ registrationStatus: 'REGISTERED' })).catch(() => {});
  return host;
}

/** What the client's handler was configured with. */
async function connectionOf(client: SWFClient) {
  const handler = client.config.requestHandler as unknown as {
    configProvider: Promise<{ httpsAgent: { maxSockets: number }; requestTimeout: number }>;
  };
  return handler.configProvider;
}
