import {
  DoesNotExistError,
  type Duration,
  type HandlerResult,
  type PerformContext,
  type PerformOptions,
  perform,
  ThrottledError,
} from 'rx-swf';
import {
  delay,
  finalize,
  ignoreElements,
  interval,
  map,
  merge,
  NEVER,
  of,
  take,
  tap,
  throwError,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { FakeTask } from '../../../harness/FakeTask.js';
import { marbles } from '../../../harness/marbles.js';

const fine = of({ cancelRequested: false });
const cancel = of({ cancelRequested: true });
const gone = throwError(() => new DoesNotExistError('Unknown activity'));
const throttled = throwError(() => new ThrottledError('Rate exceeded'));

/** Performs one task. */
function performed(
  task: FakeTask,
  handler: (context: PerformContext) => HandlerResult<unknown>,
  options: PerformOptions = {},
) {
  const heartbeatInterval = options.heartbeatTimeout === undefined ? { heartbeatInterval: 10 } : {};
  return of(task).pipe(
    perform<unknown, unknown>((_, context) => handler(context), { ...heartbeatInterval, ...options }),
    map(({ status }) => status[0]),
  );
}

describe('perform, on virtual time', () => {
  it(
    'sends a heartbeat every interval while the work is in progress, with the latest details',
    marbles(m => {
      const task = new FakeTask('1');
      m.expect(
        performed(task, ({ heartbeat }) => {
          heartbeat({ done: 40 });
          return of('done').pipe(delay(35));
        }),
      ).toBeObservable('35ms (c|)');
      m.flush();
      expect(task.log).toEqual([...Array(3).fill('heartbeat {"done":40}'), 'completed "done"']);
    }),
  );

  it(
    'sends none when the interval is Infinity',
    marbles(m => {
      const task = new FakeTask('1');
      const options = { heartbeatInterval: Number.POSITIVE_INFINITY };
      m.expect(performed(task, () => of(1).pipe(delay(100_000)), options)).toBeObservable('100s (c|)');
      m.flush();
      expect(task.log).toEqual(['completed 1']);
    }),
  );

  it(
    'does not send a heartbeat while the previous one is in flight',
    marbles(m => {
      const task = new FakeTask('1', [fine.pipe(delay(25))]);
      m.expect(performed(task, () => of(1).pipe(delay(45)))).toBeObservable('45ms (c|)');
      m.flush();
      expect(task.log).toEqual(['heartbeat undefined', 'heartbeat undefined', 'completed 1']);
    }),
  );

  it(
    'retries a lost heartbeat before the next one is due',
    marbles(m => {
      const task = new FakeTask('1', [throttled, throttled, fine]);
      const options = { heartbeatInterval: 10, backoff: { initial: 2, random: () => 1 } };
      let done = 0;
      const work$ = performed(
        task,
        ({ heartbeat }) =>
          interval(1).pipe(
            tap(() => heartbeat(++done)),
            take(22),
          ),
        options,
      );
      m.expect(work$).toBeObservable('22ms (c|)');
      m.flush();
      // At 10, 12 and 16 ms, then at 20 again; each has the latest progress.
      expect(task.log.slice(0, -1)).toEqual([10, 12, 16, 20].map(done => `heartbeat ${done}`));
    }),
  );

  it(
    'omits details that cannot be converted to a payload, instead of the heartbeat',
    marbles(m => {
      const task = new FakeTask('1');
      const work$ = performed(task, ({ heartbeat }) => {
        heartbeat(() => 'no payload');
        return of(1).pipe(delay(15));
      });
      m.expect(work$).toBeObservable('15ms (c|)');
      m.flush();
      expect(task.log).toEqual(['heartbeat undefined', 'completed 1']);
    }),
  );

  it(
    'unsubscribes from an Observable when a cancel is requested, and answers canceled',
    marbles(m => {
      const task = new FakeTask('1', [fine, cancel]);
      const notes: string[] = [];
      const work$ = performed(task, ({ signal }) => {
        signal.addEventListener('abort', () => notes.push('aborted'));
        return NEVER.pipe(finalize(() => notes.push('unsubscribed')));
      });
      m.expect(work$).toBeObservable('20ms (c|)');
      m.flush();
      expect(notes).toEqual(['aborted', 'unsubscribed']);
      expect(task.log.at(-1)).toBe('canceled undefined');
    }),
  );

  it(
    'gives a Promise time to settle, and abandons the task if it does not',
    marbles(m => {
      const task = new FakeTask('1', [cancel]);
      const stubborn = () => new Promise(() => {});
      m.expect(performed(task, stubborn, { cancelGrace: 50 })).toBeObservable('60ms (c|)');
      m.flush();
      expect(task.log.at(-1)).toBe('canceled undefined');
    }),
  );

  it(
    'stops and answers nothing when SWF no longer knows the task',
    marbles(m => {
      const task = new FakeTask('1', [gone]);
      m.expect(performed(task, () => NEVER)).toBeObservable('10ms (g|)');
      m.flush();
      expect(task.log).toEqual(['heartbeat undefined']);
    }),
  );

  it(
    'aborts the signal and answers nothing when it is unsubscribed from',
    marbles(m => {
      const task = new FakeTask('1');
      let reason: unknown;
      const work$ = performed(task, ({ signal }) => {
        signal.addEventListener('abort', () => (reason = signal.reason));
        return NEVER;
      });
      m.expect(work$, '^ 5ms !').toBeObservable('-');
      m.flush();
      expect(reason).toMatchObject({ name: 'AbortError', message: 'The worker was unsubscribed from' });
      expect(task.log).toEqual([]);
    }),
  );

  it(
    'has a signal that is aborted even if it is first read late',
    marbles(m => {
      const task = new FakeTask('1');
      let context: PerformContext | undefined;
      const work$ = performed(task, given => {
        context = given;
        return NEVER;
      });
      m.expect(work$, '^ 5ms !').toBeObservable('-');
      m.flush();
      expect(context?.signal.aborted).toBe(true);
    }),
  );

  it(
    'leaves the signal alone when the work is done',
    marbles(m => {
      const task = new FakeTask('1');
      let aborted = false;
      const work$ = performed(task, ({ signal }) => {
        signal.addEventListener('abort', () => (aborted = true));
        return 'done';
      });
      m.expect(work$).toBeObservable('(c|)');
      m.flush();
      expect(aborted).toBe(false);
    }),
  );

  it(
    'sends three heartbeats per given heartbeat timeout, but at least one every 30 s',
    marbles(m => {
      const [short, long, none] = [new FakeTask('1'), new FakeTask('2'), new FakeTask('3')];
      const options = (heartbeatTimeout: Duration) => ({ heartbeatTimeout });
      const work = () => of(1).pipe(delay(65_000));
      m.expect(performed(short, work, options(60))).toBeObservable('65s (c|)');
      m.expect(performed(long, work, options(3600))).toBeObservable('65s (c|)');
      m.expect(performed(none, work, options('NONE'))).toBeObservable('65s (c|)');
      m.flush();
      expect([short, long, none].map(({ log }) => log.length - 1)).toEqual([3, 2, 2]);
    }),
  );

  it(
    'aborts the work and answers nothing when the task is settled elsewhere',
    marbles(m => {
      const task = new FakeTask('1');
      let reason: unknown;
      const work$ = performed(task, ({ signal }) => {
        signal.addEventListener('abort', () => (reason = signal.reason));
        return NEVER;
      });
      m.expect(
        merge(
          work$,
          of(0).pipe(
            delay(5),
            tap(() => task.abandon()),
            ignoreElements(),
          ),
        ),
      ).toBeObservable('5ms (a|)');
      m.flush();
      expect(reason).toMatchObject({ message: 'The task was stopped: abandoned' });
      expect(task.log).toEqual([]);
    }),
  );

  it('refuses invalid periods', () => {
    expect(() => perform(() => 1, { heartbeatInterval: -1 })).toThrow('heartbeatInterval');
    expect(() => perform(() => 1, { heartbeatTimeout: 0.5 })).toThrow('heartbeatTimeout');
    expect(() => perform(() => 1, { cancelGrace: Number.NaN })).toThrow('cancelGrace');
  });
});
