import { LocalSwf, type LocalSwfOptions, manualClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';

describe('an embedded SWF', () => {
  it.each<[string, unknown]>([
    ['region', ''],
    ['region', 'us east'],
    ['region', 'US-EAST-1'],
    ['region', 1],
    ['account', 123],
    ['clock', 'fast'],
    ['clock', { now: () => 0 }],
    ['longPoll', -1],
    ['longPoll', '10'],
    ['longPoll', Number.NaN],
    ['quotas', { domains: -1 }],
    ['quotas', { domain: 1 }],
    ['quotas', 5],
    ['throttle', 'yes'],
    ['lambda', { Thumbnail: 'none' }],
    ['data', ' '],
  ])('is not made with a wrong %s: %j', (name, value) => {
    const options = { [name]: value } as LocalSwfOptions;
    expect(() => new LocalSwf(options)).toThrow(TypeError);
    expect(() => new LocalSwf(options)).toThrow(new RegExp(`^LocalSwf: ${name} must be .*, got `));
  });

  it('takes what its types allow', async () => {
    await new LocalSwf({
      region: 'eu-west-1',
      account: '1',
      clock: manualClock(),
      longPoll: 0,
      quotas: { domains: Number.POSITIVE_INFINITY },
      throttle: true,
      lambda: { Thumbnail: input => input },
    }).close();
  });
});
