import { LocalSwf, type LocalSwfOptions, manualClock, skipClock } from 'rx-swf/local';
import { describe, expect, it } from 'vitest';
import { openSwf } from '../harness/openSwf.js';

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

  it.each<[string, string]>([
    ['longpoll', 'Did you mean "longPoll"?'],
    ['long_poll', 'Did you mean "longPoll"?'],
    ['credential', 'Did you mean "credentials"?'],
    ['regoin', 'Did you mean "region"?'],
    ['lambdas', 'Did you mean "lambda"?'],
    ['port', 'Expected one of: region, account, clock,'],
  ])('is not made with an option that it does not know: %s', (name, advice) => {
    const options = { [name]: undefined } as LocalSwfOptions;
    expect(() => new LocalSwf(options)).toThrow(TypeError);
    expect(() => new LocalSwf(options)).toThrow(`LocalSwf: unknown option "${name}". ${advice}`);
  });

  it.each<[unknown, string]>([
    ['us-east-1', '"us-east-1"'],
    [null, 'null'],
    [4577, '4577'],
    [['us-east-1'], '["us-east-1"]'],
    [new Map([['region', 'eu-west-1']]), '{}'],
    [() => ({}), 'a function'],
  ])('is not made with what is no options object: %s', (options, shown) => {
    expect(() => new LocalSwf(options as LocalSwfOptions)).toThrow(
      new TypeError(`LocalSwf: the options must be an object, got ${shown}`),
    );
  });

  it('takes options that come from a class', async () => {
    class Options {
      readonly region = 'eu-west-1';
    }
    await new LocalSwf(new Options()).close();
  });
});

describe('listen()', () => {
  it.each<[object, string]>([
    [{ prot: 4577 }, 'listen(): unknown option "prot". Did you mean "port"?'],
    [{ request_timeout: 1 }, 'listen(): unknown option "request_timeout". Did you mean "requestTimeout"?'],
    [{ port: 70_000 }, 'listen(): port must be a whole number from 0 to 65535, got 70000'],
    [{ port: 0.5 }, 'listen(): port must be a whole number from 0 to 65535, got 0.5'],
    [{ host: '' }, 'listen(): host must be an address of this machine, got ""'],
    [
      { requestTimeout: Number.NaN },
      'listen(): requestTimeout must be a number of milliseconds from 0, got NaN',
    ],
    [{ responseTimeout: '1' }, 'listen(): responseTimeout must be a number of milliseconds from 0, got "1"'],
  ])('refuses what it does not know or cannot use: %j', async (options, message) => {
    const swf = openSwf();
    await expect(swf.listen(options)).rejects.toThrow(new TypeError(message));
  });
});

describe('skipClock()', () => {
  it.each<[object, string]>([
    [{ patient: 1 }, 'skipClock(): unknown option "patient". Did you mean "patience"?'],
    [{ quiet: -1 }, 'skipClock(): quiet must be a number of milliseconds from 0, got -1'],
    [{ patience: '5' }, 'skipClock(): patience must be a number of milliseconds from 0, got "5"'],
  ])('refuses what it does not know or cannot use: %j', (options, message) => {
    expect(() => skipClock(options)).toThrow(new TypeError(message));
  });
});
