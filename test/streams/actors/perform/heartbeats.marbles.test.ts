import { DoesNotExistError, type PerformContext, perform, ResponseError, ThrottledError } from 'rx-swf';
import {
  concat,
  defer,
  delay,
  EMPTY,
  ignoreElements,
  map,
  NEVER,
  type Observable,
  of,
  throwError,
  timer,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { FakeTask } from '../../../harness/FakeTask.js';
import { marbles } from '../../../harness/marbles.js';

const cancel = of({ cancelRequested: true });
const gone = throwError(() => new DoesNotExistError('Unknown activity'));
const reset = () => new ResponseError('socket hang up', { transient: true, inDoubt: true });

/** A task whose answer takes time: each attempt is one of these. */
class SlowTask extends FakeTask {
  readonly #attempts: Observable<void>[];

  constructor(attempts: Observable<void>[], heartbeats: ConstructorParameters<typeof FakeTask>[1] = []) {
    super('1', heartbeats);
    this.#attempts = attempts;
  }

  /** Number of heartbeats that were sent. */
  get beats(): number {
    return this.log.filter(line => line.startsWith('heartbeat')).length;
  }

  override complete(): Observable<void> {
    return defer(() => this.#attempts.shift() ?? EMPTY).pipe(this.answers('completed'));
  }
}

const taken = (milliseconds: number) => timer(milliseconds).pipe(map((): void => undefined));
const failed = (milliseconds: number, error: unknown) =>
  concat(
    timer(milliseconds).pipe(ignoreElements()),
    throwError(() => error),
  );

/** Performs a task with a heartbeat every 10 ms. */
function performed(task: SlowTask, handler: (context: PerformContext) => unknown, cancelGrace = 10_000) {
  const backoff = { initial: 25, max: 25, random: () => 1 };
  return of(task).pipe(
    perform<unknown, unknown>((_, context) => handler(context), {
      heartbeatInterval: 10,
      backoff,
      cancelGrace,
    }),
    map(one => (one.status === 'completed' ? `completed ${one.result}` : one.status)),
  );
}

const told = (task: SlowTask) => {
  let answer: string | undefined;
  task.answered$.subscribe(given => (answer = given));
  return answer;
};

describe('heartbeats, on virtual time', () => {
  it(
    'continue while the answer is in flight, and end when SWF has accepted it',
    marbles(m => {
      const task = new SlowTask([taken(95)]);
      m.expect(performed(task, () => 'done')).toBeObservable('95ms (c|)', { c: 'completed done' });
      m.flush();
      expect([task.beats, told(task)]).toEqual([9, 'completed']);
    }),
  );

  it(
    'continue while the answer is throttled and retried',
    marbles(m => {
      const throttled = throwError(() => new ThrottledError('Rate exceeded'));
      const task = new SlowTask([throttled, throttled, taken(5)]);
      m.expect(performed(task, () => 'done')).toBeObservable('55ms (c|)', { c: 'completed done' });
      m.flush();
      expect(task.beats).toBe(5);
    }),
  );

  it(
    'continue while the handler cleans up after a cancel request',
    marbles(m => {
      const task = new SlowTask([], [cancel, cancel]);
      const stubborn = () => new Promise(() => {});
      m.expect(performed(task, stubborn, 45)).toBeObservable('55ms (c|)', { c: 'canceled' });
      m.flush();
      expect([task.beats, task.log.at(-1)]).toEqual([5, 'canceled undefined']);
    }),
  );

  it(
    'for a task that SWF no longer knows do not contradict an answer in flight, which may be the cause',
    marbles(m => {
      const task = new SlowTask([taken(35)], [gone, gone, gone]);
      m.expect(performed(task, () => 'done')).toBeObservable('35ms (c|)', { c: 'completed done' });
      m.flush();
      expect([told(task), task.presumed]).toEqual(['completed', false]);
    }),
  );

  it(
    'confirm between two attempts that an answer has arrived',
    marbles(m => {
      const task = new SlowTask([failed(15, reset()), NEVER], [of({ cancelRequested: false }), gone]);
      m.expect(performed(task, () => 'done')).toBeObservable('20ms (c|)', { c: 'completed done' });
      m.flush();
      expect([told(task), task.presumed]).toEqual(['completed', true]);
    }),
  );

  it(
    'report a task as gone between two attempts if its answer cannot have arrived',
    marbles(m => {
      const throttled = failed(15, new ThrottledError('Rate exceeded'));
      const task = new SlowTask([throttled, NEVER], [of({ cancelRequested: false }), gone]);
      m.expect(performed(task, () => 'done')).toBeObservable('20ms (g|)', { g: 'gone' });
      m.flush();
      expect([told(task), task.presumed]).toEqual(['gone', false]);
    }),
  );

  it(
    'that bring a cancel request after the work is done change nothing',
    marbles(m => {
      const task = new SlowTask([taken(25)], [cancel]);
      let isAborted = false;
      const work$ = performed(task, ({ signal }) => {
        signal.addEventListener('abort', () => (isAborted = true));
        return of('done').pipe(delay(5));
      });
      m.expect(work$).toBeObservable('30ms (c|)', { c: 'completed done' });
      m.flush();
      expect([task.beats, isAborted]).toEqual([2, false]);
    }),
  );

  it(
    'end when the task is settled elsewhere',
    marbles(m => {
      const task = new SlowTask([NEVER]);
      const abandoned$ = defer(() => {
        task.abandon();
        return EMPTY;
      });
      const work$ = performed(task, () => 'done');
      m.expect(concat(timer(25).pipe(ignoreElements()), abandoned$)).toBeObservable('25ms |');
      m.expect(work$).toBeObservable('25ms (a|)', { a: 'abandoned' });
      m.flush();
      expect(task.beats).toBe(2);
    }),
  );

  it(
    'end with the subscription',
    marbles(m => {
      const task = new SlowTask([NEVER]);
      m.expect(
        performed(task, () => 'done'),
        '^ 25ms !',
      ).toBeObservable('-');
      m.flush();
      expect(task.beats).toBe(2);
    }),
  );
});
