import { VirtualTimeScheduler } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it, vi } from 'vitest';
import { every, MonotonicClock, wait } from '../../../src/requests/index.js';

const day = 86_400_000;

describe('wait', () => {
  it.each([0, 1, 1_000, 2 ** 31 - 1, 2 ** 31, 30 * day, 400 * day])(
    'emits once after %d ms',
    milliseconds => {
      const scheduler = new VirtualTimeScheduler();
      const heard: number[] = [];
      wait(milliseconds, scheduler).subscribe({
        next: () => heard.push(scheduler.now()),
        complete: () => heard.push(-1),
      });
      scheduler.flush();
      expect(heard).toEqual([milliseconds, -1]);
    },
  );

  it("sets no timer beyond the host's maximum, and none at all for Infinity", () => {
    vi.useFakeTimers();
    const set = vi.spyOn(globalThis, 'setInterval');
    try {
      wait(30 * day).subscribe();
      wait(Number.POSITIVE_INFINITY).subscribe();
      every(Number.POSITIVE_INFINITY).subscribe();
      expect(set.mock.calls.map(([, delay]) => delay)).toEqual([2 ** 31 - 1]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('sets no further timer after it is unsubscribed from', () => {
    const scheduler = new VirtualTimeScheduler();
    const heard: number[] = [];
    const waiting = wait(30 * day, scheduler).subscribe(() => heard.push(scheduler.now()));
    scheduler.schedule(() => waiting.unsubscribe(), 29 * day);
    scheduler.flush();
    expect(heard).toEqual([]);
    expect(scheduler.now()).toBeLessThan(30 * day);
  });
});

describe('every', () => {
  it('emits after each period', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ expectObservable }) => {
      expectObservable(every(3), '----------!').toBe('---0--0--0', { 0: 0 });
    });
  });
});

describe('MonotonicClock', () => {
  /** Virtual time whose `now()` can be set. */
  class SetClock extends VirtualTimeScheduler {
    constructor() {
      super();
      this.now = () => this.frame + this.shift;
    }
    shift = 1_800_000_000_000;
  }

  it('only moves forward, even if its scheduler does not', () => {
    const scheduler = new SetClock();
    const clock = new MonotonicClock(scheduler);
    const readings: number[] = [];
    const read = () => readings.push(clock.now());
    scheduler.schedule(read, 10);
    scheduler.schedule(() => {
      scheduler.shift -= 3_600_000;
      read();
    }, 20);
    scheduler.schedule(read, 30);
    scheduler.flush();
    expect(readings).toEqual([10, 10, 20]);
  });

  it('has advanced by the full delay of a wait, even if the clock was set back', () => {
    const scheduler = new SetClock();
    const clock = new MonotonicClock(scheduler);
    const readings: number[] = [];
    clock.wait(100).subscribe(() => readings.push(clock.now()));
    scheduler.schedule(() => {
      scheduler.shift -= 3_600_000;
    }, 40);
    scheduler.flush();
    expect(readings).toEqual([100]);
  });

  it('does not accumulate the error of timers that fire early', () => {
    const scheduler = new SetClock();
    const early = {
      now: () => scheduler.now(),
      schedule: ((work, delay = 0, state) =>
        scheduler.schedule(work, Math.max(0, delay - 1), state)) as typeof scheduler.schedule,
    };
    const clock = new MonotonicClock(early);
    const readings: number[] = [];
    clock.wait(100).subscribe(() => readings.push(clock.now()));
    scheduler.schedule(() => readings.push(clock.now()), 150);
    scheduler.flush();
    expect(readings).toEqual([100, 150]);
  });

  it('does not read the wall clock on a real-time scheduler', () => {
    vi.useFakeTimers();
    try {
      const clock = new MonotonicClock();
      vi.advanceTimersByTime(500);
      vi.setSystemTime(Date.now() - 3_600_000);
      expect(clock.now()).toBe(500);
      vi.setSystemTime(Date.now() + 7_200_000);
      vi.advanceTimersByTime(500);
      expect(clock.now()).toBe(1_000);
    } finally {
      vi.useRealTimers();
    }
  });

  it('follows virtual time within TestScheduler.run()', () => {
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(({ flush }) => {
      const clock = new MonotonicClock();
      const readings: number[] = [];
      wait(70).subscribe(() => readings.push(clock.now()));
      flush();
      expect(readings).toEqual([70]);
    });
  });
});
