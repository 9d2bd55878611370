import { type WorkflowContext, workflow } from 'rx-swf/workflows';
import {
  concat,
  delay,
  interval,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  range,
  repeat,
  switchMap,
  take,
  takeUntil,
  tap,
  timer,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DeterminismError } from '../../../src/workflows/errors/DeterminismError.js';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';

const code = (run: (context: WorkflowContext) => Observable<unknown>) =>
  workflow({ name: 'Clock', version: '1' }, (_: unknown, context) => run(context));

const secondsOf = (delay: number) => {
  const { decisions } = new RunHarness(
    code(({ scheduler }) => merge(timer(delay, scheduler), NEVER).pipe(takeUntil(timer(99_000)))),
  ).decide();
  return decisions
    .map(({ startTimerDecisionAttributes: timer }) => Number(timer?.startToFireTimeout))
    .filter(s => s !== 99);
};

describe('durable time', () => {
  it.each([
    [1, [1]],
    [999.5, [1]],
    [1_000, [1]],
    [1_001, [2]],
    [0, []],
    [-0.5, []],
    [-5_000, []],
    [Number.NaN, []],
    [Number.POSITIVE_INFINITY, [31_536_000]],
    [Number.MAX_SAFE_INTEGER, [31_536_000]],
    [3_000_000_000, [3_000_000]],
  ])(
    'rounds %s ms up to whole seconds, at most a year; work without a delay needs no timer',
    (delay, seconds) => {
      expect(secondsOf(delay)).toEqual(seconds);
    },
  );

  it('runs work without a delay in the same turn, in order, after all current work and before the next event', () => {
    const seen: string[] = [];
    const harness = new RunHarness(
      code(({ signals, scheduler }) =>
        signals.pipe(
          tap(({ name }) => {
            scheduler.schedule(() => {
              seen.push(`${name}: later`);
              setTimeout(() => seen.push(`${name}: last`));
            });
            setTimeout(() => seen.push(`${name}: then`), 0);
            seen.push(`${name}: now`);
          }),
        ),
      ),
    );
    harness.builder.signal('a').signal('b');
    harness.decide();
    const each = (name: string) => ['now', 'later', 'then', 'last'].map(when => `${name}: ${when}`);
    // The harness decides twice.
    expect(seen).toEqual([...each('a'), ...each('b'), ...each('a'), ...each('b')]);
  });

  it('detects endless work without a delay', () => {
    expect(() => new RunHarness(code(() => interval(0))).decide()).toThrow(DeterminismError);
    expect(() => new RunHarness(code(({ scheduler }) => timer(0, 0, scheduler))).decide()).toThrow(
      /without a delay/,
    );
    expect(() => new RunHarness(code(() => of(0).pipe(repeat({ delay: 0 })))).decide()).toThrow(
      /Give the interval/,
    );
  });

  it('allows much work without a delay', () => {
    const harness = new RunHarness(code(() => interval(0).pipe(take(50_000))));
    expect(decisionLabels(harness.decide())).toEqual(['CompleteWorkflowExecution']);
  });

  it('cancels work without a delay before it runs', () => {
    const seen: number[] = [];
    const harness = new RunHarness(
      code(({ scheduler }) => {
        const later = scheduler.schedule(() => seen.push(1));
        scheduler.schedule(() => later.unsubscribe());
        const never = scheduler.schedule(() => seen.push(2));
        never.unsubscribe();
        return timer(0);
      }),
    );
    harness.decide();
    expect(seen).toEqual([1, 1]);
  });

  it('does not run work that was canceled by the event before it in the same batch', () => {
    const race = code(({ signal }) =>
      merge(timer(5_000).pipe(map(() => 'fired')), NEVER).pipe(takeUntil(signal('stop'))),
    );
    const harness = new RunHarness(race);
    harness.decide();
    harness.builder.signal('stop').timerFired('1');
    const { decisions } = harness.decide();
    expect(decisionLabels({ decisions })).toEqual(['CompleteWorkflowExecution']);
    expect(decisions[0]?.completeWorkflowExecutionDecisionAttributes).toEqual({});
    harness.replayWith(race);
  });

  it('runs work that was due before it was canceled in the same batch', () => {
    const race = code(({ signal }) =>
      merge(timer(5_000).pipe(map(() => 'fired')), NEVER).pipe(takeUntil(signal('stop'))),
    );
    const harness = new RunHarness(race);
    harness.decide();
    harness.builder.timerFired('1').signal('stop');
    expect(harness.decide().decisions[0]?.completeWorkflowExecutionDecisionAttributes?.result).toBe(
      '"fired"',
    );
    harness.replayWith(race);
  });

  it('ignores a timer that fired while it was being canceled', () => {
    const restarted = code(({ signal }) =>
      concat(of(0), signal('again')).pipe(
        switchMap(n => timer(5_000).pipe(map(() => n))),
        take(1),
      ),
    );
    const harness = new RunHarness(restarted);
    harness.decide();
    harness.builder.signal('again', { input: 1 });
    expect(decisionLabels(harness.decide(() => harness.builder.timerFired('1')))).toEqual([
      'CancelTimer 1',
      'StartTimer 2',
    ]);
    expect(decisionLabels(harness.decide())).toEqual([]);
    expect(
      harness.after(b => b.timerFired('2')).decisions[0]?.completeWorkflowExecutionDecisionAttributes?.result,
    ).toBe('1');
    harness.replayWith(restarted);
  });

  it('is the time of the current event, and advances between the events of a batch', () => {
    const times: number[] = [];
    const harness = new RunHarness(
      code(({ signals, now }) => signals.pipe(tap(() => times.push(now(), Date.now(), performance.now())))),
    );
    harness.builder.signal('a').wait(60).signal('b');
    harness.decide();
    const [a = 0, , , b = 0] = times;
    expect(times.slice(0, 6)).toEqual([a, a, a, b, b, b]);
    expect(b - a).toBeGreaterThanOrEqual(60_000);
  });

  it('never goes back, even if the clocks of the service disagree', () => {
    const times: number[] = [];
    const { settings, history } = new RunHarness(
      code(({ signals, now }) => signals.pipe(tap(() => times.push(now())))),
    );
    const harness = new RunHarness(settings.workflow);
    harness.builder.signal('a').signal('b').decisionTaskStarted();
    expect(history.length).toBeGreaterThan(0);
    const events = [...harness.history];
    const [late] = events.filter(({ name }) => name === 'WorkflowExecutionSignaled');
    const shifted = events.map(event =>
      event === late
        ? Object.create(event, { timestamp: { value: new Date(event.timestamp.getTime() + 3_600_000) } })
        : event,
    );
    harness.cold(shifted);
    expect(times[1]).toBe(times[0]);
  });

  it('keeps timers of the same time in the order in which they fired', () => {
    const many = code(() => range(1, 5).pipe(delay(1_000)));
    const harness = new RunHarness(many);
    expect(harness.decide().decisions).toHaveLength(5);
    for (const id of ['1', '2', '3', '4', '5']) harness.builder.timerFired(id);
    expect(harness.decide().decisions[0]?.completeWorkflowExecutionDecisionAttributes?.result).toBe('5');
    harness.replayWith(many);
  });
});
