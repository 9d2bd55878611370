import { fails, mock, replay, runWorkflow } from 'rx-swf/testing';
import { activity, DeterminismError, saga, type WorkflowFunction, wait, workflow } from 'rx-swf/workflows';
import { EMPTY, firstValueFrom, NEVER, of, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { RunHarness } from '../../harness/RunHarness.js';

const work = activity<number, number>({ name: 'Work', version: '1' });
const activities = [mock(work, n => n * 2)];

/** A workflow as plain JavaScript may write it. */
const inJs = (run: (input: unknown, context: Parameters<WorkflowFunction<unknown, unknown>>[1]) => unknown) =>
  workflow({ name: 'Js', version: '1' }, run as WorkflowFunction<unknown, unknown>);

const errorOf = (one: ReturnType<typeof inJs>) =>
  runWorkflow(one, undefined, { activities }).then(
    ({ result }) => {
      throw new Error(`It has completed with ${JSON.stringify(result)}`);
    },
    (error: unknown) => error,
  );

describe('a workflow whose function returns no Observable', () => {
  it('fails its decision if it returns a generator, with an error that mentions saga', async () => {
    const error = await errorOf(
      inJs(function* (_, { run }) {
        yield* run(work, 1);
      }),
    );
    expect(error).toBeInstanceOf(DeterminismError);
    expect(`${error}`).toBe(
      'DeterminismError: The workflow returned a generator, not an Observable. ' +
        'Wrap its body: return saga(function* () { … })',
    );
  });

  it.each<[string, (input: unknown) => unknown, RegExp]>([
    ['a generator function', () => function* () {}, /a generator function, .*saga/],
    ['an async generator', async function* () {}, /an async generator, .*saga.*yield\* instead of await/],
    ['a Promise', async () => 1, /a Promise, .*saga.*into activities/],
    ['a Promise that rejects', () => Promise.reject(new Error('late')), /a Promise, .*saga/],
    ['a thenable', () => ({ then: () => {} }), /a Promise, .*saga/],
    ['a function', () => () => of(1), /a function, .*Return the Observable/],
    ['an array', () => [1, 2], /an iterable, .*from\(…\).*of\(…\)/],
    ['a Set', () => new Set([1]), /an iterable/],
    ['undefined', () => undefined, /returned undefined, .*of\(…\) for a value, or EMPTY/],
    ['null', () => null, /returned null/],
    ['a text', () => 'done', /returned done, not an Observable/],
    ['an object', () => ({ a: 1 }), /returned an object/],
  ])('fails its decision with a remedy: %s', async (_, run, message) => {
    const error = await errorOf(inJs(run));
    expect(error).toBeInstanceOf(DeterminismError);
    expect(`${error}`).toMatch(message);
  });

  it('also fails its replays', () => {
    const generator = inJs(function* () {});
    expect(() => new RunHarness(generator).decide()).toThrow(/saga/);
    expect(() => replay(generator, new RunHarness(inJs(() => NEVER)).history)).toThrow(/saga/);
  });

  it('works if another library has created the Observable', async () => {
    const other = {
      [Symbol.observable ?? '@@observable']: () => ({
        subscribe: (observer: { next(value: unknown): void; complete(): void }) => {
          observer.next('other');
          observer.complete();
          return { unsubscribe: () => {} };
        },
      }),
    };
    expect(
      (
        await runWorkflow(
          inJs(() => other),
          undefined,
        )
      ).result,
    ).toBe('other');
    expect(
      (
        await runWorkflow(
          inJs(() => EMPTY),
          undefined,
        )
      ).result,
    ).toBeUndefined();
  });
});

describe('a saga that is not written correctly', () => {
  // Values that plain JavaScript can pass.
  const sagaOf = (body: unknown) => inJs(() => saga(body as () => Generator<never, unknown>));

  it.each<[string, unknown, RegExp]>([
    [
      'an async function',
      async () => 1,
      /The function passed to saga\(\) returned a Promise\. .*yield\* instead of await/,
    ],
    ['an async function that rejects', () => Promise.reject(new Error('late')), /a Promise/],
    ['an async generator', async function* () {}, /returned an async generator\. .*saga\(function\* /],
    ['a function that returns an Observable', () => of(1), /returned an Observable/],
    ['a generator', (function* () {})(), /saga\(\) was called with a generator\. .*a generator function/],
    ['a Promise', Promise.resolve(1), /saga\(\) was called with a Promise/],
  ])('fails the decision: %s', async (_, body, message) => {
    expect(`${await errorOf(sagaOf(body))}`).toMatch(message);
  });

  it.each<[string, () => unknown, RegExp]>([
    ['a Promise', () => Promise.resolve(1), /A saga yielded a Promise, .*yield\* run\(activity, input\)/],
    ['a generator', () => wait(timer(1_000)), /A saga yielded a generator, .*Write yield\* instead of yield/],
    ['nothing', () => undefined, /A saga yielded undefined/],
    ['a value', () => 7, /A saga yielded 7/],
  ])('fails the decision if it yields %s, whatever it catches', async (_, step, message) => {
    const one = sagaOf(function* (): Generator<unknown, unknown> {
      try {
        return yield step();
      } catch {
        return 'caught';
      }
    });
    expect(`${await errorOf(one)}`).toMatch(message);
  });

  it('throws the same outside of a workflow', async () => {
    const body = (async () => 1) as unknown as () => Generator<never, unknown>;
    await expect(firstValueFrom(saga(body))).rejects.toThrow(DeterminismError);
  });
});

describe('an activity whose handler is a generator', () => {
  it.each<[string, unknown]>([
    ['a generator', function* () {}],
    ['an async generator', async function* () {}],
  ])('fails, and does not complete without having run: %s', async (_, handler) => {
    const one = workflow({ name: 'One', version: '1' }, (_: unknown, { run }) => run(work, 1));
    const generators = [work.with(handler as () => number)];
    await expect(runWorkflow(one, undefined, { activities: generators })).rejects.toThrow(
      'TypeError: The handler returned a generator, which is never run',
    );
  });
});

describe('a mocked workflow that is not written correctly', () => {
  const child = workflow({ name: 'Child', version: '1' }, (n: number, { run }) => run(work, n));
  const parent = workflow({ name: 'Parent', version: '1' }, (_: unknown, context) => context.child(child, 1));

  it.each<[string, unknown, RegExp]>([
    ['an async function', async () => 1, /The mock of a workflow returned a Promise/],
    ['a generator function', function* () {}, /The mock of a workflow returned a generator, .*saga/],
  ])('fails the test: %s', async (_, answer, message) => {
    const workflows = [mock(child, answer as () => number)];
    await expect(runWorkflow(parent, undefined, { workflows })).rejects.toThrow(message);
  });

  it('may answer with an array', async () => {
    const list = workflow({ name: 'List', version: '1' }, (_: unknown) => of([1]));
    const reader = workflow({ name: 'Reader', version: '1' }, (_: unknown, context) =>
      context.child(list, {}),
    );
    expect((await runWorkflow(reader, undefined, { workflows: [mock(list, [1, 2])] })).result).toEqual([
      1, 2,
    ]);
    await expect(runWorkflow(reader, undefined, { workflows: [mock(list, fails('no'))] })).rejects.toThrow(
      'no',
    );
  });
});
