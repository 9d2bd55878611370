import {
  activityCanceled,
  activityCompleted,
  activityFailed,
  activityStarted,
  activityTimedOut,
  cancelRequested,
  childCompleted,
  childFailed,
  decisionsOf,
  lambdaCompleted,
  signaled,
} from 'rx-swf/testing';
import { activity, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  debounceTime,
  delay,
  filter,
  from,
  ignoreElements,
  interval,
  mergeMap,
  of,
  retry,
  take,
  takeUntil,
  timeout,
  toArray,
} from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { marbles } from '../../harness/marbles.js';

const resize = activity<string, string>({ name: 'Resize', version: '1' });
const run = (input: string) => ({ run: 'Resize@1', input });

const album = workflow({ name: 'Album', version: '1' }, (files: string[], { run }) =>
  from(files).pipe(
    mergeMap(file => run(resize, file), 2),
    toArray(),
  ),
);

describe('the decisions on a history that is drawn', () => {
  it(
    'come in the frame of what they answer, those of one turn together, and complete with the workflow',
    marbles(m => {
      const history = '              -----x--y----z';
      const values = {
        x: activityCompleted(resize, '/b', { input: 'b' }),
        y: activityCompleted(resize, '/a'),
        z: activityCompleted(resize, '/c'),
      };
      m.expect(decisionsOf(m, album, ['a', 'b', 'c'], history, values)).toBeObservable(
        '                            (ab)-c-------(e|)',
        { a: run('a'), b: run('b'), c: run('c'), e: { complete: ['/b', '/a', '/c'] } },
      );
    }),
  );

  it(
    'have timers that fire by themselves, also where the workflow gives its operators no scheduler',
    marbles(m => {
      const patient = workflow({ name: 'Patient', version: '1' }, (file: string, { run }) =>
        run(resize, file).pipe(retry({ delay: 3_000 }), delay(2_000)),
      );
      const values = { f: activityFailed(resize, 'busy'), c: activityCompleted(resize, '/a') };
      const decisions$ = decisionsOf(m, patient, 'a', '-f---c', values);
      m.expect(decisions$).toBeObservable('           rt--rs-(e|)', {
        r: run('a'),
        t: { timer: 3 },
        s: { timer: 2 },
        e: { complete: '/a' },
      });
    }),
  );

  it(
    'take back timers, and activities with their input',
    marbles(m => {
      const stopped = workflow({ name: 'Stopped', version: '1' }, (file: string, { run, signal }) =>
        run(resize, file).pipe(timeout(60_000), takeUntil(signal('stop'))),
      );
      const decisions$ = decisionsOf(m, stopped, 'a', '-----s', { s: signaled('stop') });
      m.expect(decisions$).toBeObservable('             (rt)-(ke|)', {
        r: run('a'),
        t: { timer: 60 },
        k: { cancel: 'Resize@1', input: 'a' },
        e: { complete: undefined },
      });
    }),
  );

  it(
    'wait for an activity that a worker has and that is asked to cancel',
    marbles(m => {
      const values = {
        s: activityStarted(resize),
        x: cancelRequested(),
        c: activityCanceled(resize, { details: 'half' }),
      };
      m.expect(decisionsOf(m, album, ['a'], '-s-x--c', values)).toBeObservable('r--k--(e|)', {
        r: run('a'),
        k: { cancel: 'Resize@1', input: 'a' },
        e: { canceled: undefined },
      });
    }),
  );

  it(
    'are on what signals bring, and debounced in SWF’s time',
    marbles(m => {
      const last = workflow({ name: 'Last', version: '1' }, (_: unknown, { signal }) =>
        signal<string>('say').pipe(debounceTime(3_000), take(1)),
      );
      const values = { a: signaled('say', 'one'), b: signaled('say', 'two') };
      m.expect(decisionsOf(m, last, undefined, '-a-b', values)).toBeObservable('-t--s-(e|)', {
        t: { timer: 3 },
        s: { timer: 2 },
        e: { complete: 'two' },
      });
    }),
  );

  it(
    'are on children, Lambda functions, other executions and markers',
    marbles(m => {
      const main = workflow(
        { name: 'Main', version: '1' },
        (_: unknown, { child, lambda, signalExternal, marker }) =>
          concat(
            child(album, ['a']),
            lambda<string>('Pack', 'zip'),
            signalExternal({ workflowId: 'other' }, 'packed', 1),
            marker('done'),
          ).pipe(ignoreElements()),
      );
      const values = { c: childCompleted(album, ['/a']), l: lambdaCompleted('Pack', 'packed') };
      m.expect(decisionsOf(m, main, undefined, '--c--l', values)).toBeObservable('c-l--(sme|)', {
        c: { child: 'Album@1', input: ['a'] },
        l: { lambda: 'Pack', input: 'zip' },
        s: { signal: 'packed', to: 'other', input: 1 },
        m: { marker: 'done' },
        e: { complete: undefined },
      });
    }),
  );

  it(
    'are on failures, whose details the workflow sees',
    marbles(m => {
      const careful = workflow({ name: 'Careful', version: '1' }, (file: string, { run, child }) =>
        run(resize, file).pipe(
          catchError(error => of(error.details)),
          mergeMap(details => child(album, [String(details)])),
        ),
      );
      const values = {
        t: activityTimedOut(resize, 'HEARTBEAT', { details: 7 }),
        f: childFailed(album, 'no space'),
      };
      m.expect(decisionsOf(m, careful, 'a', '-t-f', values)).toBeObservable('rc-(e|)', {
        r: run('a'),
        c: { child: 'Album@1', input: ['7'] },
        e: { fail: 'no space' },
      });
    }),
  );

  it(
    'come with time as coarse as the test likes, and are left when it likes',
    marbles(m => {
      const daily = workflow({ name: 'Daily', version: '1' }, (_: unknown, { run }) =>
        interval(86_400_000).pipe(mergeMap(day => run(resize, `day ${day}`))),
      );
      const runs$ = decisionsOf(m, daily, undefined, '-', {}, { frame: 86_400 }).pipe(
        filter(said => 'run' in said),
      );
      const time = '                   ---!';
      m.expect(runs$, time).toBeObservable('-ab', { a: run('day 0'), b: run('day 1') });
    }),
  );

  it(
    'are replayed each time, so what depends on the host is found out',
    marbles(m => {
      let calls = 0;
      const fickle = workflow({ name: 'Fickle', version: '1' }, (_: unknown, { run }) => {
        calls += 1;
        return run(resize, 'a').pipe(delay(calls * 1_000), delay(1_000));
      });
      const errors: unknown[] = [];
      const noted$ = decisionsOf(m, fickle, undefined, '-c', { c: activityCompleted(resize, '/a') }).pipe(
        catchError(error => {
          errors.push(error);
          return of({ marker: error.name });
        }),
      );
      m.expect(noted$).toBeObservable('rt-(n|)', {
        r: run('a'),
        t: { timer: 2 },
        n: { marker: 'NonDeterminismError' },
      });
    }),
  );

  it('may be asked for with the helpers of RxJS alone', () => {
    const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
    scheduler.run(({ cold, expectObservable }) => {
      const m = { scheduler, cold };
      const decisions$ = decisionsOf(m, album, ['a'], '--c', { c: activityCompleted(resize, '/a') });
      expectObservable(decisions$).toBe('r-(e|)', { r: run('a'), e: { complete: ['/a'] } });
    });
  });

  it.each([
    [
      'an activity that is not open',
      'c',
      'activity must be open (open: Resize@1 "b"), got "Resize@1 \\"x\\""',
    ],
    [
      'a letter without a value',
      'q',
      'history must be made of the letters of its values (marble 1), got undefined',
    ],
  ])('cannot be had on %s', (_, letter, message) => {
    const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
    const errors: string[] = [];
    scheduler.run(({ cold }) => {
      decisionsOf({ scheduler, cold }, album, ['b'], `-${letter}`, {
        c: activityCompleted(resize, '/x', { input: 'x' }),
      }).subscribe({ error: (error: Error) => errors.push(error.message) });
    });
    expect(errors).toEqual([message]);
  });
});
