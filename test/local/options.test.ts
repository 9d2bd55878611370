import { LocalSwf, type LocalSwfOptions, manualClock, skipClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../harness/openSwf.js';

describe('new LocalSwf()', () => {
  it.each<[string, unknown]>([
    ['region', ''],
    ['region', 'us east'],
    ['region', 'US-EAST-1'],
    ['region', 'nowhere'],
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
  ])('rejects an invalid %s: %j', (name, value) => {
    const options = { [name]: value } as LocalSwfOptions;
    expect(() => new LocalSwf(options)).toThrow(TypeError);
    expect(() => new LocalSwf(options)).toThrow(new RegExp(`^${name} of LocalSwf must be .*, got `));
  });

  it('accepts every valid option', async () => {
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

  it.each<[string, string]>([
    ['longpoll', 'Did you mean "longPoll"?'],
    ['long_poll', 'Did you mean "longPoll"?'],
    ['credential', 'Did you mean "credentials"?'],
    ['regoin', 'Did you mean "region"?'],
    ['lambdas', 'Did you mean "lambda"?'],
    ['port', 'Expected one of: region, account, clock,'],
  ])('rejects an unknown option: %s', (name, advice) => {
    const options = { [name]: undefined } as LocalSwfOptions;
    expect(() => new LocalSwf(options)).toThrow(TypeError);
    expect(() => new LocalSwf(options)).toThrow(`Unknown option "${name}" for LocalSwf. ${advice}`);
  });

  it.each<[unknown, string]>([
    ['us-east-1', '"us-east-1"'],
    [null, 'null'],
    [4577, '4577'],
    [['us-east-1'], '["us-east-1"]'],
    [new Map([['region', 'eu-west-1']]), '{}'],
    [() => ({}), 'a function'],
  ])('rejects options that are not an object: %s', (options, shown) => {
    expect(() => new LocalSwf(options as LocalSwfOptions)).toThrow(
      new TypeError(`The options for LocalSwf must be an object, got ${shown}`),
    );
  });

  it('accepts an instance of a class as options', async () => {
    class Options {
      readonly region = 'eu-west-1';
    }
    await new LocalSwf(new Options()).close();
  });
});

describe('listen()', () => {
  it.each<[object, string]>([
    [{ prot: 4577 }, 'Unknown option "prot" for listen(). Did you mean "port"?'],
    [{ request_timeout: 1 }, 'Unknown option "request_timeout" for listen(). Did you mean "requestTimeout"?'],
    [{ port: 70_000 }, 'port of listen() must be an integer from 0 to 65535, got 70000'],
    [{ port: 0.5 }, 'port of listen() must be an integer from 0 to 65535, got 0.5'],
    [{ host: '' }, 'host of listen() must be an address of this machine, got ""'],
    [
      { requestTimeout: Number.NaN },
      'requestTimeout of listen() must be a non-negative number of milliseconds, got NaN',
    ],
    [
      { responseTimeout: '1' },
      'responseTimeout of listen() must be a non-negative number of milliseconds, got "1"',
    ],
  ])('rejects unknown and invalid options: %j', async (options, message) => {
    const swf = openSwf();
    await expect(swf.listen(options)).rejects.toThrow(new TypeError(message));
  });
});

describe('skipClock()', () => {
  it.each<[object, string]>([
    [{ patient: 1 }, 'Unknown option "patient" for skipClock(). Did you mean "patience"?'],
    [{ quiet: -1 }, 'quiet of skipClock() must be a non-negative number of milliseconds, got -1'],
    [{ patience: '5' }, 'patience of skipClock() must be a non-negative number of milliseconds, got "5"'],
  ])('rejects unknown and invalid options: %j', (options, message) => {
    expect(() => skipClock(options)).toThrow(new TypeError(message));
  });
});
