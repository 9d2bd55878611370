import { inspect } from 'node:util';
import { SWFClient } from '@aws-sdk/client-swf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InvalidSettingsError } from '../../src/requests/index.js';
import { fromEnv, fromString, type SettingsInput, settings } from '../../src/settings/index.js';

const id = 'AKIAIOSFODNN7EXAMPLE';
const secret = 'hush/K7MDENG=hush';

beforeEach(() => {
  vi.stubEnv('HOME', '/dev/null');
  settings.clear();
});
afterEach(() => {
  vi.unstubAllEnvs();
  settings.clear();
});

/** All that an error can show, its causes too. */
function shownBy(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidSettingsError);
    return `${inspect(error, { depth: Infinity, showHidden: true })}${JSON.stringify(error)}${error}`;
  }
  throw new Error('nothing was thrown');
}

describe('a placeholder', () => {
  it('is refused from every source', () => {
    expect(() => fromEnv({ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: ' <secret> ' })).toThrow(
      'AWS_SECRET_ACCESS_KEY of the environment is still a placeholder',
    );
    settings.set({ accessKeyId: '<key>', secretAccessKey: secret });
    expect(() => settings.get()).toThrow('accessKeyId of settings.set() is still a placeholder');
  });
});

describe('lines of a file', () => {
  it.each([
    ['behind which there is a comment', '[credentials] # mine'],
    ['that are indented', '   [credentials]  '],
  ])('are headers %s', (_, header) => {
    const { credentials } = fromString(`${header}\naws_access_key_id=${id}\naws_secret_access_key=${secret}`);
    expect(credentials?.secretAccessKey).toBe(secret);
  });

  it('may end with any line break', () => {
    expect(fromString('[defaults]\rregion=eu-west-1\r').region).toBe('eu-west-1');
    expect(() => fromString('[defaults]\r\n\r\nregion')).toThrow('Line 3 of the text');
  });

  it.each([
    ['a key before any section', `aws_secret_access_key=${secret}`, 1],
    ['a quote that is not closed', `[credentials]\naws_secret_access_key="${secret}`, 2],
    ['a quote that is not closed, after a blank', `[credentials]\naws_secret_access_key = "${secret}`, 2],
    ['a single quote that is not closed', `[credentials]\naws_secret_access_key =\t'${secret}`, 2],
    ['a quote that was never opened', `[credentials]\naws_secret_access_key = ${secret}"`, 2],
    ['a quote closed by another', `[credentials]\naws_secret_access_key = "${secret}'`, 2],
    ['text behind a quote', `[credentials]\naws_secret_access_key="hush" hush`, 2],
    ['a header that is not closed', `[credentials\naws_secret_access_key=${secret}`, 1],
    ['a secret alone on its line', `[credentials]\nhush-hush`, 2],
    ['text behind a header', `[credentials] hush-hush`, 1],
  ])('are named by number but not quoted when refused: %s', (_, text, line) => {
    expect(() => fromString(text, '~/.swf')).toThrow(`Line ${line} of ~/.swf is malformed`);
    expect(shownBy(() => fromString(text))).not.toContain('hush');
  });

  it('may contain quoted values', () => {
    expect(fromString('[defaults]\nregion = "eu-west-1" ; mine').region).toBe('eu-west-1');
    expect(fromString("[defaults]\nregion = 'eu-west-1'").region).toBe('eu-west-1');
  });

  it.each([
    ['hush#hush;hush', 'hush#hush;hush'],
    ['hush#hush # mine', 'hush#hush'],
    ['hush;hush\t; mine', 'hush;hush'],
    ['"hush #hush" # mine', 'hush #hush'],
    ["'hush ;hush'", 'hush ;hush'],
    ['hush\\#hush', 'hush\\#hush'],
    ['null', 'null'],
  ])('begin a comment only after whitespace, as in AWS files: %j', (written, meant) => {
    const text = `[credentials]\naws_access_key_id=${id}\naws_secret_access_key = ${written}`;
    expect(fromString(text).credentials?.secretAccessKey).toBe(meant);
  });

  it('may have sections and keys in upper case', () => {
    const { credentials, region, endpoint } = fromString(
      `[CREDENTIALS]\nAWS_ACCESS_KEY_ID=${id}\nAws_Secret_Access_Key=${secret}\n` +
        '[ Defaults ]\nRegion=eu-west-1\nENDPOINT=http://127.0.0.1:4577',
    );
    expect([credentials?.accessKeyId, credentials?.secretAccessKey]).toEqual([id, secret]);
    expect([region, endpoint]).toEqual(['eu-west-1', 'http://127.0.0.1:4577']);
  });

  it.each([
    ['aws_access_key_id', '<aws_access_key_id>', secret],
    ['aws_secret_access_key', id, '"<your secret: hush>"'],
  ])('are refused while %s is still a placeholder', (key, accessKeyId, secretAccessKey) => {
    const text = `[credentials]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}`;
    expect(() => fromString(text, '~/.swf')).toThrow(
      `${key} in [credentials] of ~/.swf is still a placeholder`,
    );
    expect(shownBy(() => fromString(text))).not.toContain('hush');
  });
});

describe('a secret', () => {
  it.each<[string, () => unknown]>([
    ['in the place of a region', () => fromString(`[defaults]\nregion=${secret}`)],
    ['in the place of an endpoint', () => fromString(`[defaults]\nendpoint=${secret}`)],
    ['in an endpoint', () => fromString('[defaults]\nendpoint=https://me:hush@swf.example')],
    ['in the query of an endpoint', () => fromEnv({ AWS_ENDPOINT_URL: 'https://swf.example/?token=hush' })],
    ['without its id', () => fromEnv({ AWS_SECRET_ACCESS_KEY: secret })],
    ['as a region of set()', () => settings.set({ region: secret })],
    [
      'in two values of one setting',
      () => settings.set({ secretAccessKey: secret, aws_secret_access_key: 'hush' }),
    ],
    ['that is no text', () => settings.set({ secretAccessKey: [secret] as unknown as string })],
  ])('is not shown by the error: %s', (_, act) => {
    expect(shownBy(act)).not.toContain('hush');
  });

  it('is not shown by settings with a client, which stay short and serializable', () => {
    const client = new SWFClient({ region: 'eu-west-1' });
    settings.set({ client, accessKeyId: id, secretAccessKey: secret });
    const inForce = settings.get();
    expect(inForce.client).toBe(client);
    expect(JSON.stringify(inForce)).toBe(`{"credentials":"Credentials('AKIA…')"}`);
    expect(inspect(inForce)).not.toMatch(/hush|SWFClient/);
  });
});

describe('the input of set()', () => {
  const stored = fromString(
    `[credentials]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\naws_session_token=hush`,
  );

  it('may come from a reader', () => {
    settings.set({ region: 'eu-west-1' });
    settings.set(stored);
    const { region, credentials } = settings.get();
    expect([region, credentials?.secretAccessKey, credentials?.sessionToken]).toEqual([
      'eu-west-1',
      secret,
      'hush',
    ]);
  });

  it('may not contain both a credentials object and its parts', () => {
    const twice: SettingsInput = { ...stored, aws_session_token: 'other' };
    expect(() => settings.set(twice)).toThrow('credentials and aws_session_token are both set');
  });

  it('counts as not set if it is null', () => {
    settings.set({ region: 'eu-west-1' });
    settings.set({ region: null, client: null, credentials: null });
    expect(settings.get()).toMatchObject({ region: 'eu-west-1' });
    expect(settings.get().client).toBeUndefined();
  });

  it('removes the session token of a key that it replaces', () => {
    settings.set(stored);
    settings.set({ accessKeyId: 'OTHER', secretAccessKey: 'x' });
    expect(settings.get().credentials?.sessionToken).toBeUndefined();
  });

  it('keeps the session token when it completes the key pair step by step', () => {
    settings.set({ sessionToken: 'T' });
    settings.set({ accessKeyId: id });
    settings.set({ secretAccessKey: secret });
    expect(settings.get().credentials?.sessionToken).toBe('T');
  });

  it('is refused as a whole, so that nothing of it is set', () => {
    expect(() => settings.set({ region: 'eu-west-1', endpoint: 'nonsense' })).toThrow(InvalidSettingsError);
    expect(settings.get().region).not.toBe('eu-west-1');
  });
});
