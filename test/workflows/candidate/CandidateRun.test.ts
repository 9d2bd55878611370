import * as fc from 'fast-check';
import type { CandidateDifference } from 'rx-swf';
import { type AnyWorkflow, activity, workflow } from 'rx-swf/workflows';
import { concat, EMPTY, mergeMap, of, range, throwError, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { CandidateRun } from '../../../src/workflows/candidate/CandidateRun.js';
import { semanticsFor } from '../../../src/workflows/commands/Semantics.js';
import { type RunHarness, runSettings } from '../../harness/RunHarness.js';
import { anyPlan, type Change, playOf } from '../replay/randomPlay.js';
import { anyCourse, recordPlay } from '../replay/recordPlay.js';
import { type Code, code, compared, followerOf } from './followerOf.js';

const work = activity<unknown, number>({ name: 'Work', version: '1' });
const other = activity<unknown, number>({ name: 'Other', version: '1' });

describe('CandidateRun', () => {
  it('compares the order, the ids, the subjects and the inputs of commands', () => {
    const current: Code = ({ run, scheduler }) => concat(run(work, 1), timer(60_000, scheduler));
    expect(compared(current, current)).toEqual({ isContinued: true });
    expect(compared(current, ({ run }) => run(other, 1)).difference).toMatchObject({
      kind: 'decision',
      eventId: 3,
      recorded: "ScheduleActivityTask '1' (Work@1)",
      issued: "ScheduleActivityTask '1' (Other@1)",
    });
    expect(compared(current, () => timer(1_000)).difference).toMatchObject({
      recorded: "ScheduleActivityTask '1' (Work@1)",
      issued: "StartTimer '1' (1 s)",
    });
    const input = compared(current, ({ run }) => run(work, 2));
    expect(input).toMatchObject({
      difference: {
        kind: 'attributes',
        issued: "ScheduleActivityTask '1' (Work@1) with a different input",
      },
      isContinued: true,
    });
    expect(input.difference?.message).not.toMatch(/2/);
  });

  it('compares the ends, but not the stacks of errors', () => {
    const fails: Code = () => throwError(() => new RangeError('out of stock'));
    expect(compared(fails, () => throwError(() => new RangeError('out of stock')))).toEqual({
      isContinued: false,
    });
    expect(compared(() => of(1), fails).difference).toMatchObject({
      kind: 'decision',
      recorded: 'CompleteWorkflowExecution',
      issued: 'FailWorkflowExecution',
      message: expect.stringContaining('RangeError: out of stock'),
    });
    expect(
      compared(
        () => of(1),
        () => of(2),
      ).difference,
    ).toMatchObject({ kind: 'attributes' });
  });

  it('takes the values of side effects from the current code, and never calls them', () => {
    let calls = 0;
    const effects =
      (names: readonly string[]): Code =>
      context =>
        concat(
          ...names.map(name =>
            context.sideEffect(name, () => {
              calls += 1;
              return calls;
            }),
          ),
        ).pipe(mergeMap(n => context.run(work, n)));
    expect(compared(effects(['a', 'b']), effects(['a', 'b'])).difference).toBeUndefined();
    expect(calls).toBe(2);
    const added = compared(effects(['a']), effects(['a', 'c']));
    expect(added.difference).toMatchObject({
      kind: 'decision',
      issued: "RecordMarker 'rx-swf.sideEffect.c'",
    });
    expect([added.isContinued, calls]).toEqual([false, 3]);
  });

  it('takes the old way of a new version, as a replay does', () => {
    const current: Code = ({ run }) => run(work, 1);
    const guarded: Code = ({ run, version }) => (version('other') ? run(other, 1) : run(work, 1));
    expect(compared(current, guarded).difference).toBeUndefined();
    expect(compared(guarded, current).difference).toMatchObject({
      recorded: "RecordMarker 'rx-swf.version.other'",
    });
    const retired: Code = ({ run, version }) => {
      version.retired('old');
      return run(work, 1);
    };
    expect(compared(retired, current).difference).toBeUndefined();
  });

  it('reports an endless series of commands', () => {
    const endless: Code = ({ run }) => range(Number.POSITIVE_INFINITY).pipe(mergeMap(n => run(work, n)));
    expect(compared(({ run }) => run(work, 1), endless).difference).toMatchObject({
      kind: 'error',
      message: expect.stringContaining('More than 10000 commands'),
    });
  });

  it('reports a workflow that waits for nothing, and one that throws', () => {
    const current: Code = ({ run }) => run(work, 1);
    const never: Code = () => new Promise<never>(() => {}) as never;
    expect(compared(current, never).difference).toMatchObject({ kind: 'error' });
    const throws: Code = () => {
      throw new Error('a bug');
    };
    expect(compared(current, throws).difference).toMatchObject({ issued: 'FailWorkflowExecution' });
    expect(compared(current, () => EMPTY).difference).toMatchObject({ issued: 'CompleteWorkflowExecution' });
  });

  it('compares a decision that takes several answers', () => {
    const many: Code = ({ run }) => range(0, 250).pipe(mergeMap(n => run(work, n)));
    const follow = followerOf(code(many), code(many));
    const wakes = ({ builder }: RunHarness) => {
      for (const { id } of builder.build().timers.started) builder.timerFired(id);
    };
    for (let answer = 0; answer < 3; answer += 1) expect(follow(wakes)).toEqual({ isContinued: true });
  });

  it('leaves it to the current code whether a history is long enough to continue', () => {
    const looping = (maxEvents?: number) =>
      workflow(
        { name: 'Followed', version: '1', ...(maxEvents !== undefined && { maxEvents }) },
        (_: unknown, { signal }) => signal('go'),
      );
    const comparedTo = (current: AnyWorkflow, candidate: AnyWorkflow) => {
      const follow = followerOf(current, candidate);
      const signaled = ({ builder }: RunHarness) => builder.signal('go');
      return [follow(), follow(signaled), follow(signaled)];
    };
    const [on, over] = [{ isContinued: true }, { isContinued: false }];
    expect(comparedTo(looping(10), looping(1_000))).toEqual([on, on, over]);
    expect(comparedTo(looping(1_000), looping(10))).toEqual([on, on, on]);
    expect(comparedTo(looping(10), looping()).at(-1)?.difference).toMatchObject({
      recorded: 'ContinueAsNewWorkflowExecution',
    });
  });

  it('compares a task that is delivered again, because the first delivery timed out', () => {
    const current: Code = ({ run, signal, version }) =>
      signal('go').pipe(mergeMap(() => (version('new') ? run(work, 1) : run(other, 1))));
    const follow = followerOf(code(current), code(current));
    const again = ({ builder }: RunHarness) =>
      builder.signal('go').decisionTaskStarted().decisionTaskTimedOut().signal('go');
    expect([follow(), follow(again)]).toEqual([{ isContinued: true }, { isContinued: true }]);
    const differs = followerOf(
      code(current),
      code(({ run, signal }) => signal('go').pipe(mergeMap(() => run(work, 1)))),
    );
    differs();
    expect(differs(again).difference).toMatchObject({ recorded: "RecordMarker 'rx-swf.version.new'" });
  });

  it('says where in its way an execution was', () => {
    const chargedBy =
      (charge: typeof work): Code =>
      ({ run, signal }) =>
        concat(timer(60_000), signal('go').pipe(mergeMap(() => run(charge, 1))));
    const follow = followerOf(code(chargedBy(work)), code(chargedBy(other)));
    expect(follow()).toEqual({ isContinued: true });
    expect(follow(({ builder }) => builder.timerFired('1'))).toEqual({ isContinued: true });
    expect(follow(({ builder }) => builder.signal('go')).path).toBe('signal go after timer');
  });

  /** Follows a random execution with a candidate that may skip comparisons. Returns the first break. */
  function followed(
    {
      plan,
      course,
      skips,
    }: { plan: Parameters<typeof playOf>[0]; course: Course; skips: readonly boolean[] },
    change?: Change,
  ) {
    const { limit } = course;
    const semantics = semanticsFor(
      limit === undefined ? {} : { activities: limit, timers: limit, lambdas: limit },
    );
    const candidate = new CandidateRun(runSettings(playOf(plan, change), { semantics, isCandidate: true }));
    const differences: CandidateDifference[] = [];
    let n = 0;
    let isOver = false;
    const { harness } = recordPlay(plan, course, (result, history) => {
      if (isOver) return;
      expect(candidate.add(history, { startedEventId: history.length, result })).toBe(true);
      n += 1;
      if (skips[n % skips.length] && result.closes === undefined) return;
      const { difference, isContinued } = candidate.compare();
      isOver = !isContinued;
      if (difference !== undefined) differences.push(difference);
    });
    return { harness, differences };
  }

  type Course = Parameters<typeof recordPlay>[1];
  const anySkips = fc.array(fc.boolean(), { minLength: 1, maxLength: 5 });

  it('never differs if it is unchanged, however many comparisons are skipped', () => {
    fc.assert(
      fc.property(anyPlan, anyCourse, anySkips, (plan, course, skips) => {
        expect(followed({ plan, course, skips }).differences).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('breaks exactly if a replay of the history breaks', () => {
    const anyChange = fc.record({
      at: fc.integer({ min: 1, max: 6 }),
      to: fc.constantFrom(
        'nothing' as const,
        'one more' as const,
        'another type' as const,
        'another kind' as const,
      ),
    });
    fc.assert(
      fc.property(anyPlan, anyCourse, anySkips, anyChange, (plan, course, skips, change) => {
        const { harness, differences } = followed({ plan, course, skips }, change);
        const replays = () => harness.replayWith(playOf(plan, change));
        const breaks = differences.some(({ kind }) => kind !== 'attributes');
        if (breaks) expect(replays).toThrow();
        else expect(replays).not.toThrow();
      }),
      { numRuns: 100 },
    );
  });
});
