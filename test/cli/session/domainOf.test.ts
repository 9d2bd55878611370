import { InvalidSettingsError, settings } from 'rx-swf';
import { afterEach, describe, expect, it } from 'vitest';
import { domainNameOf, domainOf } from '../../../src/cli/session/domainOf.js';

describe('the domain of a command', () => {
  afterEach(() => settings.clear());

  it('is that of the option, or else that of the settings', () => {
    settings.set({ domain: 'media', region: 'eu-west-1' });
    expect([domainNameOf({ domain: 'shop' }), domainNameOf({})]).toEqual(['shop', 'media']);
    expect([domainOf({ domain: 'shop' }).name, domainOf({}).name]).toEqual(['shop', 'media']);
  });

  it('is required', () => {
    const message = 'No domain is set. Pass --domain, or set domain in [defaults] of ~/.swf or SWF_DOMAIN';
    for (const of of [domainNameOf, domainOf])
      expect(() => of({})).toThrow(new InvalidSettingsError(message));
  });
});
