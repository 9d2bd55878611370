import {
  activity,
  ExecutionCanceledError,
  ExecutionFailedError,
  StalledError,
  saga,
  shielded,
  wait,
  workflow,
} from 'rx-swf/workflows';
import {
  concat,
  filter,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  NEVER,
  of,
  race,
  Subject,
  take,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { marbles } from '../../harness/marbles.js';
import { RunHarness } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const done: string[] = [];
const undo = activity<string, void>({ name: 'Undo', version: '1' });
const harness = await WorkflowHarness.open(
  [],
  [
    undo.with(what => {
      if (what === 'nothing') throw new Error('Nothing to undo');
      done.push(what);
    }),
  ],
  { teardown: afterAll },
);

/** Undoes its work when it receives a signal, even if it is canceled meanwhile. */
const undoing = (name: string, ...things: readonly string[]) =>
  workflow({ name, version: '1' }, (_: unknown, { run, signal }) =>
    saga(function* () {
      const steps$ = concat(signal('go').pipe(take(1)), ...things.map(thing => run(undo, thing)));
      yield* shielded(steps$.pipe(ignoreElements()));
    }),
  );

describe('a shielded Observable', () => {
  it('continues to its end when the execution is canceled, and the execution waits for it', async () => {
    const execution = await harness.start(undoing('Undoing', 'flight', 'hotel'), undefined);
    await harness.history(execution, ({ decisions }) => decisions.completed.length > 0);
    await lastValueFrom(execution.requestCancel());
    await harness.signal(execution, 'go');
    expect(await harness.failure(execution)).toBeInstanceOf(ExecutionCanceledError);
    expect(done).toEqual(['flight', 'hotel']);
  });

  it('continues to its end after the pipeline has ended, and the execution waits for it', async () => {
    const quitter = workflow({ name: 'Quitter', version: '1' }, (_: unknown, { run }) =>
      merge(shielded(concat(run(undo, 'car'), run(undo, 'boat'))), of('done')).pipe(
        filter(value => value === 'done'),
        take(1),
      ),
    );
    const execution = await harness.start(quitter, undefined);
    expect(await harness.result(execution)).toBe('done');
    expect(done.slice(-2)).toEqual(['car', 'boat']);
  });

  it('is waited for in the finally block of a saga that was unsubscribed from', async () => {
    const left = workflow({ name: 'Left', version: '1' }, (_: unknown, { run, signal }) =>
      race(
        saga(function* () {
          try {
            yield* wait(signal('never'));
          } finally {
            yield* run(undo, 'table');
            yield* run(undo, 'chair');
          }
          return 'stayed';
        }),
        signal('go').pipe(map(() => 'gone')),
      ).pipe(take(1)),
    );
    const execution = await harness.start(left, undefined);
    await harness.signal(execution, 'go');
    expect(await harness.result(execution)).toBe('gone');
    expect(done.slice(-2)).toEqual(['table', 'chair']);
  });

  it('fails the decision if it can never end', () => {
    const harness = new RunHarness(
      workflow({ name: 'Endless', version: '1' }, () => merge(shielded(NEVER), of(1)).pipe(take(1))),
    );
    expect(() => harness.decide()).toThrow(StalledError);
  });

  it('fails the execution if it errors when nobody is subscribed any longer', async () => {
    const execution = await harness.start(undoing('Undoing badly', 'nothing', 'train'), undefined);
    await harness.history(execution, ({ decisions }) => decisions.completed.length > 0);
    await lastValueFrom(execution.requestCancel());
    await harness.signal(execution, 'go');
    expect(await harness.failure(execution)).toMatchObject({
      name: ExecutionFailedError.name,
      reason: 'Error: Nothing to undo',
    });
  });

  it(
    'emits to its subscriber',
    marbles(m => {
      const source$ = m.cold('-a-b-|');
      m.expect(shielded(source$)).toBeObservable('-a-b-|');
      m.expect(shielded(m.cold('-a-#'))).toBeObservable('-a-#');
      m.expect(source$).toHaveSubscriptions('^----!');
    }),
  );

  it('stays subscribed after its subscriber has unsubscribed', () => {
    const source$ = new Subject<void>();
    shielded(source$).subscribe().unsubscribe();
    expect(source$.observed).toBe(true);
    shielded(NEVER).subscribe().unsubscribe();
  });
});
