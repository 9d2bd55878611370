import { type ActivityTask, type ActorOptions, perform, retryTransient, ThrottledError } from 'rx-swf';
import {
  asyncScheduler,
  defer,
  of,
  type SchedulerAction,
  Subject,
  type Subscription,
  take,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeActor } from '../../../harness/FakeActor.js';
import { FakeTask } from '../../../harness/FakeTask.js';

const hour = 3_600_000;
const day = 24 * hour;
const task = (poll: number) => new FakeTask(String(poll));

/** Virtual time whose `now()` is a wall clock that can be set, and whose timers fire early by `early` milliseconds. */
class WallClock extends VirtualTimeScheduler {
  wall = 1_800_000_000_000;
  early = 0;

  constructor() {
    super();
    this.now = () => this.wall + this.frame;
  }

  override schedule<T>(
    work: (this: SchedulerAction<T>, state?: T) => void,
    delay = 0,
    state?: T,
  ): Subscription {
    return super.schedule(work, Math.max(0, delay - this.early), state);
  }

  /** Advances to a time. */
  until(end: number): void {
    this.maxFrames = end;
    this.flush();
  }
}

/** A worker that answers at once, and the arrival times of its tasks. */
function working(
  clock: WallClock,
  options: ActorOptions,
  next: (poll: number) => ActivityTask | Error = task,
) {
  const times: number[] = [];
  const worker = new FakeActor(next, { scheduler: clock, ...options }, 'thumbnails');
  const subscription = worker
    .pipe(perform(() => 'done', { heartbeatInterval: Number.POSITIVE_INFINITY, scheduler: clock }))
    .subscribe(() => times.push(clock.frame));
  return { times, worker, subscription };
}

// The polls of a FakeActor take 10 ms on RxJS's own timers. Here these run on virtual time, too.
const delays = (clock: WallClock) =>
  vi.spyOn(asyncScheduler, 'schedule').mockImplementation(clock.schedule.bind(clock));
afterEach(() => vi.restoreAllMocks());

describe('rateLimit', () => {
  it.each([1, 8])('continues when timers fire 1 ms early, at concurrency %i', concurrency => {
    const clock = new WallClock();
    clock.early = 1;
    delays(clock);
    const { times } = working(clock, { rateLimit: 30, concurrency });
    clock.until(60_000);
    expect(times.length).toBeGreaterThan(1_790);
    // 30 per second, and a burst of one second's worth at the beginning.
    expect(times.length).toBeLessThanOrEqual(1_831);
  });

  it.each([50, hour])('continues without a pause when the clock is set back by %i ms', back => {
    const clock = new WallClock();
    delays(clock);
    const { times } = working(clock, { rateLimit: 10, concurrency: 4 });
    for (const at of [5_005, 20_055, 20_099]) {
      clock.schedule(() => {
        clock.wall -= back;
      }, at);
    }
    clock.until(40_000);
    expect(times.length).toBeGreaterThanOrEqual(400);
    const gaps = times.map((time, n) => time - (times[n - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(200);
  });
});

describe('backoff delays', () => {
  const throttled = new ThrottledError('Rate exceeded');

  it('do not get longer when the clock is set back by an hour', () => {
    const clock = new WallClock();
    delays(clock);
    const { times } = working(clock, { concurrency: 2 }, poll => (poll < 2 ? throttled : task(poll)));
    clock.schedule(() => {
      clock.wall -= hour;
    }, 50);
    clock.until(1_000);
    expect(times[0]).toBe(120);
  });

  it('do not get longer when the clock is set back between two of them', () => {
    const clock = new WallClock();
    delays(clock);
    const outcomes = [throttled, task(1), throttled];
    const { times } = working(clock, {}, poll => outcomes[poll] ?? task(poll));
    clock.schedule(() => {
      clock.wall -= hour;
    }, 115);
    clock.until(1_000);
    // 10 ms of the poll, 100 ms, 10 ms; 10 ms, 100 ms, 10 ms.
    expect(times.slice(0, 2)).toEqual([120, 240]);
  });

  it('of a retried call do not get longer either', () => {
    const clock = new WallClock();
    const times: number[] = [];
    defer(() => {
      times.push(clock.frame);
      clock.wall -= hour;
      return throwError(() => throttled);
    })
      .pipe(retryTransient({ initial: 100, random: () => 1, count: 3, scheduler: clock }))
      .subscribe({ error: () => {} });
    clock.until(hour);
    expect(times).toEqual([0, 100, 300, 700]);
  });
});

describe('durations in events', () => {
  it('are never negative', () => {
    const clock = new WallClock();
    delays(clock);
    const durations: number[] = [];
    const worker = new FakeActor(task, { scheduler: clock });
    worker.events$.subscribe(event => {
      if ('duration' in event) durations.push(event.duration);
    });
    worker.pipe(perform(() => 'done', { heartbeatInterval: Number.POSITIVE_INFINITY })).subscribe();
    clock.schedule(() => {
      clock.wall -= hour;
    }, 5);
    clock.until(100);
    expect(Math.min(...durations)).toBeGreaterThanOrEqual(0);
  });
});

describe('heartbeats and deadlines', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('follow elapsed time, not the wall clock', () => {
    const held = new FakeTask('0');
    const worker = new FakeActor(poll => (poll === 0 ? held : undefined), { concurrency: 1 });
    const subscription = worker
      .pipe(
        perform(() => new Promise(() => {}), { heartbeatInterval: 1_000 }),
        take(1),
      )
      .subscribe();
    for (let second = 0; second < 10; second += 1) {
      vi.setSystemTime(Date.now() - hour);
      vi.advanceTimersByTime(1_000);
    }
    expect(held.log.length).toBeGreaterThanOrEqual(9);
    subscription.unsubscribe();
  });

  it.each([30 * day, 400 * day, Number.POSITIVE_INFINITY])(
    'are not due immediately when they are %d ms away',
    period => {
      const held = new FakeTask('0');
      const stop$ = new Subject<void>();
      const worker = new FakeActor(() => held, {
        drainOn: stop$,
        drain: { deadline: period, pollGrace: period },
      });
      const subscription = worker
        .pipe(perform(() => new Promise(() => {}), { heartbeatInterval: period, cancelGrace: period }))
        .subscribe();
      vi.advanceTimersByTime(1_000);
      stop$.next();
      vi.advanceTimersByTime(20 * day);
      expect(held.log).toEqual([]);
      vi.advanceTimersByTime(10 * day);
      expect(held.log).toHaveLength(period === 30 * day ? 2 : 0);
      subscription.unsubscribe();
    },
  );

  it('leave a canceled handler its grace of a month', () => {
    const held = new FakeTask('0', [of({ cancelRequested: true })]);
    const worker = new FakeActor(() => held);
    const work$ = worker.pipe(
      perform(() => new Promise(() => {}), { heartbeatInterval: hour, cancelGrace: 30 * day }),
      take(1),
    );
    const subscription = work$.subscribe();
    vi.advanceTimersByTime(29 * day);
    expect(held.log.filter(line => line.startsWith('canceled'))).toEqual([]);
    vi.advanceTimersByTime(2 * day);
    expect(held.log.filter(line => line.startsWith('canceled'))).toHaveLength(1);
    subscription.unsubscribe();
  });
});
