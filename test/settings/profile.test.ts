import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, InvalidSettingsError, settings } from 'rx-swf';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../harness/temporaryFolder.js';

describe('connect() with a profile', () => {
  beforeEach(() => {
    const folder = temporaryFolder();
    const config = join(folder, 'config');
    const credentials = join(folder, 'credentials');
    writeFileSync(config, '[profile ops]\nregion = eu-west-3\n[profile dev]\nregion = eu-north-1\n');
    writeFileSync(credentials, '[ops]\naws_access_key_id = AKIAOPS\naws_secret_access_key = s3cr3t\n');
    vi.stubEnv('HOME', folder);
    vi.stubEnv('AWS_CONFIG_FILE', config);
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', credentials);
    vi.stubEnv('AWS_REGION', undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
    settings.clear();
    settings.set({ accessKeyId: 'AKIASET', secretAccessKey: 'other', region: 'us-east-1' });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    settings.clear();
  });

  it('takes credentials and region from that profile, not from the settings', async () => {
    const { config } = connect({ profile: 'ops' });
    expect(await config.region()).toBe('eu-west-3');
    expect(await config.credentials()).toMatchObject({ accessKeyId: 'AKIAOPS' });
  });

  it('lets a region beside it take precedence', async () => {
    const { config } = connect({ profile: 'ops', region: 'ap-south-1' });
    expect(await config.region()).toBe('ap-south-1');
    expect(await config.credentials()).toMatchObject({ accessKeyId: 'AKIAOPS' });
  });

  it('refuses credentials beside it, an empty name, and a domain', () => {
    expect(() => connect({ profile: 'ops', accessKeyId: 'a', secretAccessKey: 'b' })).toThrow(
      'profile excludes credentials and client',
    );
    expect(() => connect({ profile: ' ' })).toThrow(InvalidSettingsError);
    expect(() => Reflect.apply(connect, undefined, [{ domain: 'media' }])).toThrow('A client has no domain');
  });
});
