import {
  activity,
  ExecutionCanceledError,
  ExecutionFailedError,
  saga,
  shielded,
  workflow,
} from 'rx-swf/workflows';
import { concat, ignoreElements, lastValueFrom, NEVER, Subject, take } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { marbles } from '../marbles.js';
import { Studio } from './Studio.js';

const done: string[] = [];
const undo = activity<string, void>({ name: 'Undo', version: '1' });
const studio = await Studio.open(
  [],
  [
    undo.with(what => {
      if (what === 'nothing') throw new Error('Nothing to undo');
      done.push(what);
    }),
  ],
  { until: afterAll },
);

/** Undoes things as soon as it is told to, whoever cancels it meanwhile. */
const undoing = (name: string, ...things: readonly string[]) =>
  workflow({ name, version: '1' }, (_: unknown, { run, signal }) =>
    saga(function* () {
      const steps$ = concat(signal('go').pipe(take(1)), ...things.map(thing => run(undo, thing)));
      yield* shielded(steps$.pipe(ignoreElements()));
    }),
  );

describe('what is shielded', () => {
  it('goes on to its end where the execution is canceled, which ends only then', async () => {
    const execution = await studio.start(undoing('Undoing', 'flight', 'hotel'), undefined);
    await studio.history(execution, ({ decisions }) => decisions.completed.length > 0);
    await lastValueFrom(execution.requestCancel());
    await studio.signal(execution, 'go');
    expect(await studio.failure(execution)).toBeInstanceOf(ExecutionCanceledError);
    expect(done).toEqual(['flight', 'hotel']);
  });

  it('fails the execution where it errors and nobody listens any more', async () => {
    const execution = await studio.start(undoing('Undoing badly', 'nothing', 'train'), undefined);
    await studio.history(execution, ({ decisions }) => decisions.completed.length > 0);
    await lastValueFrom(execution.requestCancel());
    await studio.signal(execution, 'go');
    expect(await studio.failure(execution)).toMatchObject({
      name: ExecutionFailedError.name,
      reason: 'Error: Nothing to undo',
    });
  });

  it(
    'tells who listens what it tells',
    marbles(m => {
      const source$ = m.cold('-a-b-|');
      m.expect(shielded(source$)).toBeObservable('-a-b-|');
      m.expect(shielded(m.cold('-a-#'))).toBeObservable('-a-#');
      m.expect(source$).toHaveSubscriptions('^----!');
    }),
  );

  it('stays subscribed to', () => {
    const source$ = new Subject<void>();
    shielded(source$).subscribe().unsubscribe();
    expect(source$.observed).toBe(true);
    shielded(NEVER).subscribe().unsubscribe();
  });
});
