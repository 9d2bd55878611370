import { InvalidArgumentError } from 'rx-swf';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { catchError, concat, concatMap, defer, map, type Observable, of, timer, toArray } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { Stage } from '../replay/Stage.js';
import { Studio } from '../Studio.js';

const double = activity<number, number>({ name: 'Double', version: '1' });

// Each decision replays the whole history.
const studio = await Studio.open([], [double.with(n => n * 2)], {
  until: afterAll,
  worker: { sticky: false },
});

let workflows = 0;
const define = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return workflow({ name: `Marker ${workflows}`, version: '1' }, (_, context) => run(context));
};

describe('marker', () => {
  it('records what people and other programs may read', async () => {
    const one = define(({ marker }) => marker('reviewed', { by: 'Ann' }).pipe(map(() => 'done')));
    const execution = await studio.start(one, undefined);
    expect(await studio.result(execution)).toBe('done');
    const { markers } = await studio.history(execution);
    expect([...markers].map(({ id, details }) => [id, details])).toEqual([['reviewed', { by: 'Ann' }]]);
  });

  it('keeps the names of the library free', async () => {
    const one = define(({ marker }) =>
      defer(() => marker('rx-swf.mine')).pipe(
        catchError((error: unknown) => of(error instanceof InvalidArgumentError)),
      ),
    );
    expect(await studio.run(one, undefined)).toBe(true);
  });
});

describe('sideEffect', () => {
  it('calls its function once, and has its value in every replay', async () => {
    let calls = 0;
    const one = define(({ sideEffect }) =>
      sideEffect(() => (calls += 1)).pipe(
        concatMap(n => timer(1_000).pipe(map(() => n))),
        concatMap(n => timer(1_000).pipe(map(() => n))),
      ),
    );
    expect(await studio.run(one, undefined)).toBe(1);
    expect(calls).toBe(1);
  });

  it('has the host as it is: its chance, its time, its ids', async () => {
    const before = Date.now();
    const one = define(({ sideEffect }) =>
      sideEffect(() => ({
        id: crypto.randomUUID(),
        now: Date.now(),
        bytes: crypto.getRandomValues(new Uint8Array(2)),
      })),
    );
    const { id, now } = await studio.run(one, undefined);
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
    expect(await studio.run(one, undefined)).toEqual(['1970-01-01T00:00:00.000Z', { kept: [null] }, null]);
  });

  it('errors with what its function throws, and with what has no form', async () => {
    const one = define(({ sideEffect }) =>
      concat(
        sideEffect((): string => {
          throw new Error('out of luck');
        }).pipe(catchError((error: Error) => of(error.message))),
        sideEffect((): unknown => () => {}).pipe(catchError((error: Error) => of(error.name))),
      ).pipe(toArray()),
    );
    expect(await studio.run(one, undefined)).toEqual([
      "Side effect '1' failed: Error: out of luck",
      'SideEffectFailedError',
    ]);
  });

  it('throws in a replay what it threw, and does not call its function again', async () => {
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
    expect(await studio.run(one, undefined)).toBe(28);
    expect(calls).toBe(1);
  });
});

describe('sideEffect of a Promise', () => {
  it('fails the decision, whatever is caught, and ends no process when the Promise rejects', () => {
    const one = define(({ sideEffect }) =>
      sideEffect(() => Promise.reject(new Error('later'))).pipe(catchError(() => of('caught'))),
    );
    expect(() => new Stage(one).decide()).toThrow(/A side effect returned a Promise\. .*in an activity/);
  });
});
