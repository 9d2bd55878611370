import { activity, NonDeterminismError, type WorkflowContext, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  concatMap,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  timer,
  toArray,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const double = activity<number, number>({ name: 'Double', version: '1' });

// Each decision replays the whole history.
const harness = await WorkflowHarness.open([], [double.with(n => n * 2)], {
  teardown: afterAll,
  worker: { sticky: false },
});

let workflows = 0;
const define = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return workflow({ name: `Effect ${workflows}`, version: '1' }, (_, context) => run(context));
};

describe('sideEffect', () => {
  it('calls its function once, and emits its value in every replay', async () => {
    let calls = 0;
    const one = define(({ sideEffect }) =>
      sideEffect(() => (calls += 1)).pipe(
        concatMap(n => timer(1_000).pipe(map(() => n))),
        concatMap(n => timer(1_000).pipe(map(() => n))),
      ),
    );
    expect(await harness.run(one, undefined)).toBe(1);
    expect(calls).toBe(1);
  });

  it('runs its function outside of the guard: with randomness, time and ids of the host', async () => {
    const before = Date.now();
    const one = define(({ sideEffect }) =>
      sideEffect(() => ({
        id: crypto.randomUUID(),
        now: Date.now(),
        bytes: crypto.getRandomValues(new Uint8Array(2)),
      })),
    );
    const { id, now } = await harness.run(one, undefined);
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });

  it('emits its value as a replay will see it', async () => {
    const one = define(({ sideEffect }) =>
      concat(
        sideEffect(() => new Date(0)),
        sideEffect(() => ({ left: undefined, kept: [undefined] })),
        sideEffect(() => undefined),
      ).pipe(
        toArray(),
        concatMap(values => timer(1_000).pipe(map(() => values))),
      ),
    );
    expect(await harness.run(one, undefined)).toEqual(['1970-01-01T00:00:00.000Z', { kept: [null] }, null]);
  });

  it('errors with the error of its function, and with values that cannot be payloads', async () => {
    const one = define(({ sideEffect }) =>
      concat(
        sideEffect((): string => {
          throw new Error('out of luck');
        }).pipe(catchError((error: Error) => of(error.message))),
        sideEffect((): unknown => () => {}).pipe(catchError((error: Error) => of(error.name))),
      ).pipe(toArray()),
    );
    expect(await harness.run(one, undefined)).toEqual([
      "Side effect '1' failed: Error: out of luck",
      'SideEffectFailedError',
    ]);
  });

  it('errors in a replay as it did before, and does not call its function again', async () => {
    let calls = 0;
    const one = define(({ sideEffect, run }) =>
      sideEffect((): number => {
        calls += 1;
        if (calls === 1) throw new Error('out of luck');
        return 1;
      }).pipe(
        catchError(() => of(7)),
        concatMap(n => run(double, n)),
        concatMap(n => run(double, n)),
      ),
    );
    expect(await harness.run(one, undefined)).toBe(28);
    expect(calls).toBe(1);
  });
});

describe('sideEffect of a Promise', () => {
  it('fails the decision, whatever the workflow catches, and ends no process if the Promise rejects', () => {
    const one = define(({ sideEffect }) =>
      sideEffect(() => Promise.reject(new Error('later'))).pipe(catchError(() => of('caught'))),
    );
    expect(() => new RunHarness(one).decide()).toThrow(/A side effect returned a Promise\. .*in an activity/);
  });
});

describe('sideEffect with a name', () => {
  it('is recorded under its name, and the second one of the same name under another', async () => {
    let calls = 0;
    const next = () => {
      calls += 1;
      return calls;
    };
    const one = define(({ sideEffect }) =>
      concat(
        sideEffect('rate', next),
        timer(1_000),
        sideEffect('rate', next),
        sideEffect('fee', () => {
          throw new Error('none');
        }).pipe(catchError(({ message }: Error) => of(message))),
        timer(1_000),
        sideEffect(next),
      ).pipe(toArray()),
    );
    const execution = await harness.start(one, undefined);
    expect(await harness.result(execution)).toEqual([1, 0, 2, "Side effect 'fee' failed: Error: none", 0, 3]);
    expect(calls).toBe(3);
    expect([...(await harness.history(execution)).markers].map(({ id }) => id)).toEqual([
      'rx-swf.sideEffect.rate',
      'rx-swf.sideEffect.rate#2',
      'rx-swf.sideEffect.fee#failed',
      'rx-swf.sideEffect.3',
    ]);
  });

  it('shifts the id of no other command', () => {
    const harness = new RunHarness(
      define(({ sideEffect, run }) => sideEffect('first', () => 1).pipe(mergeMap(n => run(double, n)))),
    );
    expect(decisionLabels(harness.decide())).toEqual([
      'RecordMarker rx-swf.sideEffect.first',
      'ScheduleActivityTask 1',
    ]);
  });

  it('is detected if it has another name or another place, or is missing', () => {
    const code = (...names: string[]) =>
      workflow({ name: 'Effects', version: '1' }, (_: unknown, { sideEffect, run }) =>
        merge(...names.map(name => sideEffect(name, () => name)), run(double, 1)),
      );
    const harness = new RunHarness(code('a', 'b'));
    harness.decide();
    harness.builder.activityStarted('1').activityCompleted('1');
    harness.decide();
    harness.replayWith(code('a', 'b'));
    for (const names of [['b', 'a'], ['a', 'c'], ['a'], ['b'], [], ['a', 'b', 'c']])
      expect(() => harness.replayWith(code(...names)), names.join()).toThrow(NonDeterminismError);
  });

  it.each([
    ['', 'name must be a string of 1 to 200 characters'],
    ['7', 'name must be a name that does not begin with a digit and has no #'],
    ['rate#2', 'name must be a name that does not begin with a digit and has no #'],
    [`x${'y'.repeat(200)}`, 'name must be a string of 1 to 200 characters'],
  ])('rejects an invalid name: %s', async (name, message) => {
    const one = define(({ sideEffect }) => sideEffect(name, () => 1));
    const error = await harness.failure(await harness.start(one, undefined));
    expect(`${error}`).toContain(message);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['an Observable', () => of(1), /A side effect returned an Observable\. .*in an activity/],
    ['a generator', function* () {}, /A side effect returned a generator/],
    ['an async generator', async function* () {}, /A side effect returned an async generator/],
  ])('fails the decision if its function returns %s', (_, produce, message) => {
    expect(() => new RunHarness(define(({ sideEffect }) => sideEffect('odd', produce))).decide()).toThrow(
      message,
    );
  });
});
