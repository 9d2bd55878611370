import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidSettingsError } from 'rx-swf';
import { afterAll, describe, expect, it } from 'vitest';
import { fromEnv, fromFile, fromString } from '../../src/settings/index.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';

const folder = temporaryFolder(afterAll);
const complete = `
; a comment
[credentials]
aws_access_key_id = AKIAFILE
aws_secret_access_key=s3cr3t/with=equals
# another
aws_session_token=token

[defaults]
region=us-east-1
endpoint = http://127.0.0.1:4577
`;

/** What a reader's result amounts to, secrets included. */
function plain({ region, endpoint, credentials }: ReturnType<typeof fromString>) {
  return {
    region,
    endpoint,
    accessKeyId: credentials?.accessKeyId,
    secretAccessKey: credentials?.secretAccessKey,
    sessionToken: credentials?.sessionToken,
  };
}

describe('fromString', () => {
  it('reads credentials and defaults', () => {
    expect(plain(fromString(complete))).toEqual({
      region: 'us-east-1',
      endpoint: 'http://127.0.0.1:4577',
      accessKeyId: 'AKIAFILE',
      secretAccessKey: 's3cr3t/with=equals',
      sessionToken: 'token',
    });
  });

  it.each([
    [undefined, 'undefined'],
    [7, 'a number'],
    [new Map(), 'a Map'],
  ])('refuses %s, because it takes text', (given, kind) => {
    expect(() => Reflect.apply(fromString, undefined, [given])).toThrow(
      `fromString() takes the text of a settings file, got ${kind}`,
    );
  });

  it('reads the domain of commands, and checks its name', () => {
    expect(fromString('[defaults]\ndomain = media')).toEqual({ domain: 'media' });
    expect(fromEnv({ SWF_DOMAIN: 'media' })).toEqual({ domain: 'media' });
    expect(() => fromString('[defaults]\ndomain = a/b', '~/.swf')).toThrow('domain in [defaults] of ~/.swf');
    expect(() => fromEnv({ SWF_DOMAIN: 'a:b' })).toThrow(InvalidSettingsError);
  });

  it('omits values that are not set', () => {
    expect(fromString('')).toEqual({});
    expect(fromString('[defaults]\n')).toEqual({});
    expect(fromString('[credentials]\n\n[other]\nregion = us-east-1')).toEqual({});
  });

  it('reads files written by Windows editors', () => {
    expect(fromString('\uFEFF[defaults]\r\nregion=eu-west-1\r\n').region).toBe('eu-west-1');
  });

  it.each([
    ['[credentials', 1],
    ['[defaults]\nregion', 2],
    ['[defaults]\n\nregion=us-east-1\n[credentials]\naws_secret_access_key: hush-hush', 5],
    ['= value', 1],
  ])('refuses %j, and names line %i without quoting it', (text, line) => {
    expect(() => fromString(text, '~/.swf')).toThrow(`Line ${line} of ~/.swf is malformed`);
    expect(() => fromString(text)).not.toThrow(/hush/);
  });

  it.each([
    ['aws_access_key_id=AKIA', 'aws_access_key_id', 'aws_secret_access_key'],
    ['aws_secret_access_key=hush-hush', 'aws_secret_access_key', 'aws_access_key_id'],
    ['aws_session_token=hush-hush', 'aws_session_token', 'aws_access_key_id'],
  ])('refuses half a key pair (%s), and names the missing half but no secret', (line, has, lacks) => {
    const read = () => fromString(`[credentials]\n${line}`, '~/.swf');
    expect(read).toThrow(`${has} in [credentials] of ~/.swf is set without ${lacks} in [credentials]`);
    expect(read).not.toThrow(/hush/);
  });

  it.each(['us east 1', 'somewhere', 'US-EAST-1', 'us-east-1/../x'])('refuses the region %j', region => {
    expect(() => fromString(`[defaults]\nregion=${region}`, '~/.swf')).toThrow(
      'region in [defaults] of ~/.swf is not a valid region',
    );
  });

  it.each(['us-east-1', 'eu-central-2', 'us-gov-west-1', 'cn-northwest-1', 'us-isob-east-1'])(
    'accepts the region %s',
    region => expect(fromString(`[defaults]\nregion=${region}`).region).toBe(region),
  );

  it.each(['ftp://x', '127.0.0.1:4577', 'no url'])('refuses the endpoint %j', endpoint => {
    expect(() => fromString(`[defaults]\nendpoint=${endpoint}`)).toThrow('is not an http or https URL');
  });
});

describe('fromFile', () => {
  it('reads a file, and returns nothing if it does not exist', () => {
    const path = join(folder, 'complete');
    writeFileSync(path, complete);
    expect(fromFile(path).region).toBe('us-east-1');
    expect(fromFile(join(folder, 'absent'))).toEqual({});
  });

  it('names a file that cannot be read', () => {
    expect(() => fromFile(folder)).toThrow(`Cannot read ${folder}: EISDIR`);
  });

  it('names a file that is malformed', () => {
    const path = join(folder, 'malformed');
    writeFileSync(path, 'nonsense');
    expect(() => fromFile(path)).toThrow(`Line 1 of ${path} is malformed`);
  });
});

describe('fromEnv', () => {
  it.each([
    [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2', region: 'eu-west-3' }, 'eu-west-1'],
    [{ AWS_DEFAULT_REGION: 'eu-west-2', region: 'eu-west-3' }, 'eu-west-2'],
    [{ region: 'eu-west-3' }, 'eu-west-3'],
    [{ AWS_REGION: '', region: 'eu-west-3' }, 'eu-west-3'],
    [{}, undefined],
  ])('reads from %j the region %s', (env, region) => {
    expect(fromEnv(env).region).toBe(region);
  });

  it('prefers the endpoint for SWF to the one for all services', () => {
    const all = { AWS_ENDPOINT_URL: 'http://all' };
    expect(fromEnv(all).endpoint).toBe('http://all');
    expect(fromEnv({ ...all, AWS_ENDPOINT_URL_SWF: 'http://swf' }).endpoint).toBe('http://swf');
  });

  it('reads no endpoint if AWS_IGNORE_CONFIGURED_ENDPOINT_URLS is true', () => {
    const env = { AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_SWF: 'http://swf' };
    const given = (said: string) => fromEnv({ ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: said }).endpoint;
    expect(['true', 'TRUE'].map(given)).toEqual([undefined, undefined]);
    expect(['false', ''].map(given)).toEqual(['http://swf', 'http://swf']);
    expect(fromEnv({ AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', region: 'eu-west-1' })).toEqual({
      region: 'eu-west-1',
    });
  });

  it('reads credentials, and names the variables of half a key pair', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
    expect(plain(fromEnv(env))).toMatchObject({
      accessKeyId: 'AKIAENV',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
    expect(() => fromEnv({ AWS_ACCESS_KEY_ID: 'AKIAENV' })).toThrow(
      'AWS_ACCESS_KEY_ID of the environment is set without AWS_SECRET_ACCESS_KEY',
    );
  });

  it('names the variable with an invalid region', () => {
    expect(() => fromEnv({ AWS_DEFAULT_REGION: 'nowhere' })).toThrow('AWS_DEFAULT_REGION of the environment');
  });
});
