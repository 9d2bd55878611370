import { TerminateWorkflowExecutionCommand } from '@aws-sdk/client-swf';
import { type Clock, realClock, skipClock } from 'rx-swf/local';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { domain } from '../../harness/registrations.js';
import { SdkHarness } from '../../harness/SdkHarness.js';
import { decision } from '../../harness/sdkDecisions.js';
import { temporaryFolder } from '../../harness/temporaryFolder.js';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 1);

let warnings: string[];

beforeEach(() => {
  // setImmediate and the like stay: a data folder is written by the host.
  vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'], now: start });
  warnings = [];
  vi.spyOn(process, 'emitWarning').mockImplementation((warning: string | Error) => {
    warnings.push(`${warning}`);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Sets what the machine's clock shows. */
const setBy = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);
const pass = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);

/** An execution with a timer that has been started. */
async function withTimer(options: { clock: Clock | 'real'; data?: string }, seconds = 60) {
  const harness = await SdkHarness.open(options);
  const execution = await harness.start('w1', { executionStartToCloseTimeout: '31536000' });
  await harness.decide(decision('StartTimer', { timerId: 't', startToFireTimeout: String(seconds) }));
  return { harness, execution };
}

describe('the real clock', () => {
  it.each(['real', 'skip'] as const)(
    'keeps advancing when the clock of the machine is set back: %s',
    name => {
      const clock = name === 'real' ? realClock() : skipClock();
      expect(clock.now()).toBe(start);
      setBy(-hour);
      expect(clock.now()).toBe(start);
      pass(1000);
      expect(clock.now()).toBe(start + 1000);
      // It is put right again.
      setBy(hour);
      expect(clock.now()).toBe(start + 1000);
      pass(1000);
      expect(clock.now()).toBe(start + 2000);
    },
  );

  it('warns once of a clock that was set back, unless by a little', () => {
    const clock = realClock();
    setBy(-500);
    clock.now();
    expect(warnings).toEqual([]);
    setBy(-hour);
    clock.now();
    setBy(-hour);
    clock.now();
    expect(warnings).toEqual([expect.stringContaining('The clock of this machine was set back')]);
  });

  it('follows a clock that is set forward, or a machine that has slept, within a minute', () => {
    const clock = realClock();
    const ring = vi.fn(() => clock.now());
    const alarm = clock.alarm(ring);
    alarm.set(start + 2 * hour);
    pass(1000);
    setBy(3 * hour);
    expect(clock.now()).toBe(start + 3 * hour + 1000);
    pass(60_000);
    expect(ring).toHaveBeenCalledOnce();
  });

  it('rings no alarm early, however far ahead it is set', () => {
    const clock = realClock();
    const rung: number[] = [];
    clock.alarm(() => rung.push(clock.now())).set(start + 40 * day);
    pass(40 * day - 1);
    expect(rung).toEqual([]);
    pass(1);
    expect(rung).toEqual([start + 40 * day]);
  });

  it('fires timers on time although the clock of the machine is set back meanwhile', async () => {
    const { harness, execution } = await withTimer({ clock: 'real' });
    setBy(-day);
    pass(59_000);
    expect(await harness.types(execution)).not.toContain('TimerFired');
    pass(1000);
    expect(await harness.types(execution)).toContain('TimerFired');
  });
});

describe('a data folder that is ahead of the clock', () => {
  it('is resumed from by the real clock, with a warning', async () => {
    const data = temporaryFolder();
    const skipping = skipClock();
    skipping.reach?.(start + 30 * day);
    const { harness, execution } = await withTimer({ clock: skipping, data });
    await harness.swf.close();
    const later = SdkHarness.empty({ clock: 'real', data });
    await later.swf.ready();
    expect(warnings).toEqual([
      expect.stringMatching(/resumes at 2026-01-31T00:00:00.000Z, .* It is 30 days ahead of its clock/),
    ]);
    expect(await later.types(execution)).not.toContain('TimerFired');
    pass(60_000);
    expect(await later.types(execution)).toContain('TimerFired');
    await later.client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId: 'w1' }));
    const events = await later.events(execution);
    expect(events.at(-1)?.eventTimestamp?.getTime()).toBe(start + 30 * day + 60_000);
  });

  it('is resumed from when the clock of the machine was set back between two runs', async () => {
    const data = temporaryFolder();
    const { harness, execution } = await withTimer({ clock: 'real', data });
    await harness.swf.close();
    setBy(-day);
    const later = SdkHarness.empty({ clock: 'real', data });
    await later.swf.ready();
    pass(60_000);
    expect(await later.types(execution)).toContain('TimerFired');
    expect(warnings).toEqual([expect.stringContaining('It is 24 hours ahead of its clock')]);
  });

  it('is resumed from by a custom clock without reach()', async () => {
    const data = temporaryFolder();
    const { harness, execution } = await withTimer({ clock: 'real', data });
    await harness.swf.close();
    const { now, alarm } = realClock();
    const clock: Clock = {
      now: () => now() - 10 * day,
      alarm: ring => {
        const own = alarm(ring);
        return { ...own, set: at => own.set(at + 10 * day), clear: () => own.clear(), keepAlive: () => {} };
      },
    };
    const later = SdkHarness.empty({ clock, data });
    await later.swf.ready();
    pass(60_000);
    expect(await later.types(execution)).toContain('TimerFired');
  });

  it('causes no warning if it is not ahead', async () => {
    const data = temporaryFolder();
    const { harness } = await withTimer({ clock: 'real', data });
    await harness.swf.close();
    pass(1000);
    await SdkHarness.empty({ clock: 'real', data }).swf.ready();
    expect(warnings).toEqual([]);
  });
});
