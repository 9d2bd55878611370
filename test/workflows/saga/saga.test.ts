import { activity, saga, type WorkflowContext, wait, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  defer,
  EMPTY,
  endWith,
  from,
  lastValueFrom,
  merge,
  type Observable,
  of,
  Subject,
  take,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { marbles } from '../../harness/marbles.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const done: string[] = [];
const book = activity<string, string>({ name: 'Book', version: '1' });
const undo = activity<string, void>({ name: 'Undo', version: '1' });
const length = workflow({ name: 'Length', version: '1' }, (text: string) => of(text.length));

const harness = await WorkflowHarness.open(
  [length],
  [
    book.with(what => {
      if (what === 'nothing') throw new Error('sold out');
      return `a ${what}`;
    }),
    undo.with(what => {
      done.push(what);
    }),
  ],
  { teardown: afterAll },
);

let workflows = 0;
const start = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return harness.start(
    workflow({ name: `Saga ${workflows}`, version: '1' }, (_, context) => run(context)),
    undefined,
  );
};

describe('a saga in a workflow', () => {
  it('waits for activities, children, timers and signals, one after the other', async () => {
    const execution = await start(({ run, child, signal, scheduler }) =>
      saga(function* () {
        const flight = yield* run(book, 'flight');
        const letters = yield* child(length, flight);
        yield* wait(timer(60_000, scheduler));
        const seat = yield* wait(signal<string>('seat'));
        const nothing = yield* wait(EMPTY);
        return [flight, letters, seat, nothing];
      }),
    );
    await harness.signal(execution, 'seat', '7a');
    expect(await harness.result(execution)).toEqual(['a flight', 8, '7a', null]);
  });

  it('undoes its steps with try and catch', async () => {
    const execution = await start(({ run }) =>
      saga(function* () {
        const undone: string[] = [];
        try {
          for (const what of ['flight', 'hotel', 'nothing', 'car']) undone.unshift(yield* run(book, what));
        } catch (error) {
          for (const what of undone) yield* run(undo, what);
          throw error;
        }
        return 'booked';
      }),
    );
    done.length = 0;
    expect(await harness.failure(execution)).toMatchObject({ reason: 'Error: sold out' });
    expect(done).toEqual(['a hotel', 'a flight']);
  });

  it('runs its finally blocks to the end when the execution is canceled', async () => {
    const execution = await start(({ run, signal }) =>
      saga(function* () {
        const flight = yield* run(book, 'flight');
        try {
          yield* wait(signal('never'));
        } finally {
          yield* run(undo, flight);
          yield* wait(timer(60_000));
          yield* run(undo, 'the rest');
        }
      }),
    );
    done.length = 0;
    await harness.history(execution, ({ activities }) => activities.completed.length === 1);
    await lastValueFrom(execution.requestCancel());
    expect(await harness.failure(execution)).toMatchObject({ name: 'ExecutionCanceledError' });
    expect(done).toEqual(['a flight', 'the rest']);
  });

  it('runs its finally blocks when it is unsubscribed from, while other parts of the pipeline continue', async () => {
    const execution = await start(({ run, signal }) =>
      merge(
        saga(function* () {
          try {
            yield* wait(signal('never'));
          } finally {
            yield* run(undo, 'left');
          }
        }).pipe(takeUntil(signal('leave'))),
        signal('end').pipe(take(1)),
      ),
    );
    done.length = 0;
    await harness.signal(execution, 'leave');
    await harness.history(execution, ({ activities }) => activities.completed.length === 1);
    await harness.signal(execution, 'end', 'over');
    expect(await harness.result(execution)).toBe('over');
    expect(done).toEqual(['left']);
  });

  it.each([
    ['at once', false],
    ['later', true],
  ])('fails the execution if a finally block throws %s after cancellation', async (_, isLater) => {
    const execution = await start(({ run, signal }) =>
      saga(function* () {
        try {
          yield* wait(signal('never'));
        } finally {
          if (isLater) yield* run(undo, 'something');
          // biome-ignore lint/correctness/noUnsafeFinally: that is the subject of this test
          throw new Error('cannot be undone');
        }
      }),
    );
    await harness.history(execution, ({ last }) => last?.name === 'DecisionTaskCompleted');
    await lastValueFrom(execution.requestCancel());
    expect(await harness.failure(execution)).toMatchObject({
      name: 'ExecutionFailedError',
      reason: 'Error: cannot be undone',
    });
  });

  it('runs 10,000 steps that do not wait', async () => {
    const execution = await start(({ sideEffect }) =>
      saga(function* () {
        let sum = yield* sideEffect(() => 0);
        for (let n = 0; n < 10_000; n += 1) sum += yield* wait(of(1));
        return sum;
      }),
    );
    expect(await harness.result(execution)).toBe(10_000);
  });
});

describe('saga', () => {
  it('is cold: each subscription runs it again', async () => {
    let runs = 0;
    const counting$ = saga(function* () {
      runs += 1;
      return yield* wait(of(runs));
    });
    expect(runs).toBe(0);
    expect(await lastValueFrom(concat(counting$, counting$))).toBe(2);
  });

  it(
    'resumes at the first value of a step, and unsubscribes from the step',
    marbles(m => {
      const a$ = m.hot('--a--b', { a: 1, b: 2 });
      const b$ = m.hot('---c-d', { c: 3, d: 4 });
      const sum$ = saga(function* () {
        return (yield* wait(a$)) + (yield* wait(b$));
      });
      m.expect(sum$).toBeObservable('---(s|)', { s: 4 });
      m.expect(a$).toHaveSubscriptions('^-!');
      m.expect(b$).toHaveSubscriptions('--^!');
    }),
  );

  it(
    'unsubscribes from a step that ends the saga while being subscribed to, whether the step emits synchronously or later',
    marbles(m => {
      const step$ = m.cold('--v');
      for (const source$ of [step$, of('v')]) {
        const leave$ = new Subject<void>();
        const steps: string[] = [];
        const left$ = saga(function* () {
          try {
            yield* wait(
              defer(() => {
                leave$.next();
                return source$;
              }),
            );
            steps.push('went on');
          } finally {
            steps.push('cleaned up');
          }
        });
        m.expect(left$.pipe(takeUntil(leave$), endWith(steps))).toBeObservable('(s|)', { s: ['cleaned up'] });
      }
      m.expect(step$).toHaveSubscriptions('(^!)');
    }),
  );

  it(
    'throws the error of a step at its yield*',
    marbles(m => {
      const broken$ = m.cold('--#');
      const caught$ = saga(function* () {
        try {
          yield* wait(broken$);
        } catch (error) {
          return `caught ${error}`;
        }
        return 'not';
      });
      m.expect(caught$).toBeObservable('--(c|)', { c: 'caught error' });
      m.expect(
        saga(function* () {
          yield* wait(broken$);
        }),
      ).toBeObservable('--#');
    }),
  );

  it('waits for any ObservableInput', async () => {
    const values$ = saga(function* () {
      return [yield* wait([1, 2]), yield* wait(Promise.resolve('b')), yield* wait(EMPTY)];
    });
    expect(await lastValueFrom(values$)).toEqual([1, 'b', undefined]);
  });

  it(
    'unsubscribes from its current step when it is unsubscribed from, and runs the steps of its finally blocks',
    marbles(m => {
      const step$ = m.cold('---------a|');
      const cleanup$ = m.cold('--b|');
      const clean: unknown[] = [];
      const left$ = saga(function* () {
        try {
          yield* wait(step$);
        } finally {
          clean.push(yield* wait(cleanup$));
        }
      });
      m.expect(left$.pipe(takeUntil(m.cold('---x')))).toBeObservable('---|');
      m.expect(step$).toHaveSubscriptions('^--!');
      m.expect(cleanup$).toHaveSubscriptions('---^-!');
      m.flush();
      expect(clean).toEqual(['b']);
    }),
  );

  it('can be unsubscribed from by one of its own steps', async () => {
    const stop$ = new Subject<void>();
    const events: string[] = [];
    const left$ = saga(function* () {
      try {
        stop$.next();
        events.push('goes on to the next step');
        yield* wait(of(1));
        events.push('and no further');
      } finally {
        events.push('finally');
      }
    }).pipe(takeUntil(stop$));
    await lastValueFrom(left$, { defaultValue: undefined });
    expect(events).toEqual(['goes on to the next step', 'finally']);
  });

  it('errors with what it throws before its first step, and emits its result if it has no step', async () => {
    const thrown$ = saga(() => {
      throw new Error('early');
    });
    await expect(lastValueFrom(thrown$)).rejects.toThrow('early');
    await expect(
      lastValueFrom(
        saga(function* () {
          return yield* wait(throwError(() => new Error('late')).pipe(catchError(() => from([3]))));
        }),
      ),
    ).resolves.toBe(3);
  });
});
