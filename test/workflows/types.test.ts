import { InvalidArgumentError, type Stream } from 'rx-swf';
import {
  activity,
  activityWorker,
  type ChildWorkflow,
  type DurableExecution,
  type Jsonable,
  type NotJson,
  type ReceivedSignal,
  saga,
  type Waitable,
  wait,
  workflow,
} from 'rx-swf/workflows';
import { from, map, mergeMap, type Observable, of, switchMap, toArray } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';

interface Picture {
  readonly file: string;
}
interface Thumbnail {
  readonly url: string;
}

/** Recursive types as users write them. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Nested = Picture | readonly [Nested, Nested] | Nested[];
type Dates = Date | Dates[];

const resize = activity<Picture, Thumbnail>({ name: 'Resize', version: '1' });
const ping = activity<void, number>({ name: 'Ping', version: '1' });

describe('the inferred type of workflows', () => {
  it('includes the input and the result of an activity', () => {
    const one = workflow({ name: 'One', version: '1' }, (input: Picture, { run }) => {
      expectTypeOf(run(resize, input)).toExtend<Observable<Thumbnail>>();
      expectTypeOf(run(resize, input)).toEqualTypeOf<Waitable<Thumbnail>>();
      expectTypeOf(of(input).pipe(mergeMap(file => run(resize, file)))).toEqualTypeOf<
        Observable<Thumbnail>
      >();
      expectTypeOf(of(input).pipe(switchMap(file => run(resize, file)))).toEqualTypeOf<
        Observable<Thumbnail>
      >();
      // @ts-expect-error: the input is a picture
      run(resize, 'a.png');
      // @ts-expect-error: the input is missing
      run(resize);
      return run(resize, input);
    });
    expectTypeOf(one.start('media', { file: 'a' })).toEqualTypeOf<Observable<DurableExecution<Thumbnail>>>();
  });

  it('lets an activity without an input be run without one', () => {
    workflow({ name: 'Pings', version: '1' }, (_, { run }) => {
      expectTypeOf(run(ping)).toEqualTypeOf<Waitable<number>>();
      expectTypeOf(run(ping, undefined, { taskList: 'a' })).toEqualTypeOf<Waitable<number>>();
      return run(ping);
    });
  });

  it('requires a handler to match its definition', () => {
    resize.with(({ file }) => ({ url: file }));
    resize.with(async ({ file }, { task, heartbeat, signal }) => {
      expectTypeOf(task.input).toEqualTypeOf<Picture>();
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
      heartbeat(1);
      return { url: file };
    });
    resize.with(({ file }) => of({ url: file }));
    ping.with(() => 1);
    // @ts-expect-error: the result is a thumbnail
    resize.with(({ file }) => file);
    // @ts-expect-error: the result is a thumbnail, even if awaited
    resize.with(async ({ file }) => file);
    // @ts-expect-error: the input is a picture
    resize.with((file: string) => ({ url: file }));
    activityWorker('media', 'activities', [resize.with(({ file }) => ({ url: file })), ping.with(() => 1)]);
  });

  it('includes the input of a start, and its result', () => {
    const many = workflow({ name: 'Many', version: '1' }, (files: string[], { run }) =>
      from(files).pipe(
        mergeMap(file => run(resize, { file })),
        map(({ url }) => url),
        toArray(),
      ),
    );
    const execution = many.execution('media', { workflowId: 'album', runId: '1' });
    expectTypeOf(execution.result$).toEqualTypeOf<Stream<string[]>>();
    expectTypeOf(execution.result()).toEqualTypeOf<Stream<string[]>>();
    // @ts-expect-error: the input is a list of files
    many.start('media', 'a.png');
    // @ts-expect-error: the files are missing
    many.start('media');
    const none = workflow({ name: 'None', version: '1' }, () => of(1));
    expectTypeOf(none.execution('media', { workflowId: 'a', runId: '1' }).result$).toEqualTypeOf<
      Stream<number>
    >();
    none.start('media');
  });

  it('includes the input and the result of a child', () => {
    const length = workflow({ name: 'Length', version: '1' }, (text: string) => of(text.length));
    const count = workflow({ name: 'Count', version: '1' }, () => of(1));
    workflow({ name: 'Parent', version: '1' }, (_, { child }) => {
      expectTypeOf(child(length, 'a')).toEqualTypeOf<ChildWorkflow<number>>();
      expectTypeOf(child(length, 'a')).toExtend<Waitable<number>>();
      expectTypeOf(child(count)).toEqualTypeOf<ChildWorkflow<number>>();
      // @ts-expect-error: the input is a string
      child(length, 1);
      return child(length, 'a');
    });
  });

  it('includes the input of a signal, and the value of a step of a saga', () => {
    workflow({ name: 'Saga', version: '1' }, (_, { signal, signals, run, sideEffect }) => {
      expectTypeOf(signal('a')).toEqualTypeOf<Observable<unknown>>();
      expectTypeOf(signal<number>('a')).toEqualTypeOf<Observable<number>>();
      expectTypeOf(signals).toEqualTypeOf<Observable<ReceivedSignal>>();
      expectTypeOf(sideEffect(() => 'a')).toEqualTypeOf<Waitable<string>>();
      const steps = saga(function* () {
        const thumbnail = yield* run(resize, { file: 'a' });
        expectTypeOf(thumbnail).toEqualTypeOf<Thumbnail>();
        return thumbnail.url;
      });
      expectTypeOf(steps).toEqualTypeOf<Observable<string>>();
      return steps;
    });
  });

  it('is the union of the values of two alternative pipelines', () => {
    const either = workflow({ name: 'Either', version: '1' }, (input: Picture, { run, version }) =>
      version('ping') ? run(ping) : run(resize, input),
    );
    expectTypeOf(either.execution('media', { workflowId: 'a', runId: '1' }).result$).toEqualTypeOf<
      Stream<number | Thumbnail>
    >();
    const same = workflow({ name: 'Same', version: '1' }, (input: Picture, { run }) =>
      input.file === '' ? of({ url: '' }) : run(resize, input),
    );
    expectTypeOf(same.execution('media', { workflowId: 'a', runId: '1' }).result$).toEqualTypeOf<
      Stream<{ url: string } | Thumbnail>
    >();
    saga(function* () {
      expectTypeOf(yield* wait(same.name === '' ? of(1) : of('a'))).toEqualTypeOf<number | string>();
      expectTypeOf(yield* wait<number>(of(1))).toEqualTypeOf<number>();
    });
  });

  it('is the declared one if it was declared', () => {
    const stated = workflow<number, string>({ name: 'Stated', version: '1' }, n => of(`${n}`));
    expectTypeOf(stated.start).parameter(1).toEqualTypeOf<number>();
    expectTypeOf(stated.execution('media', { workflowId: 'a', runId: '1' }).result$).toEqualTypeOf<
      Stream<string>
    >();
    // @ts-expect-error: the result is a string
    workflow<number, string>({ name: 'Stated', version: '1' }, n => of(n));
    // @ts-expect-error: it is an Observable
    workflow({ name: 'None', version: '1' }, () => 1);
  });

  it('excludes values that JSON does not preserve', () => {
    class Money {
      readonly amount = 1;
      plus(): Money {
        return this;
      }
    }
    interface Tree {
      readonly name: string;
      readonly children: readonly Tree[];
    }
    const id = { name: 'Keep', version: '1' };
    activity<{ at: string; tags?: string[]; next: { n: number } | null }, void>(id);
    activity<Tree, [string, number]>(id);
    activity<unknown, 'a' | 'b' | undefined>(id);
    activity<Json, Json>(id);
    activity<Nested, { trees: readonly Nested[] }>(id);
    // @ts-expect-error: a Date becomes a string
    activity<{ at: Date }, void>(id);
    // @ts-expect-error: a Date becomes a string, however deep
    activity<Dates, void>(id);
    // @ts-expect-error: a Map becomes {}
    activity<void, { items: { seen: Map<string, number> }[] }>(id);
    // @ts-expect-error: a Set becomes {}
    activity<Set<string>, void>(id);
    // @ts-expect-error: JSON cannot represent a bigint
    activity<bigint, void>(id);
    // @ts-expect-error: JSON cannot represent a method
    activity<void, Money>(id);
    // @ts-expect-error: an Error becomes {}
    activity<void, Error | string>(id);
    // @ts-expect-error: JSON does not preserve binary data
    activity<Uint8Array, void>(id);
    workflow(id, (input: { at: string }) => of(input));
    // @ts-expect-error: a Date becomes a string
    workflow(id, (input: { at: Date }) => of(input.at.getTime()));
    // @ts-expect-error: a Map becomes {}
    workflow(id, () => of(new Map([['a', 1]])));
    // Unresolved type parameters are not checked.
    const generic = <I, O>(work: (input: I) => O) => [
      activity<I, O>(id).with(work),
      workflow(id, (input: I) => of(work(input))),
    ];
    expectTypeOf(generic).toBeFunction();
    expectTypeOf<Jsonable<{ at: Date }>['at']>().toExtend<NotJson<unknown>>();
    expectTypeOf<Jsonable<Tree>>().toExtend<Tree>();
  });

  it('includes the argument and the result of continueWith', () => {
    workflow(
      {
        name: 'Long',
        version: '1',
        maxEvents: 100,
        continueWith: (latest, input) => {
          expectTypeOf(latest).toEqualTypeOf<string | undefined>();
          expectTypeOf(input).toEqualTypeOf<number>();
          return input + 1;
        },
      },
      (n: number) => of(`${n}`),
    );
    const next = (latest: string[] | undefined, input: number[]) => [latest?.length ?? input.length];
    const lengths = workflow(
      { name: 'Lengths', version: '1', maxEvents: 100, continueWith: next },
      (n: number[], { run }) => run(ping).pipe(map(m => [`${n} ${m}`])),
    );
    expectTypeOf(lengths.execution('media', { workflowId: 'a', runId: '1' }).result$).toEqualTypeOf<
      Stream<string[]>
    >();
    // @ts-expect-error: the next input is a number
    workflow({ name: 'Long', version: '1', maxEvents: 100, continueWith: latest => latest }, (n: number) =>
      of(`${n}`),
    );
  });
});

describe('definitions', () => {
  it.each([
    [() => activity({ name: '', version: '1' }), 'name must be'],
    [() => activity({ name: 'a:b', version: '1' }), 'name must be free of ":"'],
    [() => activity({ name: 'a', version: 'v'.repeat(65) }), 'version must be'],
    [() => activity({ name: 'a', version: '1', taskList: 'a|b' }), 'taskList must be'],
    [() => activity({ name: 'a', version: '1', startToCloseTimeout: -1 }), 'startToCloseTimeout must be'],
    [() => activity({ name: 'a', version: '1', heartbeatTimeout: 1.5 }), 'heartbeatTimeout must be'],
    [() => activity({ name: 'a', version: '1', taskPriority: 0.5 }), 'taskPriority must be'],
    [() => activity({ name: 'a', version: '1', description: 'd'.repeat(1_025) }), 'description must be'],
    [() => activity({ name: 'a', version: '1', retry: { count: -1 } }), 'retry.count must be'],
    [() => workflow({ name: '', version: '1' }, () => of(1)), 'name must be'],
    [() => workflow({ name: 'a', version: '' }, () => of(1)), 'version must be'],
    [() => workflow({ name: 'a', version: '1', maxEvents: 5 }, () => of(1)), 'maxEvents must be'],
    [() => workflow({ name: 'a', version: '1', taskList: '' }, () => of(1)), 'taskList must be'],
    [() => workflow({ name: 'a', version: '1', taskPriority: 1.5 }, () => of(1)), 'taskPriority must be'],
    [
      () => workflow({ name: 'a', version: '1', executionStartToCloseTimeout: 'NONE' }, () => of(1)),
      'executionStartToCloseTimeout must be',
    ],
    [
      () => workflow({ name: 'a', version: '1', taskStartToCloseTimeout: -1 }, () => of(1)),
      'taskStartToCloseTimeout must be',
    ],
    [() => workflow({ name: 'a', version: '1', lambdaRole: '' }, () => of(1)), 'lambdaRole must be'],
  ])('are rejected if SWF would reject them: %s', (define, message) => {
    expect(define).toThrow(InvalidArgumentError);
    expect(define).toThrow(message);
  });

  it('are frozen', () => {
    expect(Object.isFrozen(resize)).toBe(true);
    expect(Object.isFrozen(resize.options)).toBe(true);
    expect(Object.isFrozen(workflow({ name: 'a', version: '1' }, () => of(1)))).toBe(true);
  });
});
