import { manualClock } from 'rx-swf/local';
import { lastValueFrom, NEVER, of, throwError, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type Check, runChecks } from '../../../src/cli/doctor/Check.js';
import { ok, skip, warn } from '../../../src/cli/doctor/findings/Finding.js';

const check = (name: string, examine: Check['examine'], ...needs: readonly string[]): Check => ({
  name,
  needs,
  examine,
});

const run = (...checks: readonly Check[]) => {
  const clock = manualClock();
  return { clock, findings: lastValueFrom(runChecks(checks, clock).pipe(toArray())) };
};

describe('runChecks()', () => {
  it('runs checks in order, one after the other', async () => {
    const order: string[] = [];
    const noting = (name: string) =>
      check(name, () => {
        order.push(name);
        return of(ok(name));
      });
    const { findings } = run(noting('a'), noting('b'));
    expect(await findings).toEqual([
      { check: 'a', status: 'ok', message: 'a' },
      { check: 'b', status: 'ok', message: 'b' },
    ]);
    expect(order).toEqual(['a', 'b']);
  });

  it('skips what needs a check that failed or was skipped, but not what needs one with a warning', async () => {
    const { findings } = run(
      check('a', () => throwError(() => new Error('boom'))),
      check('b', () => of(ok('fine')), 'a'),
      check('c', () => of(ok('fine')), 'b'),
      check('d', () => of(warn('well', 'Do it.'))),
      check('e', () => of(ok('fine')), 'd'),
      check('f', () => of(skip('nothing to examine'))),
      check('g', () => of(ok('fine')), 'f', 'd'),
    );
    expect((await findings).map(({ check, status, message }) => `${check} ${status}: ${message}`)).toEqual([
      'a fail: boom',
      'b skip: not examined, because of a',
      'c skip: not examined, because of b',
      'd warn: well',
      'e ok: fine',
      'f skip: nothing to examine',
      'g skip: not examined, because of f',
    ]);
  });

  it('fails a check that throws, or takes longer than 20 s', async () => {
    const { findings, clock } = run(
      check('a', () => {
        throw new Error('boom');
      }),
      check('b', () => NEVER),
    );
    clock.advance(20_000);
    expect(await findings).toMatchObject([
      { check: 'a', status: 'fail', message: 'boom', advice: expect.any(String) },
      { check: 'b', status: 'fail', message: 'no result within 20 s', advice: expect.any(String) },
    ]);
  });
});
