import { manualClock } from 'rx-swf/local';
import { asyncScheduler, defer, NEVER, type Observable, of, throwError } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DoesNotExistError, ResponseError } from '../../../src/requests/index.js';
import { Pacer } from '../../../src/requests/pace/Pacer.js';

const rate = { burst: 4, perSecond: 2 };

/** A pacer on a clock of its own, and the calls that it has sent, each with its second. */
function open(share = 0.5) {
  const clock = manualClock();
  const start = clock.now();
  const pacer = new Pacer(clock, { share, rates: { DescribeDomain: rate, ListDomains: rate } });
  const sent: string[] = [];
  const call = (
    name: string,
    since = 0,
    outcome$: Observable<unknown> = of(0),
    operation = 'DescribeDomain',
  ) =>
    pacer
      .run(
        operation,
        since,
        defer(() => {
          sent.push(`${name} at ${Math.round((clock.now() - start) / 100) / 10}`);
          return outcome$;
        }),
      )
      .subscribe({ error: () => undefined });
  return { clock, pacer, sent, call };
}

describe('Pacer', () => {
  it('sends its share of a burst at once, and then its share of the rate', () => {
    const { clock, sent, call } = open();
    for (const name of ['a', 'b', 'c', 'd']) call(name);
    clock.advance(10);
    expect(sent).toEqual(['a at 0', 'b at 0']);
    clock.advance(5_000);
    expect(sent.slice(2)).toEqual(['c at 1', 'd at 2']);
  });

  it('sends the call with the oldest answer first, and of equally old ones the first', () => {
    const { clock, sent, call } = open();
    for (const [name, since] of [
      ['new', 30],
      ['old', 10],
      ['middle', 20],
      ['as old', 10],
    ] as const)
      call(name, since);
    clock.advance(10_000);
    expect(sent.map(told => told.replace(/ at .*/, ''))).toEqual(['old', 'as old', 'middle', 'new']);
  });

  it('keeps a budget for each operation', () => {
    const { clock, sent, call } = open();
    for (const name of ['a', 'b', 'c']) call(name);
    call('list', 0, of(0), 'ListDomains');
    clock.advance(10);
    expect(sent).toEqual(['a at 0', 'b at 0', 'list at 0']);
  });

  it('counts other calls without delaying them, and waits while they use up the rate', () => {
    const { clock, pacer, sent, call } = open();
    for (let n = 0; n < 4; n += 1) pacer.count('DescribeDomain');
    call('a');
    clock.advance(500);
    expect(sent).toEqual([]);
    clock.advance(1_000);
    expect(sent).toEqual(['a at 1']);
  });

  it('gives up a turn that is unsubscribed from', () => {
    const { clock, sent, call } = open();
    call('a', 1).unsubscribe();
    const second = call('b', 2);
    call('c', 3);
    second.unsubscribe();
    clock.advance(10_000);
    expect(sent).toEqual(['c at 0']);
  });

  it('sends one probe after throttling, for whose outcome the others wait', () => {
    const { clock, pacer, sent, call } = open();
    pacer.throttled('DescribeDomain', { initial: 1_000, random: () => 1 });
    for (const name of ['a', 'b', 'c']) call(name, 0, name === 'a' ? NEVER : of(0));
    clock.advance(4_000);
    expect(sent).toEqual(['a at 2']);
  });

  it('stops all operations in an outage, and takes a fault for an answer', () => {
    const { clock, pacer, sent, call } = open();
    pacer.unreachable('DescribeWorkflowType', { initial: 1_000, random: () => 1 });
    call(
      'a',
      0,
      throwError(() => new DoesNotExistError('Unknown domain')),
    );
    call('list', 0, of(0), 'ListDomains');
    call('b');
    clock.advance(900);
    expect(sent).toEqual([]);
    clock.advance(200);
    expect(sent).toEqual(['a at 1', 'b at 1', 'list at 1']);
  });

  it('tells of outages: why, since when, and when they have ended', () => {
    const { clock, pacer, call } = open();
    const begun = clock.now();
    const told: unknown[] = [];
    pacer.outage$.subscribe(outage => told.push(outage && [outage.cause, outage.since - begun]));
    clock.advance(1_000);
    pacer.throttled('DescribeDomain', { initial: 1_000, random: () => 0.5 });
    clock.advance(1_000);
    pacer.throttled('DescribeDomain', { initial: 1_000, random: () => 0.5 });
    pacer.unreachable('DescribeDomain', { initial: 1_000, random: () => 0.5 });
    expect(told).toEqual([undefined, ['throttled', 1_000], ['unreachable', 1_000]]);
    call('a');
    clock.advance(60_000);
    expect(told.slice(3)).toEqual([undefined]);
  });

  it('lets the next call probe if the probe is given up', () => {
    const { clock, pacer, sent, call } = open();
    pacer.unreachable('DescribeDomain', { initial: 1_000, random: () => 1 });
    const probe = call('a', 0, NEVER);
    call('b', 1);
    clock.advance(5_000);
    expect(sent).toEqual(['a at 1']);
    probe.unsubscribe();
    clock.advance(10);
    expect(sent).toEqual(['a at 1', 'b at 5']);
  });

  it('backs off from an operation that fails while others work', () => {
    const { clock, pacer, sent, call } = open(1);
    const fail = (): unknown =>
      pacer
        .run(
          'ListDomains',
          0,
          defer(() => {
            sent.push('list');
            return throwError(
              () => new ResponseError('No answer', { kind: 'TimeoutError', transient: true }),
            );
          }),
        )
        .subscribe({
          error: () => {
            pacer.unreachable('ListDomains', { initial: 1_000, random: () => 1 });
            fail();
          },
        });
    fail();
    for (let second = 0; second < 60; second += 1) {
      call('other');
      clock.advance(1_000);
    }
    const listings = sent.filter(name => name === 'list').length;
    // At once, and then after 1, 2, 4, 8, 16 and 30 s.
    expect(listings).toBeLessThan(8);
    expect(sent.length - listings).toBeGreaterThan(50);
  });

  it('takes new rates for the calls that wait', () => {
    const { clock, pacer, sent, call } = open();
    for (const name of ['a', 'b', 'c', 'd']) call(name);
    clock.advance(10);
    pacer.configure({ rates: { DescribeDomain: { burst: 4, perSecond: 20 } } });
    clock.advance(300);
    expect(sent).toEqual(['a at 0', 'b at 0', 'c at 0.1', 'd at 0.2']);
  });

  it('sends calls under fake timers that leave performance.now() alone', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const pacer = new Pacer(asyncScheduler, { rates: { DescribeDomain: rate } });
    const sent: number[] = [];
    for (let n = 0; n < 4; n += 1) pacer.run('DescribeDomain', 0, of(n)).subscribe(call => sent.push(call));
    vi.advanceTimersByTime(5_000);
    expect(sent).toEqual([0, 1, 2, 3]);
  });
});
