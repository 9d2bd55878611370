import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  concatWith,
  config,
  defer,
  EMPTY,
  from,
  lastValueFrom,
  merge,
  NEVER,
  type Observable,
  of,
  take,
  tap,
  throwError,
  timer,
} from 'rxjs';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DeterminismError, StalledError } from '../../../src/workflows/errors/DeterminismError.js';
import { guarded } from '../../../src/workflows/guard/guard.js';
import type { TurnHost } from '../../../src/workflows/guard/TurnHost.js';
import type { RunSettings } from '../../../src/workflows/run/RunSettings.js';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';

const work = activity<unknown, number>({ name: 'Work', version: '1' });

const code = (run: (context: WorkflowContext) => Observable<unknown>) =>
  workflow({ name: 'Guarded', version: '1' }, (_: unknown, context) => run(context));

/** Values that code reads in a turn. */
function inTurn<T>(find: () => T, options: Partial<RunSettings> = {}): T {
  const found: T[] = [];
  const finding = code(() =>
    defer(() => {
      found.push(find());
      return EMPTY;
    }),
  );
  new RunHarness(finding, options).decide();
  const [one] = found;
  return one as T;
}

const seams = () => ({
  setTimeout: Object.getOwnPropertyDescriptor(globalThis, 'setTimeout'),
  setInterval: Object.getOwnPropertyDescriptor(globalThis, 'setInterval'),
  clearTimeout: Object.getOwnPropertyDescriptor(globalThis, 'clearTimeout'),
  clearInterval: Object.getOwnPropertyDescriptor(globalThis, 'clearInterval'),
  setImmediate: Object.getOwnPropertyDescriptor(globalThis, 'setImmediate'),
  queueMicrotask: Object.getOwnPropertyDescriptor(globalThis, 'queueMicrotask'),
  Date: Object.getOwnPropertyDescriptor(globalThis, 'Date'),
  random: Object.getOwnPropertyDescriptor(Math, 'random'),
  now: Object.getOwnPropertyDescriptor(performance, 'now'),
  randomUUID: Object.getOwnPropertyDescriptor(crypto, 'randomUUID'),
  getRandomValues: Object.getOwnPropertyDescriptor(crypto, 'getRandomValues'),
  then: Object.getOwnPropertyDescriptor(Promise.prototype, 'then'),
});

afterEach(() => {
  vi.useRealTimers();
});

describe("the host's functions in a turn", () => {
  it('are restored after a turn, even if it throws', () => {
    const before = seams();
    const failing = new RunHarness(
      code(() => defer(() => Promise.resolve())),
      { watchPromises: true },
    );
    expect(() => failing.decide()).toThrow(DeterminismError);
    expect(seams()).toEqual(before);
    inTurn(() => expect(seams()).not.toEqual(before));
    expect(seams()).toEqual(before);
  });

  it('are restored to the fakes of a test if it has installed some', () => {
    vi.useFakeTimers({ now: 0 });
    const before = seams();
    expect(inTurn(() => Date.now())).toBe(Date.UTC(2026, 0));
    expect(seams()).toEqual(before);
    expect(Date.now()).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tell the time of the execution, with ordinary dates', () => {
    const start = Date.UTC(2026, 0);
    expect(
      inTurn(() => [Date.now(), new Date(5).getTime(), Date(), Date.UTC(2000, 0), Date.parse('1970')]),
    ).toEqual([start, 5, new Date(start).toString(), Date.UTC(2000, 0), 0]);
    const date = new Date();
    class Holiday extends Date {
      readonly isFree = true;
    }
    expect(
      inTurn(() => date instanceof Date && new Date() instanceof Date && new Holiday(1) instanceof Date),
    ).toBe(true);
    expect(inTurn(() => new Date())).toBeInstanceOf(Date);
    const own = () => new (class extends Date {})();
    expect(inTurn(() => own().getTime())).toBe(start);
    expect(inTurn(own)).toBeInstanceOf(Date);
  });

  it('give the same random numbers to every replay of a run, and different ones to other runs', () => {
    const dice = () => [Math.random(), Math.random()];
    const first = inTurn(dice);
    expect(inTurn(dice)).toEqual(first);
    expect(first[0]).not.toBe(first[1]);
    const execution = { workflowId: 'w', runId: 'other' };
    expect(inTurn(dice, { execution })).not.toEqual(first);
  });

  it('start timers with arguments, whose handles stay valid from turn to turn', () => {
    const seen: unknown[] = [];
    const ticking = code(({ signal }) => {
      setTimeout((...args: unknown[]) => seen.push(args), 1_500, 'a', 2);
      const tick = setInterval(() => seen.push('tick'), 1_000);
      tick.unref().ref();
      return signal('stop').pipe(
        take(1),
        tap(() => clearInterval(tick)),
      );
    });
    const harness = new RunHarness(ticking);
    expect(decisionLabels(harness.decide())).toEqual(['StartTimer 1', 'StartTimer 2']);
    expect(decisionLabels(harness.after(b => b.timerFired('2')))).toEqual(['StartTimer 3']);
    expect(decisionLabels(harness.after(b => b.timerFired('1')))).toEqual([]);
    expect(decisionLabels(harness.after(b => b.signal('stop')))).toEqual(['CompleteWorkflowExecution']);
    expect(seen.slice(0, 1)).toEqual(['tick']);
    expect(seen).toContainEqual(['a', 2]);
    harness.replayWith(ticking);
  });

  it('clear an interval from its own callback, and handles of either kind by either function', () => {
    let ticks = 0;
    const harness = new RunHarness(
      code(() => {
        const tick = setInterval(() => {
          ticks += 1;
          clearTimeout(tick);
        }, 1_000);
        const late = setTimeout(() => {}, 5_000);
        clearInterval(late);
        clearTimeout(undefined);
        return timer(9_000);
      }),
    );
    expect(decisionLabels(harness.decide())).toEqual(['StartTimer 1', 'StartTimer 3']);
    ticks = 0;
    expect(decisionLabels(harness.after(b => b.timerFired('1')))).toEqual([]);
    expect(ticks).toBeGreaterThan(0);
  });

  it('let a workflow clear a timer of the host', () => {
    const fired = vi.fn();
    const handle = setTimeout(fired, 0);
    inTurn(() => clearTimeout(handle));
    expect(Reflect.get(handle, '_destroyed')).toBe(true);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['setImmediate', () => setImmediate(() => {}), /setImmediate.*context\.scheduler/],
    ['queueMicrotask', () => queueMicrotask(() => {}), /queueMicrotask.*directly/],
    ['crypto.randomUUID', () => crypto.randomUUID(), /randomUUID.*context\.uuid/],
    [
      'crypto.getRandomValues',
      () => crypto.getRandomValues(new Uint8Array(1)),
      /getRandomValues.*context\.random/,
    ],
    ['a Promise', () => Promise.resolve().then(() => {}), /Promise.*activity/],
  ])('refuse %s, and fail the decision even if the workflow catches that', (_, use, message) => {
    const sly = code(() =>
      defer(() => {
        use();
        return of(1);
      }).pipe(catchError(() => timer(1_000))),
    );
    expect(() => new RunHarness(sly, { watchPromises: true }).decide()).toThrow(DeterminismError);
    expect(() => new RunHarness(sly, { watchPromises: true }).decide()).toThrow(message);
  });

  it.each<[string, () => unknown]>([
    ['setTimeout', () => setTimeout(() => {}, 1_000)],
    ['setInterval', () => setInterval(() => {}, 1_000)],
    ['Math.random', () => Math.random()],
    ['performance.now', () => performance.now()],
    ['Date.now', () => Date.now()],
    ['new Date', () => new Date()],
    ['Date()', () => Date()],
  ])('refuse %s in strict mode', (_, use) => {
    expect(() => inTurn(use, { globals: 'strict' })).toThrow(DeterminismError);
    expect(() => inTurn(use, { globals: 'strict' })).toThrow(/context\./);
  });

  it('allow in strict mode what does not depend on the current time, and what takes the scheduler', () => {
    expect(inTurn(() => new Date(5).getTime() + Date.UTC(1970, 0), { globals: 'strict' })).toBe(5);
    const harness = new RunHarness(
      code(({ scheduler }) => timer(1_000, scheduler)),
      { globals: 'strict' },
    );
    expect(decisionLabels(harness.decide())).toEqual(['StartTimer 1']);
  });

  it("fail the execution for an error in a subscription of the user's own, or the decision in strict mode", () => {
    const careless = code(() => {
      throwError(() => new Error('mine')).subscribe();
      return timer(0).pipe(concatWith(NEVER));
    });
    const [failed] = new RunHarness(careless).decide().decisions;
    expect(failed?.failWorkflowExecutionDecisionAttributes?.reason).toContain('mine');
    expect(() => new RunHarness(careless, { globals: 'strict' }).decide()).toThrow(DeterminismError);
  });

  it('report a function that was kept beyond its turn', () => {
    const kept = inTurn(() => Math.random);
    expect(() => kept()).toThrow(/kept from a turn/);
  });

  it('belong to one turn at a time', () => {
    const host = {
      now: () => 0,
      after: () => () => {},
      random: () => 0,
      hold: () => () => {},
      violate: (error: Error) => {
        throw error;
      },
    } as TurnHost;
    expect(() => guarded(host, 'durable', false, () => guarded(host, 'durable', false, () => 1))).toThrow(
      /inside another turn/,
    );
  });
});

describe('what happens outside of a turn', () => {
  it('fails the next decision: a value or an error of the pipeline', async () => {
    const outcomes: (() => Promise<unknown>)[] = [
      () => Promise.resolve(1),
      () => Promise.reject(new Error('no')),
    ];
    for (const outcome of outcomes) {
      const harness = new RunHarness(code(({ signal }) => merge(signal('go'), defer(outcome))));
      harness.decide();
      await vi.waitFor(() =>
        expect(() => harness.run.program.checked()).toThrow(/Not allowed outside of a decision/),
      );
      expect(() => harness.after(b => b.signal('go'))).toThrow(/(a value|an error) of the pipeline/);
    }
  });

  it('may not issue a command', async () => {
    const harness = new RunHarness(
      code(({ signal, run }) =>
        merge(
          signal('go'),
          from(Promise.resolve()).pipe(s => concat(s, run(work, 1))),
        ),
      ),
    );
    harness.decide();
    await vi.waitFor(() => expect(() => harness.run.program.checked()).toThrow());
    expect(() => harness.after(b => b.signal('go'))).toThrow(/Not allowed outside of a decision/);
  });

  it('ends no process, even if nobody handles the error', async () => {
    const unheard = vi.fn();
    config.onUnhandledError = unheard;
    onTestFinished(() => {
      config.onUnhandledError = null;
    });
    const floating = code(({ signal, run, scheduler }) => {
      const works = run(work, 1).subscribe();
      const waits = timer(1_000, scheduler).subscribe();
      const late = async () => {
        await undefined;
        works.unsubscribe();
        waits.unsubscribe();
        run(work, 2).subscribe();
        timer(1_000, scheduler).subscribe();
      };
      return signal('go').pipe(tap(() => void late()));
    });
    const harness = new RunHarness(floating);
    harness.decide();
    harness.after(b => b.signal('go'));
    // RxJS reports unhandled errors by a timer of the host. This timer comes after it.
    await lastValueFrom(timer(0));
    expect(unheard).not.toHaveBeenCalled();
    expect(() => harness.after(b => b.signal('go'))).toThrow(
      /Not allowed outside of a decision: the cancellation of Schedule/,
    );
  });

  it('is detected if nothing else could happen', () => {
    expect(() => new RunHarness(code(() => from(Promise.resolve(1)))).decide()).toThrow(StalledError);
    expect(() => new RunHarness(code(() => NEVER)).decide()).toThrow(/probably a Promise/);
  });
});
