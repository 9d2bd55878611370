import { type DataConverter, jsonConverter } from 'rx-swf';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  EMPTY,
  from,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  range,
  switchMap,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { NonDeterminismError } from '../../../src/workflows/commands/NonDeterminismError.js';
import { firstSemantics, semanticsFor } from '../../../src/workflows/commands/Semantics.js';
import { Stage, told } from './Stage.js';

const work = activity<unknown, number>({ name: 'Work', version: '1' });
const rest = activity<unknown, number>({ name: 'Rest', version: '1' });

/** A workflow of a type that all versions of its code have. */
const code = (run: (context: WorkflowContext) => Observable<unknown>) =>
  workflow({ name: 'Play', version: '1' }, (_: unknown, context) => run(context));

const fanOut = (count: number) => code(({ run }) => range(0, count).pipe(mergeMap(i => run(work, i))));

describe('Run, deciding', () => {
  it('issues commands in the order in which they are subscribed to, numbered across the kinds', () => {
    const stage = new Stage(
      code(({ run, scheduler, lambda, marker, signalExternal, cancelExternal, child }) =>
        merge(
          run(work, 1),
          timer(1_500, scheduler),
          lambda('f'),
          marker('note'),
          signalExternal({ workflowId: 'other', runId: 'r' }, 'go'),
          cancelExternal({ workflowId: 'other', runId: 'r' }),
          child(fanOut(1), undefined, { workflowId: 'child' }),
        ),
      ),
    );
    expect(told(stage.decide())).toEqual([
      'ScheduleActivityTask 1',
      'StartTimer 2',
      'ScheduleLambdaFunction 3',
      'RecordMarker note',
      'SignalExternalWorkflowExecution other',
      'RequestCancelExternalWorkflowExecution other',
      'StartChildWorkflowExecution child',
    ]);
  });

  it('waits for an answer of another execution, whatever it was asked for', () => {
    const cancel = code(({ cancelExternal }) => cancelExternal({ workflowId: 'other', runId: 'r' }));
    const stage = new Stage(cancel);
    stage.decide();
    expect(told(stage.after(b => b.externalCancelDelivered('other')))).toEqual(['CompleteWorkflowExecution']);
    stage.replayWith(cancel);
  });

  it('never sends what was issued and withdrawn in one turn, but does not use its number again', () => {
    const stage = new Stage(
      code(({ run }) => {
        for (const subscription of [run(work, 1).subscribe(), run(work, 2).subscribe()])
          subscription.unsubscribe();
        return run(work, 3);
      }),
    );
    expect(told(stage.decide())).toEqual(['ScheduleActivityTask 3']);
  });

  it('sends versions first', () => {
    const stage = new Stage(
      code(({ run, version }) =>
        merge(
          run(work, 1),
          of(1).pipe(
            tap(() => version('a')),
            mergeMap(() => NEVER),
          ),
        ),
      ),
    );
    expect(told(stage.decide())).toEqual(['RecordMarker rx-swf.version.a', 'ScheduleActivityTask 1']);
  });

  it('sends more than 98 commands in several answers', () => {
    const stage = new Stage(fanOut(200));
    expect(stage.decide().decisions).toHaveLength(99);
    expect(told(stage.after(b => b.timerFired('rx-swf.next.3'))).slice(-2)).toEqual([
      'ScheduleActivityTask 196',
      expect.stringMatching(/^StartTimer rx-swf\.next\./),
    ]);
    const next = stage.history.timers.started[0]?.id ?? '';
    expect(told(stage.after(b => b.timerFired(next)))).toEqual(
      [197, 198, 199, 200].map(n => `ScheduleActivityTask ${n}`),
    );
    stage.replayWith(fanOut(200));
  });

  it('goes on with the rest if SWF refuses the timer that was to bring it', () => {
    const stage = new Stage(fanOut(99));
    stage.builder.turn();
    for (let i = 1; i <= 98; i += 1) stage.builder.activityScheduled(`${i}`, { type: work });
    stage.builder.timerStartFailed('rx-swf.next.3', 'OPEN_TIMERS_LIMIT_EXCEEDED');
    expect(told(stage.decide())).toEqual(['ScheduleActivityTask 99']);
    stage.replayWith(fanOut(99));
  });

  it('sends commands of more than 800,000 bytes in several answers', () => {
    const large = code(({ run }) => range(0, 40).pipe(mergeMap(() => run(work, 'x'.repeat(30_000)))));
    const stage = new Stage(large);
    const first = told(stage.decide());
    expect(first).toHaveLength(27);
    expect(first.at(-1)).toBe('StartTimer rx-swf.next.3');
    expect(stage.after(b => b.timerFired('rx-swf.next.3')).decisions).toHaveLength(14);
    stage.replayWith(large);
  });

  it('takes back what still waits for its answer', () => {
    const fickle = code(({ signal, run }) =>
      range(0, 99).pipe(
        mergeMap(i => run(work, i)),
        takeUntil(signal('enough')),
      ),
    );
    const stage = new Stage(fickle);
    stage.decide();
    const last = told(stage.after(b => b.signal('enough')));
    expect(last).not.toContain('RequestCancelActivityTask 99');
    expect(last).not.toContain('ScheduleActivityTask 99');
    expect(last).toHaveLength(99);
    expect(last.at(-1)).toBe('CompleteWorkflowExecution');
    stage.replayWith(fickle);
  });

  it('sends all that a workflow asks for before it closes, but cancels no timers then', () => {
    const hasty = code(({ run, signal }) => {
      timer(60_000).subscribe();
      return signal('end').pipe(
        take(1),
        tap(() => range(0, 120).subscribe(i => run(work, i).subscribe())),
        takeUntil(timer(3_600_000)),
      );
    });
    const stage = new Stage(hasty);
    stage.decide();
    const first = stage.after(b => b.signal('end'));
    expect(first.closes).toBeUndefined();
    const wake = stage.history.timers.started.find(({ id }) => id.startsWith('rx-swf.next'))?.id ?? '';
    const second = stage.after(b => b.timerFired(wake));
    expect(told(second).at(-1)).toBe('CompleteWorkflowExecution');
    expect(
      [...told(first), ...told(second)].filter(one => one.startsWith('ScheduleActivityTask')),
    ).toHaveLength(120);
    stage.replayWith(hasty);
  });

  it('replays an end for which timers were left that it would have canceled before it recorded something', () => {
    const hasty = code(({ signal, marker }) =>
      concat(signal('end').pipe(take(1), takeUntil(timer(60_000))), marker('over')),
    );
    const stage = new Stage(hasty);
    stage.decide();
    stage.builder.signal('end');
    expect(told(stage.decide(() => stage.builder.signal('late')))).toEqual([
      'RecordMarker over',
      'CompleteWorkflowExecution',
    ]);
    expect(told(stage.decide())).toEqual(['CompleteWorkflowExecution']);
    stage.replayWith(hasty);
  });

  it('fails the execution where its result is no payload, and replays that', () => {
    const large = code(({ signal }) =>
      signal('go').pipe(
        take(1),
        map(() => 'x'.repeat(40_000)),
      ),
    );
    const stage = new Stage(large);
    stage.decide();
    const verdict = stage.after(b => b.signal('go'));
    expect(told(verdict)).toEqual(['FailWorkflowExecution']);
    expect(verdict.closes).toBe('failed');
    stage.replayWith(large);
  });

  it('needs a history with an open decision task', () => {
    const stage = new Stage(fanOut(1));
    expect(() => stage.run.decide(stage.history)).toThrow('no open decision task');
  });
});

describe('Run, within limits', () => {
  const limited = semanticsFor({ activities: 2, timers: 1 });

  it('holds back in order what is beyond a limit', () => {
    const stage = new Stage(fanOut(4), { semantics: limited });
    expect(told(stage.decide())).toEqual([
      'RecordMarker rx-swf.semantics',
      'ScheduleActivityTask 1',
      'ScheduleActivityTask 2',
    ]);
    expect(told(stage.after(b => b.activityStarted('2').activityCompleted('2')))).toEqual([
      'ScheduleActivityTask 3',
    ]);
    expect(told(stage.after(b => b.activityStarted('1').activityFailed('1', { reason: 'no' })))).toEqual([
      'RequestCancelActivityTask 3',
      'FailWorkflowExecution',
    ]);
  });

  it('goes by the limits of the worker that began, whatever those of the next one', () => {
    const stage = new Stage(fanOut(4), { semantics: limited });
    stage.decide();
    stage.builder.activityStarted('1').activityCompleted('1').decisionTaskStarted();
    const other = new Stage(fanOut(4), { semantics: firstSemantics });
    expect(told(other.run.decide(stage.history))).toEqual(['ScheduleActivityTask 3']);
  });

  it('records no limits that are the usual ones, and reads their absence as those', () => {
    const stage = new Stage(fanOut(3), { semantics: semanticsFor() });
    expect(told(stage.decide())).toHaveLength(3);
    stage.replayWith(fanOut(3), { semantics: limited });
  });

  it('starts a timer in the place of one that it cancels in the same turn, before or after', () => {
    const debounced = code(({ signal }) =>
      merge(of(0), signal('next')).pipe(
        switchMap(() => timer(5_000)),
        take(1),
      ),
    );
    const stage = new Stage(debounced, { semantics: limited });
    expect(told(stage.decide())).toEqual(['RecordMarker rx-swf.semantics', 'StartTimer 1']);
    expect(told(stage.after(b => b.signal('next')))).toEqual(['CancelTimer 1', 'StartTimer 2']);
    expect(told(stage.after(b => b.signal('next')))).toEqual(['CancelTimer 2', 'StartTimer 3']);
    expect(told(stage.after(b => b.timerFired('3')))).toEqual(['CompleteWorkflowExecution']);
    stage.replayWith(debounced);

    const overlapping = code(({ signal }) => {
      const first = timer(5_000).subscribe();
      return signal('next').pipe(
        take(1),
        switchMap(() => {
          const second$ = timer(7_000).pipe(tap());
          return merge(second$, of(0).pipe(tap(() => first.unsubscribe())));
        }),
      );
    });
    const other = new Stage(overlapping, { semantics: limited });
    other.decide();
    expect(told(other.after(b => b.signal('next')))).toEqual(['CancelTimer 1', 'StartTimer 2']);
    expect(told(other.after(b => b.timerFired('2')))).toEqual(['CompleteWorkflowExecution']);
    other.replayWith(overlapping);
  });

  it('counts a timer that fired before it could be canceled as over', () => {
    const debounced = code(({ signal }) =>
      merge(of(0), signal('next')).pipe(
        switchMap(() => timer(5_000)),
        take(1),
      ),
    );
    const stage = new Stage(debounced, { semantics: limited });
    stage.decide();
    stage.builder.signal('next');
    expect(told(stage.decide(() => stage.builder.timerFired('1')))).toEqual([
      'CancelTimer 1',
      'StartTimer 2',
    ]);
    expect(told(stage.decide())).toEqual([]);
    expect(told(stage.after(b => b.timerFired('2')))).toEqual(['CompleteWorkflowExecution']);
    stage.replayWith(debounced);
  });
});

describe('Run, refused by SWF', () => {
  it('asks again for what there is too much of, later and later', () => {
    const one = fanOut(1);
    const stage = new Stage(one);
    stage.builder
      .turn()
      .activityScheduleFailed('1', { type: work, cause: 'ACTIVITY_CREATION_RATE_EXCEEDED' });
    expect(told(stage.decide())).toEqual(['StartTimer 2']);
    stage.builder.timerFired('2').turn();
    stage.builder.activityScheduleFailed('3', { type: work, cause: 'OPEN_ACTIVITIES_LIMIT_EXCEEDED' });
    expect(stage.decide().decisions[0]?.startTimerDecisionAttributes).toMatchObject({
      timerId: '4',
      startToFireTimeout: '2',
    });
    expect(told(stage.after(b => b.timerFired('4')))).toEqual(['ScheduleActivityTask 5']);
    stage.replayWith(one);
  });

  it('tells the workflow of what no waiting mends, with a remedy', () => {
    const one = code(({ run }) => run(work, 1).pipe(catchError((error: Error) => of(error.message))));
    const stage = new Stage(one);
    stage.builder.turn().activityScheduleFailed('1', { type: work, cause: 'ACTIVITY_TYPE_DOES_NOT_EXIST' });
    expect(stage.decide().decisions[0]?.completeWorkflowExecutionDecisionAttributes?.result).toMatch(
      /Register the type/,
    );
    stage.replayWith(one);
  });

  it('asks for a timer again at once', () => {
    const nap = code(() => timer(5_000));
    const stage = new Stage(nap);
    stage.builder.turn().timerStartFailed('1', 'TIMER_CREATION_RATE_EXCEEDED');
    expect(told(stage.decide())).toEqual(['StartTimer 2']);
    expect(told(stage.after(b => b.timerFired('2')))).toEqual(['CompleteWorkflowExecution']);
    stage.replayWith(nap);
  });

  it('fails the decision once in a while if timers are refused for long, and goes on after that', () => {
    const stage = new Stage(code(() => timer(5_000)));
    for (let n = 1; n <= 20; n += 1)
      stage.builder.turn().timerStartFailed(`${n}`, 'OPEN_TIMERS_LIMIT_EXCEEDED');
    expect(() => stage.decide()).toThrow(/timer was refused: OPEN_TIMERS_LIMIT_EXCEEDED/);
    stage.builder.decisionTaskTimedOut().decisionTaskStarted();
    expect(told(stage.cold())).toEqual(['StartTimer 21']);
  });

  it('fails the decision if a marker is refused, and goes on without it much later', () => {
    const stage = new Stage(code(({ marker }) => concat(marker('note'), timer(5_000))));
    stage.builder.turn().markerFailed('note').timerStarted('1', { startToFireTimeout: 5 });
    expect(() => stage.decide()).toThrow(/Marker 'note' was refused: OPERATION_NOT_PERMITTED/);
    for (let n = 2; n <= 9; n += 1) stage.builder.decisionTaskTimedOut().decisionTaskStarted();
    expect(told(stage.cold())).toEqual([]);
  });
});

describe('Run, closing', () => {
  const ends: [string, 'Complete' | 'Fail' | 'Cancel' | 'ContinueAsNew', ReturnType<typeof code>][] = [
    ['completes', 'Complete', code(({ signal }) => signal('end').pipe(take(1)))],
    [
      'fails',
      'Fail',
      code(({ signal }) => signal('end').pipe(mergeMap(() => throwError(() => new Error('no'))))),
    ],
    ['is canceled', 'Cancel', code(({ signal }) => concat(signal('end').pipe(take(1)), NEVER))],
    [
      'is continued',
      'ContinueAsNew',
      code(({ signal, continueAsNew }) => signal('end').pipe(mergeMap(() => continueAsNew()))),
    ],
  ];

  it.each(ends)('ends again when a signal comes while it %s, and tells of the signal', (_, end, of$) => {
    const stage = new Stage(of$);
    stage.decide();
    if (end === 'Cancel') stage.builder.cancelRequested();
    else stage.builder.signal('end');
    const refused = stage.decide(() => stage.builder.signal('late'));
    expect(told(refused)).toEqual([`${end}WorkflowExecution`]);
    const again = stage.decide();
    expect(told(again)).toEqual([`${end}WorkflowExecution`]);
    expect(again.lateSignals.map(event => event.name)).toEqual(['WorkflowExecutionSignaled']);
    expect(stage.history.execution.isOpen).toBe(false);
    stage.replayWith(of$);
  });

  it('does not call a signal late that somebody waits for after the end', () => {
    const polite = code(({ signal }) => {
      signal('bye').subscribe();
      return signal('end').pipe(take(1));
    });
    const stage = new Stage(polite);
    stage.decide();
    stage.builder.signal('end');
    stage.decide(() => stage.builder.signal('bye'));
    expect(stage.decide().lateSignals).toEqual([]);
  });

  it('asks again at once to be continued where SWF is too busy, and tells the workflow of other refusals', () => {
    const onward = code(({ signal, continueAsNew }) =>
      signal('end').pipe(
        take(1),
        mergeMap(() => continueAsNew()),
        catchError(({ reason }: { reason: string }) => of(reason)),
      ),
    );
    const stage = new Stage(onward);
    stage.decide();
    stage.builder
      .signal('end')
      .turn()
      .continueAsNewFailed('CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED');
    stage.builder.turn().continueAsNewFailed('WORKFLOW_TYPE_DEPRECATED');
    expect(stage.decide().decisions[0]?.completeWorkflowExecutionDecisionAttributes?.result).toBe(
      '"WORKFLOW_TYPE_DEPRECATED"',
    );
    stage.replayWith(onward);
  });

  it('fails the decision where an end is not permitted, rather than ask in a loop, and asks again much later', () => {
    const stage = new Stage(code(({ signal }) => signal('end').pipe(take(1))));
    stage.decide();
    stage.builder.signal('end').turn().closeFailed('Complete', 'OPERATION_NOT_PERMITTED');
    expect(() => stage.decide()).toThrow(/end of the execution was refused: OPERATION_NOT_PERMITTED.*IAM/);
    for (let n = 2; n <= 9; n += 1) stage.builder.decisionTaskTimedOut().decisionTaskStarted();
    expect(told(stage.cold())).toEqual(['CompleteWorkflowExecution']);
  });

  it("takes the ids that it is given for no marks of the library's", () => {
    const named = code(({ signalExternal, run, signal }) =>
      merge(
        signalExternal({ workflowId: 'rx-swf.next', runId: undefined }, 'go'),
        run(work, 1, { activityId: 'rx-swf.semantics' }),
        signal('end').pipe(take(1)),
      ),
    );
    const stage = new Stage(named);
    expect(told(stage.decide())).toHaveLength(2);
    expect(told(stage.after(b => b.signal('end')))).toEqual([]);
    stage.replayWith(named);
  });

  it('fails the decision, and not the execution, where the input cannot be read', () => {
    const locked: DataConverter = {
      ...jsonConverter,
      fromPayload: () => {
        throw new Error('no key');
      },
    };
    const stage = new Stage(fanOut(1), { input: 'secret', converter: locked });
    expect(() => stage.decide()).toThrow('no key');
  });

  it('is continued by itself when it is long and quiet; a refusal makes no loop', () => {
    const ticking = workflow({ name: 'Play', version: '1', maxEvents: 10 }, (_: unknown, { signal }) =>
      signal('tick').pipe(switchMap(() => timer(60_000))),
    );
    const stage = new Stage(ticking);
    stage.decide();
    stage.after(b => b.signal('tick'));
    stage.builder.signal('tick').turn().continueAsNewFailed('WORKFLOW_TYPE_DEPRECATED');
    expect(told(stage.decide())).toEqual(['CancelTimer 1', 'StartTimer 2']);
    expect(told(stage.after(b => b.signal('tick')))).toEqual(['ContinueAsNewWorkflowExecution']);
    stage.replayWith(ticking);
  });

  it('has the end that came while SWF refused to continue it by itself', () => {
    const ticking = workflow({ name: 'Play', version: '1', maxEvents: 10 }, (_: unknown, { signal }) =>
      signal('tick').pipe(
        switchMap(() => timer(60_000)),
        takeUntil(signal('end')),
      ),
    );
    const stage = new Stage(ticking);
    stage.decide();
    stage.after(b => b.signal('tick'));
    stage.builder.signal('tick').decisionTaskStarted().signal('end').decisionTaskCompleted();
    stage.builder.continueAsNewFailed('WORKFLOW_TYPE_DEPRECATED');
    expect(told(stage.decide())).toEqual(['CompleteWorkflowExecution']);
    stage.replayWith(ticking);
  });
});

describe('Run, replaying', () => {
  /** Records a history with one code, and replays it with another. */
  const parting = (
    before: ReturnType<typeof code>,
    after: ReturnType<typeof code>,
    ...happens: ((builder: Stage['builder']) => unknown)[]
  ): NonDeterminismError => {
    const stage = new Stage(before);
    stage.decide();
    for (const one of happens) stage.after(one);
    stage.replayWith(before);
    try {
      stage.replayWith(after);
    } catch (error) {
      if (error instanceof NonDeterminismError) return error;
      throw error;
    }
    throw new Error('It was not found');
  };
  const go = (b: Stage['builder']) => b.signal('go');
  const waiting = (then: (context: WorkflowContext) => Observable<unknown>) =>
    code(context =>
      context.signal('go').pipe(
        take(1),
        mergeMap(() => then(context)),
      ),
    );
  const busy = waiting(({ run }) => run(work, 1));

  it('finds another kind of command, and says what is where and what to do', () => {
    const error = parting(
      busy,
      waiting(() => timer(1_000)),
      go,
    );
    expect(error).toMatchObject({
      startedEventId: 7,
      eventId: 9,
      recorded: "ScheduleActivityTask '1' (Work@1)",
      issued: "StartTimer '1' (1 s)",
    });
    expect(error.message).toMatchInlineSnapshot(`
      "At the decision task of event 7 the history has ScheduleActivityTask '1' (Work@1) (event 9), but the code issues StartTimer '1' (1 s).
        history: ScheduleActivityTask '1' (Work@1)
        code, from there on: StartTimer '1' (1 s). Keep old code for running executions (context.version, or a new version of the workflow type), and let nothing in a workflow depend on the host: its clock, chance, Promises, variables outside of the function"
    `);
  });

  it('finds another type', () => {
    expect(
      parting(
        busy,
        waiting(({ run }) => run(rest, 1)),
        go,
      ).issued,
    ).toBe("ScheduleActivityTask '1' (Rest@1)");
  });

  it('finds another id', () => {
    const named = waiting(({ run }) => run(work, 1, { activityId: 'mine' }));
    expect(parting(busy, named, go).issued).toBe("ScheduleActivityTask 'mine' (Work@1)");
  });

  it('finds another delay', () => {
    const nap = (seconds: number) => waiting(() => timer(seconds * 1_000));
    expect(parting(nap(5), nap(6), go)).toMatchObject({
      recorded: "StartTimer '1' (5 s)",
      issued: "StartTimer '1' (6 s)",
    });
  });

  it('finds another name of a signal, a marker, a function', () => {
    const other = { workflowId: 'other', runId: 'r' };
    const signals = (name: string) => waiting(({ signalExternal }) => signalExternal(other, name));
    expect(parting(signals('a'), signals('b'), go).issued).toBe(
      "SignalExternalWorkflowExecution 'other' (b)",
    );
    const notes = (name: string) => waiting(({ marker }) => concat(marker(name), timer(1_000)));
    expect(parting(notes('a'), notes('b'), go).issued).toBe("RecordMarker 'b'");
    const calls = (name: string) => waiting(({ lambda }) => lambda(name));
    expect(parting(calls('a'), calls('b'), go).issued).toBe("ScheduleLambdaFunction '1' (b)");
  });

  it('finds one command more', () => {
    const error = parting(
      busy,
      waiting(({ run }) => merge(run(work, 1), run(work, 2))),
      go,
    );
    expect(error).toMatchObject({
      eventId: undefined,
      recorded: undefined,
      issued: "ScheduleActivityTask '2' (Work@1)",
    });
  });

  it('finds one command less', () => {
    const error = parting(
      busy,
      waiting(() => NEVER),
      go,
    );
    expect(error).toMatchObject({
      eventId: 9,
      recorded: "ScheduleActivityTask '1' (Work@1)",
      issued: undefined,
    });
  });

  it('finds another order', () => {
    const both = (first: typeof work, second: typeof work) =>
      waiting(({ run }) => merge(run(first, 1), run(second, 2)));
    expect(parting(both(work, rest), both(rest, work), go).eventId).toBe(9);
  });

  it('finds a cancellation that is not made any more', () => {
    const raced = code(({ run, signal }) => run(work, 1).pipe(takeUntil(signal('go'))));
    const patient = code(({ run, signal }) => merge(run(work, 1), signal('go')).pipe(take(1)));
    const stubborn = code(({ run, signal }) => {
      run(work, 1).subscribe();
      return signal('go').pipe(take(1));
    });
    expect(parting(raced, stubborn, go).recorded).toBe("RequestCancelActivityTask '1'");
    // That an activity is left by another way is none of the history's business.
    const stage = new Stage(raced);
    stage.decide();
    stage.after(go);
    expect(() => stage.replayWith(patient)).not.toThrow();
  });

  it('finds an end that comes earlier, or later', () => {
    const early = waiting(() => of('done'));
    expect(parting(busy, early, go)).toMatchObject({
      recorded: "ScheduleActivityTask '1' (Work@1)",
      issued: undefined,
    });
    expect(
      parting(
        early,
        waiting(() => timer(1_000)),
        go,
      ),
    ).toMatchObject({ issued: "StartTimer '1' (1 s)" });
    expect(
      parting(
        early,
        waiting(() => NEVER),
        go,
      ),
    ).toMatchObject({
      eventId: 9,
      recorded: 'the end as completed',
      issued: undefined,
    });
    const idle = code(({ signal }) => signal('stop').pipe(take(1)));
    expect(parting(idle, early, go)).toMatchObject({ recorded: undefined, issued: 'the end as completed' });
  });

  it('finds another end, with the history that has it', () => {
    const error = parting(
      waiting(() => of(1)),
      waiting(() => throwError(() => new Error('no'))),
      go,
    );
    expect(error).toMatchObject({ recorded: 'the end as completed', issued: 'the end as failed' });
    expect(error.message).toContain('history: the end as completed');
  });

  it('finds a command more that comes with the end', () => {
    const busier = waiting(({ run }) => of(1).pipe(tap(() => run(work, 1).subscribe())));
    expect(
      parting(
        waiting(() => of(1)),
        busier,
        go,
      ),
    ).toMatchObject({
      recorded: 'the end as completed',
      issued: "ScheduleActivityTask '1' (Work@1)",
    });
  });

  it('finds a command more in a turn whose commands had to be sent in parts', () => {
    const error = parting(fanOut(99), fanOut(100), b => b.timerFired('rx-swf.next.3'));
    expect(error.issued).toBe("ScheduleActivityTask '100' (Work@1)");
  });

  it('lists at most ten commands of a side', () => {
    const error = parting(
      waiting(({ run }) => run(rest, 0)),
      waiting(({ run }) => range(0, 25).pipe(mergeMap(i => run(work, i)))),
      go,
    );
    expect(error.message).toContain('… 15 more');
  });

  it('may have another input, and anything else that the order does not depend on', () => {
    const stage = new Stage(busy);
    stage.decide();
    stage.after(go);
    stage.replayWith(
      waiting(({ run, log }) =>
        run(work, 'other', { taskList: 'elsewhere' }).pipe(tap(() => log.info({}, 'hi'))),
      ),
    );
  });

  it('runs new code from the first time that it is asked for', () => {
    const changed = waiting(({ run, version }) => (version('change') ? run(rest, 1) : run(work, 1)));
    const old = new Stage(busy);
    old.decide();
    old.after(go);
    old.replayWith(changed);
    const fresh = new Stage(changed);
    fresh.decide();
    expect(told(fresh.after(go))).toEqual(['RecordMarker rx-swf.version.change', 'ScheduleActivityTask 1']);
    fresh.replayWith(changed);
    // When no execution of the old kind is left, the question may go, if that is said.
    fresh.replayWith(
      waiting(({ run, version }) => {
        version.retired('change');
        return run(rest, 1);
      }),
    );
    expect(() => fresh.replayWith(waiting(({ run }) => run(rest, 1)))).toThrow(NonDeterminismError);
    expect(() => fresh.replayWith(busy)).toThrow(NonDeterminismError);
  });

  it('has of a side effect what the history has', () => {
    let calls = 0;
    const once = code(({ sideEffect, run }) =>
      sideEffect(() => {
        calls += 1;
        return calls;
      }).pipe(mergeMap(n => run(work, n))),
    );
    const stage = new Stage(once);
    expect(told(stage.decide())).toEqual(['RecordMarker rx-swf.sideEffect.1', 'ScheduleActivityTask 2']);
    stage.forget();
    const last = stage.after(b => b.activityStarted('2').activityCompleted('2', { result: 1 }));
    expect(last.closes).toBe('completed');
    expect(calls).toBe(1);
  });

  it('replays a decision that failed and was mended as if it had never been made', () => {
    const stage = new Stage(busy);
    stage.decide();
    stage.builder.signal('go').turn().marker('rx-swf.error', { details: {} });
    stage.builder.timerStarted('rx-swf.error.7', { startToFireTimeout: 1 }).timerFired('rx-swf.error.7');
    expect(told(stage.decide())).toEqual(['ScheduleActivityTask 1']);
    stage.replayWith(busy);
  });

  it('goes on from an overlapping part of the history as from a fitting one', () => {
    const stage = new Stage(code(({ run }) => concat(run(work, 1), run(work, 2), from([3])).pipe(toArray())));
    stage.decide();
    stage.builder.activityStarted('1').activityCompleted('1', { result: 1 }).decisionTaskStarted();
    const whole = stage.history;
    expect(told(stage.run.decide(whole))).toEqual(['ScheduleActivityTask 2']);
  });

  it('leaves EMPTY as a result of nothing', () => {
    const stage = new Stage(code(() => EMPTY));
    expect(stage.decide().decisions[0]?.completeWorkflowExecutionDecisionAttributes).toEqual({});
  });
});
