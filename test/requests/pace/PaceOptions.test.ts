import { connect, InvalidArgumentError, type PaceOptions, setPace, settings } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { afterEach, describe, expect, it } from 'vitest';
import { pacerOf } from '../../../src/requests/index.js';

afterEach(() => settings.clear());
const client = () => new LocalSwf().client();

describe('setPace', () => {
  it('sets the share and the rates of watches', () => {
    const own = client();
    expect(pacerOf(own).perSecond('DescribeDomain')).toBe(3);
    setPace(own, { share: 0.25, rates: { ListDomains: { burst: 100, perSecond: 40 } } });
    expect(pacerOf(own).perSecond('DescribeDomain')).toBe(1.5);
    expect(pacerOf(own).perSecond('ListDomains')).toBe(10);
  });

  it.each<[string, unknown]>([
    ['share of pace', { share: 0 }],
    ['share of pace', { share: 1.1 }],
    ['rates of pace', { rates: { DescribeDomian: { burst: 1, perSecond: 1 } } }],
    ['perSecond of DescribeDomain of pace', { rates: { DescribeDomain: { burst: 1, perSecond: 0 } } }],
    ['Unknown option "shares" for pace', { shares: 0.5 }],
  ])('refuses an invalid %s: %j', (message, options) => {
    expect(() => setPace(client(), options as PaceOptions)).toThrow(InvalidArgumentError);
    expect(() => setPace(client(), options as PaceOptions)).toThrow(message);
  });
});

describe('the pace of the settings', () => {
  it('applies to the client of the settings', () => {
    const own = client();
    settings.set({ client: own, pace: { share: 1 } });
    expect(pacerOf(connect()).perSecond('DescribeDomain')).toBe(6);
  });

  it('applies to a client of its own with connect()', () => {
    settings.set({ region: 'eu-west-1' });
    const own = connect({ pace: { share: 0.1 } });
    expect(own).not.toBe(connect());
    expect(pacerOf(own).perSecond('GetWorkflowExecutionHistory')).toBe(6);
    expect(pacerOf(connect()).perSecond('GetWorkflowExecutionHistory')).toBe(30);
  });

  it('is refused early if it is not valid', () => {
    expect(() => settings.set({ pace: { share: 2 } })).toThrow('share of pace must be a number above 0');
  });
});
