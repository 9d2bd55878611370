import type { Decision } from '@aws-sdk/client-swf';
import { type DataConverter, jsonConverter, offload, type PayloadStore } from 'rx-swf';
import {
  activity,
  DeterminismError,
  shielded,
  WorkflowCancellation,
  type WorkflowContext,
  workflow,
} from 'rx-swf/workflows';
import {
  catchError,
  concat,
  concatMap,
  EMPTY,
  ignoreElements,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  switchMap,
  take,
  takeUntil,
  takeWhile,
  tap,
  throwError,
  timer,
  toArray,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { parseEnvelope } from '../../../src/payloads/envelope.js';
import { Run } from '../../../src/workflows/replay/Run.js';
import { decisionLabels, RunHarness, runSettings } from '../../harness/RunHarness.js';

const work = activity<unknown, number>({ name: 'Work', version: '1' });

/** A workflow whose input is a list. */
const code = (run: (input: number[], context: WorkflowContext) => Observable<unknown>) =>
  workflow({ name: 'Play', version: '1' }, (input: number[] | undefined, context: WorkflowContext) =>
    run(input ?? [], context),
  );

/** Adds numbers to a list, and continues with it; the input is created at the request, or when the run ends. */
const ledger = (form: 'a value' | 'a function') =>
  code((input, { signal, continueAsNew }) => {
    let list = input;
    return merge(
      signal<number>('add').pipe(
        tap(n => {
          list = [...list, n];
        }),
        ignoreElements(),
      ),
      signal('flush').pipe(mergeMap(() => continueAsNew(form === 'a value' ? list : () => list))),
      signal('end').pipe(
        take(1),
        map(() => list),
      ),
    ).pipe(take(1));
  });

/** Input of the next run, with the signals that are carried into it. */
function nextOf({ decisions }: { readonly decisions: readonly Decision[] }) {
  const { input } =
    decisions.find(one => one.decisionType === 'ContinueAsNewWorkflowExecution')
      ?.continueAsNewWorkflowExecutionDecisionAttributes ?? {};
  const { payload, signals = [], cancel } = parseEnvelope(input);
  return {
    input: payload === undefined ? undefined : jsonConverter.fromPayload(payload),
    signals: signals.map(one => [one.name, one.payload]),
    ...(cancel === undefined ? {} : { cancel }),
  };
}

/** Creates a harness for the run that a decision continues with. */
function nextStage(
  of$: ReturnType<typeof code>,
  { decisions }: { readonly decisions: readonly Decision[] },
): RunHarness {
  const { input } = decisions.at(-1)?.continueAsNewWorkflowExecutionDecisionAttributes ?? {};
  return new RunHarness(of$, { rawInput: input });
}

const resultOf = ({ decisions }: { readonly decisions: readonly Decision[] }): unknown =>
  JSON.parse(decisions.at(-1)?.completeWorkflowExecutionDecisionAttributes?.result ?? 'null');

describe('continueAsNew with signals', () => {
  it('carries a signal that follows the one that continues, in the same decision', () => {
    const harness = new RunHarness(ledger('a value'));
    harness.decide();
    harness.builder.signal('add', { input: 1 }).signal('flush').signal('add', { input: 2 });
    const left = harness.decide();
    expect(nextOf(left)).toEqual({ input: [1], signals: [['add', '2']] });
    harness.replayWith(ledger('a value'));
    const next = nextStage(ledger('a value'), left);
    next.decide();
    expect(resultOf(next.after(b => b.signal('end')))).toEqual([1, 2]);
  });

  it('carries a signal that arrives while the answer is on its way, which SWF then refuses', () => {
    const harness = new RunHarness(ledger('a value'));
    harness.decide();
    harness.builder.signal('add', { input: 1 }).signal('flush');
    harness.decide(() => harness.builder.signal('add', { input: 2 }));
    expect(harness.history.last?.name).toBe('ContinueAsNewWorkflowExecutionFailed');
    const left = harness.decide(() => harness.builder.signal('add', { input: 3 }).signal('flush'));
    expect(nextOf(left)).toEqual({ input: [1], signals: [['add', '2']] });
    const again = harness.decide();
    expect(nextOf(again).signals).toEqual([
      ['add', '2'],
      ['add', '3'],
      ['flush', undefined],
    ]);
    harness.replayWith(ledger('a value'));
    const next = nextStage(ledger('a value'), again);
    expect(nextOf(next.decide())).toEqual({ input: [1, 2, 3], signals: [] });
  });

  it('creates the input when the run really ends, if it is a function', () => {
    const harness = new RunHarness(ledger('a function'));
    harness.decide();
    harness.builder.signal('flush').signal('add', { input: 1 });
    expect(nextOf(harness.decide(() => harness.builder.signal('add', { input: 2 })))).toEqual({
      input: [1],
      signals: [],
    });
    expect(nextOf(harness.decide())).toEqual({ input: [1, 2], signals: [] });
    harness.replayWith(ledger('a function'));
  });

  it('fails the execution with the error of that function', () => {
    const broken = code((_, { continueAsNew }) =>
      continueAsNew(() => {
        throw new Error('no state');
      }),
    );
    const harness = new RunHarness(broken);
    const [decision] = harness.decide().decisions;
    expect(decision?.failWorkflowExecutionDecisionAttributes?.reason).toContain('no state');
    harness.replayWith(broken);
  });

  it.each<[string, () => unknown]>([
    ['a Promise that rejects', () => Promise.reject(new Error('later'))],
    ['a function of one', () => () => Promise.reject(new Error('later'))],
    ['an async function', () => async () => [1]],
    ['an Observable', () => of([1])],
    ['a function of one', () => () => of([1])],
    [
      'a generator function',
      () =>
        function* () {
          yield [1];
        },
    ],
  ])('fails the decision if the input is asynchronous, and ends no process: %s', (_, input) => {
    const waiting = code((_input, { continueAsNew }) => continueAsNew(input()).pipe(catchError(() => EMPTY)));
    const decide = () => new RunHarness(waiting).decide();
    expect(decide).toThrow(DeterminismError);
    expect(decide).toThrow(/continueAsNew\(\) (was called with|returned) an? \w+\. .* in an activity/);
  });

  it('errors at once with options that SWF would reject, even if a function creates the input', () => {
    const wrong = code((_, { continueAsNew }) =>
      continueAsNew(() => [1], { taskList: 'a:b' }).pipe(catchError(({ name }: Error) => of(name))),
    );
    const harness = new RunHarness(wrong);
    expect(resultOf(harness.decide())).toBe('InvalidArgumentError');
    harness.replayWith(wrong);
  });

  it('reports carried signals that the next run does not subscribe to, whatever its end', () => {
    const ends: readonly (readonly [string, Observable<unknown>])[] = [
      ['completed', of(1)],
      ['failed', throwError(() => new Error('broken'))],
      ['canceled', throwError(() => new WorkflowCancellation())],
    ];
    for (const [end, end$] of ends) {
      const deaf = code((input, { signal, continueAsNew }) =>
        input.length === 0 ? signal('flush').pipe(concatMap(() => continueAsNew([1]))) : end$,
      );
      const harness = new RunHarness(deaf);
      harness.decide();
      const left = harness.after(b =>
        b.signal('add', { input: 1 }).signal('flush').signal('add', { input: 2 }),
      );
      expect(left.lines).toEqual([]);
      const next = nextStage(deaf, left);
      // A signal that arrives after the end is reported separately.
      next.builder.signal('late');
      const { closes, lines, lateSignals } = next.decide();
      expect(closes).toBe(end);
      expect(lines).toEqual([
        {
          level: 'warn',
          details: { signals: ['add', 'add'] },
          message: 'workflow ended with undelivered signals',
        },
      ]);
      expect(lateSignals).toHaveLength(1);
    }
  });

  it('carries signals without a subscriber in the order of the history, over many runs', () => {
    const deaf = code((input, { signal, continueAsNew }) =>
      input.length < 3
        ? signal<number>('flush').pipe(concatMap(n => continueAsNew([...input, n])))
        : concat(signal('b').pipe(take(2)), signal('a').pipe(take(1))),
    );
    let harness = new RunHarness(deaf);
    for (const n of [1, 2, 3]) {
      harness.decide();
      harness.builder.signal('b', { input: `b${n}` }).signal('flush', { input: n });
      if (n === 2) harness.builder.signal('a', { input: 'a' });
      harness = nextStage(deaf, harness.decide());
    }
    expect(resultOf(harness.decide())).toBe('a');
    harness.replayWith(deaf);
  });

  it('delivers carried signals of several names in the order in which they arrived', () => {
    const heard: string[] = [];
    const two = code((input, { signal, continueAsNew }) =>
      input.length === 0
        ? signal('flush').pipe(concatMap(() => continueAsNew([1])))
        : merge(signal('off').pipe(map(() => 'off')), signal('on').pipe(map(() => 'on'))).pipe(
            tap(word => heard.push(word)),
          ),
    );
    const harness = new RunHarness(two);
    harness.decide();
    harness.builder.signal('on').signal('off').signal('flush').signal('on');
    const next = nextStage(two, harness.decide());
    next.decide();
    // Once by the live run, and once by the replay that checks it.
    expect(heard).toEqual(['on', 'off', 'on', 'on', 'off', 'on']);
  });

  it('delivers the held-back signals to this run if SWF refuses to continue it', () => {
    const refused = code((_, { signal, continueAsNew }) =>
      merge(
        signal('flush').pipe(
          mergeMap(() => continueAsNew([1])),
          catchError(() => EMPTY),
        ),
        signal('add'),
      ).pipe(take(2), toArray()),
    );
    const harness = new RunHarness(refused);
    harness.decide();
    harness.builder.signal('flush').signal('add', { input: 1 });
    harness.builder.decisionTaskStarted();
    const { decisions } = harness.cold();
    expect(decisionLabels({ decisions })).toEqual([
      'RecordMarker rx-swf.amended',
      'ContinueAsNewWorkflowExecution',
    ]);
    harness.builder.decisionTaskCompleted().marker('rx-swf.amended');
    harness.builder.continueAsNewFailed('WORKFLOW_TYPE_DEPRECATED');
    expect(resultOf(harness.after(b => b.signal('add', { input: 2 })))).toEqual([1, 2]);
    harness.replayWith(refused);
  });

  it('delivers to a shielded Observable the signal that it waits for', () => {
    const careful = code((_, { signal, continueAsNew }) =>
      signal('flush').pipe(
        mergeMap(() => {
          shielded(signal('ack').pipe(take(1)))
            .subscribe()
            .unsubscribe();
          return continueAsNew([1]);
        }),
      ),
    );
    const harness = new RunHarness(careful);
    harness.decide();
    expect(decisionLabels(harness.after(b => b.signal('flush')))).toEqual([]);
    expect(decisionLabels(harness.after(b => b.signal('ack')))).toEqual(['ContinueAsNewWorkflowExecution']);
    harness.replayWith(careful);
  });

  const large = 'x'.repeat(20_000);

  it('fails the decision if the signals do not fit, and loses none', () => {
    const harness = new RunHarness(ledger('a value'));
    harness.decide();
    harness.builder.signal('note', { input: large }).signal('note', { input: large }).signal('flush');
    expect(() => harness.decide()).toThrow(
      /2 carried signals \(note, note\) have 400\d\d characters.*offload/,
    );
    harness.builder.decisionTaskTimedOut().decisionTaskStarted();
    expect(() => harness.cold()).toThrow(/offload/);
  });

  it('carries any number of signals if payloads are offloaded', () => {
    const store: PayloadStore = { put: () => of('key'), get: () => EMPTY };
    const converter: DataConverter = offload(store);
    const harness = new RunHarness(ledger('a value'), { converter });
    harness.decide();
    harness.builder.signal('note', { input: large }).signal('note', { input: large }).signal('flush');
    expect(nextOf(harness.decide()).signals).toHaveLength(2);
  });
});

describe('continueAsNew with a cancel request', () => {
  const restless = code((_, { signal, run, continueAsNew }) =>
    merge(run(work, 1), signal('flush').pipe(concatMap(() => continueAsNew([1])))),
  );

  it('ends the execution as canceled if the request follows the continuation in one decision', () => {
    const harness = new RunHarness(restless);
    harness.decide();
    harness.builder.activityStarted('1').signal('flush').cancelRequested();
    expect(decisionLabels(harness.decide())).toEqual([
      'RecordMarker rx-swf.amended',
      'RequestCancelActivityTask 1',
    ]);
    expect(decisionLabels(harness.after(b => b.activityCanceled('1')))).toEqual(['CancelWorkflowExecution']);
    harness.replayWith(restless);
  });

  it('ends the execution as canceled if the request arrives while the answer is on its way', () => {
    const harness = new RunHarness(restless);
    harness.decide();
    harness.builder.activityStarted('1').signal('flush');
    harness.decide(() => harness.builder.cancelRequested());
    harness.decide();
    expect(decisionLabels(harness.after(b => b.activityCanceled('1')))).toEqual(['CancelWorkflowExecution']);
    harness.replayWith(restless);
  });

  it('leaves the end to the subscriber of cancelRequested$', () => {
    const polite = code((_, { signal, run, continueAsNew, cancelRequested$ }) =>
      merge(
        signal('flush').pipe(concatMap(() => continueAsNew([1]))),
        cancelRequested$.pipe(
          mergeMap(() => run(work, 'clean up')),
          mergeMap(() => throwError(() => new WorkflowCancellation('cleaned'))),
        ),
      ),
    );
    const harness = new RunHarness(polite);
    harness.decide();
    harness.builder.signal('flush');
    harness.decide(() => harness.builder.cancelRequested());
    expect(decisionLabels(harness.decide())).toEqual([
      'RecordMarker rx-swf.amended',
      'ScheduleActivityTask 1',
    ]);
    const end = harness.after(b => b.activityStarted('1').activityCompleted('1'));
    expect(end.closes).toBe('canceled');
    harness.replayWith(polite);
  });

  it('ends the pipeline in place of continuing, if the request causes that', () => {
    const brief = code((_, { signal, continueAsNew, cancelRequested$ }) =>
      merge(of('work'), signal('flush').pipe(concatMap(() => continueAsNew([1])))).pipe(
        takeUntil(cancelRequested$),
      ),
    );
    const harness = new RunHarness(brief);
    harness.decide();
    harness.builder.signal('flush').cancelRequested();
    expect(resultOf(harness.decide())).toBe('work');
    harness.replayWith(brief);
  });

  it('delivers to the next run a request that had no effect in this one', () => {
    const stubborn = code((input, { signal, continueAsNew, cancelRequested$ }) =>
      merge(
        signal('flush').pipe(concatMap(() => continueAsNew([1]))),
        input.length === 0 ? cancelRequested$.pipe(ignoreElements()) : EMPTY,
      ),
    );
    const harness = new RunHarness(stubborn);
    harness.decide();
    harness.builder.signal('flush').cancelRequested();
    const left = harness.decide();
    expect(nextOf(left)).toMatchObject({ input: [1], cancel: {} });
    harness.replayWith(stubborn);
    const next = nextStage(stubborn, left);
    expect(next.decide().closes).toBe('canceled');
    next.replayWith(stubborn);
  });

  it('no longer continues an execution automatically once it has been asked to cancel', () => {
    const ticking = workflow(
      { name: 'Play', version: '1', maxEvents: 10 },
      (_: unknown, { signal, cancelRequested$ }) =>
        merge(
          signal('tick').pipe(ignoreElements()),
          cancelRequested$.pipe(
            switchMap(() => timer(60_000)),
            map(() => 'in order'),
          ),
        ).pipe(take(1)),
    );
    const harness = new RunHarness(ticking);
    harness.decide();
    harness.after(b => b.cancelRequested());
    for (let n = 0; n < 5; n += 1) expect(harness.after(b => b.signal('tick')).closes).toBeUndefined();
    expect(resultOf(harness.after(b => b.timerFired('1')))).toBe('in order');
    harness.replayWith(ticking);
  });
});

describe('withdrawing a continuation', () => {
  it('is done by unsubscribing: switchMap continues with the newest', () => {
    const newest = code((_, { run, continueAsNew }) =>
      merge(run(work, 1), run(work, 2)).pipe(switchMap(n => continueAsNew([n]))),
    );
    const harness = new RunHarness(newest);
    harness.decide();
    harness.builder.activityStarted('1').activityStarted('2');
    harness.builder.activityCompleted('1', { result: 1 });
    harness.decide(() => harness.builder.activityCompleted('2', { result: 2 }));
    expect(nextOf(harness.decide()).input).toEqual([2]);
    harness.replayWith(newest);
  });

  it('is done by the end of the pipeline: a result that arrived meanwhile counts', () => {
    const raced = code((_, { run, continueAsNew }) =>
      merge(run(work, 1), timer(60_000).pipe(concatMap(() => continueAsNew([1])))).pipe(take(1)),
    );
    const harness = new RunHarness(raced);
    harness.decide();
    harness.builder.activityStarted('1').timerFired('2');
    harness.decide(() => harness.builder.activityCompleted('1', { result: 5 }));
    expect(resultOf(harness.decide())).toBe(5);
    harness.replayWith(raced);
  });
});

describe('a history that was made before signals were carried', () => {
  // Commands caused by a signal behind the continuation were sent with it.
  const eager = code((_, { signal, run, continueAsNew }) =>
    merge(
      signal('flush').pipe(mergeMap(() => continueAsNew([1]))),
      signal('add').pipe(mergeMap(n => run(work, n))),
    ),
  );

  it('is replayed as it was', () => {
    const harness = new RunHarness(eager);
    harness.builder.turn().signal('flush').signal('add', { input: 1 }).turn();
    harness.builder.activityScheduled('1', { type: work, input: 1 }).continueAsNew();
    harness.replayWith(eager);
  });

  it('is replayed if SWF had refused the continuation, and continues by current rules', () => {
    const harness = new RunHarness(eager);
    harness.builder.turn().signal('flush').decisionTaskStarted().signal('add', { input: 1 });
    harness.builder.decisionTaskCompleted().continueAsNewFailed().turn();
    harness.builder.activityScheduled('1', { type: work, input: 1 });
    harness.builder.continueAsNewFailed('CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED');
    harness.builder.signal('add', { input: 2 });
    const left = harness.decide();
    expect(nextOf(left)).toEqual({ input: [1], signals: [['add', '2']] });
    harness.replayWith(eager);
  });

  it('has the continuation even if the pipeline ended or a cancel request arrived after it', () => {
    const ending = code((_, { signal, continueAsNew }) =>
      merge(signal('flush').pipe(mergeMap(() => continueAsNew([1]))), signal('end')).pipe(
        takeWhile(() => false),
      ),
    );
    for (const behind of ['signal', 'cancel']) {
      const harness = new RunHarness(ending);
      harness.builder.turn().signal('flush');
      if (behind === 'signal') harness.builder.signal('end');
      else harness.builder.cancelRequested();
      harness.builder.turn().continueAsNew();
      harness.replayWith(ending);
    }
  });
});

describe('continuing automatically', () => {
  const ticking = workflow({ name: 'Play', version: '1', maxEvents: 10 }, (_: unknown, { signal }) =>
    signal('tick').pipe(switchMap(() => timer(60_000))),
  );

  it('carries the queued signals', () => {
    const harness = new RunHarness(ticking);
    harness.decide();
    harness.after(b => b.signal('tick').signal('note', { input: 1 }));
    const left = harness.after(b => b.signal('tick'));
    expect(nextOf(left).signals).toEqual([['note', '1']]);
    harness.replayWith(ticking);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['throws', () => JSON.parse('{'), /JSON/],
    [
      'returns a Promise that rejects',
      () => Promise.reject(new Error('later')),
      /a Promise cannot be a payload/,
    ],
    ['returns what is no payload', () => new Map(), /a Map cannot be a payload/],
    ['returns more than SWF takes', () => 'x'.repeat(32_768), /at most 32768 characters/],
  ])('fails the decision if continueWith %s, and recovers once that is fixed', (_, continueWith, error) => {
    const define = (make: () => unknown) =>
      workflow(
        { name: 'Play', version: '1', maxEvents: 10, continueWith: make },
        (_input: unknown, context) => context.signal('tick'),
      );
    const harness = new RunHarness(define(continueWith));
    harness.decide();
    harness.after(b => b.signal('tick'));
    harness.builder.signal('tick');
    expect(() => harness.decide()).toThrow(error);
    const { decisions } = new Run(runSettings(define(() => 'mended'))).decide(harness.history);
    expect(nextOf({ decisions }).input).toBe('mended');
  });

  it('keeps the run if the signals do not fit, and reports that once', () => {
    const harness = new RunHarness(ticking);
    harness.decide();
    harness.after(b => b.signal('tick').signal('note', { input: 'x'.repeat(32_760) }));
    const lines = [1, 2, 3].map(() => {
      const result = harness.after(b => b.signal('tick'));
      expect(result.closes).toBeUndefined();
      return result.lines.map(({ level, message }) => `${level}: ${message}`);
    });
    expect(lines).toEqual([['warn: run not continued'], [], []]);
  });
});
