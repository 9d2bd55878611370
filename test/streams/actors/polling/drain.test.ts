import { type ActivityTask, type ActorEvent, InvalidArgumentError, perform } from 'rx-swf';
import { delay, map, mergeMap, NEVER, of, throwError, timer } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { FakeActor } from '../../../harness/FakeActor.js';
import { FakeTask } from '../../../harness/FakeTask.js';
import { marbles } from '../../../harness/marbles.js';

const tasks = new Map<number, FakeTask>();
const task: ConstructorParameters<typeof FakeActor>[0] = (poll, observer) => {
  const made = new FakeTask(String(poll), [], observer);
  tasks.set(poll, made);
  return made;
};
const ids = map((held: ActivityTask) => held.activityId);
const never = Number.POSITIVE_INFINITY;

/** Works on each task for the given number of milliseconds. */
const worked = (period: number) =>
  perform(() => of('done').pipe(delay(period)), { heartbeatInterval: never, cancelGrace: 5 });
const letters = map(({ status }: { status: string }) => status[0]);

describe('draining', () => {
  it(
    'starts no poll, finishes held tasks, and completes',
    marbles(m => {
      const actor = new FakeActor(task, { concurrency: 2, drainOn: timer(25) });
      // Both tasks arrive at 10 ms and take 30.
      m.expect(actor.pipe(worked(30), letters)).toBeObservable('40ms (cc|)');
      m.flush();
      expect(actor.polls).toBe(2);
    }),
  );

  it(
    'does not poll at all when it drains from the start',
    marbles(m => {
      const actor = new FakeActor(task, { concurrency: 2, drainOn: of(0) });
      m.expect(actor).toBeObservable('|');
      m.flush();
      expect(actor.polls).toBe(0);
    }),
  );

  it(
    'lets the poll in flight end, and performs its task',
    marbles(m => {
      const actor = new FakeActor(task, { drainOn: timer(5) });
      m.expect(actor.pipe(worked(30), letters)).toBeObservable('40ms (c|)');
      m.flush();
      expect(actor.polls).toBe(1);
    }),
  );

  it(
    'aborts polls after their grace period',
    marbles(m => {
      const actor = new FakeActor(task, { drainOn: timer(5), drain: { pollGrace: 3 } });
      m.expect(actor).toBeObservable('8ms |');
      m.flush();
      expect(actor.polling).toBe(0);
    }),
  );

  it(
    'does not wait for a slot, the rate limit or the backoff',
    marbles(m => {
      const slow = new FakeActor(task, { concurrency: 2, rateLimit: 0.001, drainOn: timer(100) });
      m.expect(slow.pipe(worked(30), letters)).toBeObservable('40ms c 59ms |');
    }),
  );

  it(
    'fails tasks that are unfinished at the deadline, and aborts the work',
    marbles(m => {
      const actor = new FakeActor(task, { drainOn: timer(20), drain: { deadline: 30 } });
      const reasons: unknown[] = [];
      const work$ = actor.pipe(
        perform(
          (_, { signal }) => {
            signal.addEventListener('abort', () => reasons.push(signal.reason.message));
            return NEVER;
          },
          { heartbeatInterval: never },
        ),
        letters,
      );
      m.expect(work$).toBeObservable('50ms (f|)');
      m.flush();
      expect(reasons).toEqual(['The task was stopped: failed']);
      expect(tasks.get(0)?.log).toEqual(['failed "WorkerStopped"']);
    }),
  );

  it(
    'releases unfinished tasks without an answer with atDeadline: release',
    marbles(m => {
      const drain = { deadline: 30, atDeadline: 'release' } as const;
      const actor = new FakeActor(task, { drainOn: timer(20), drain });
      m.expect(actor.pipe(worked(never), letters)).toBeObservable('50ms (a|)');
      m.flush();
      expect(tasks.get(0)?.log).toEqual([]);
    }),
  );

  it(
    'does not wait longer than cancelGrace for a Promise that ignores its signal',
    marbles(m => {
      const actor = new FakeActor(task, { drainOn: timer(20), drain: { deadline: 30 } });
      const stubborn = perform(() => new Promise(() => {}), { heartbeatInterval: never, cancelGrace: 7 });
      m.expect(actor.pipe(stubborn, letters)).toBeObservable('57ms (f|)');
    }),
  );

  it(
    'takes no task after the deadline',
    marbles(m => {
      const actor = new FakeActor(task, { drainOn: timer(3), drain: { deadline: 2 } });
      m.expect(actor.pipe(ids)).toBeObservable('5ms |');
    }),
  );

  it(
    'is each subscription’s own, and a notifier that emits again changes nothing',
    marbles(m => {
      const actor = new FakeActor(task, { drainOn: timer(15, 5) });
      m.expect(actor.pipe(worked(30), letters)).toBeObservable('40ms (c|)');
      m.expect(actor.pipe(worked(50), letters)).toBeObservable('60ms (c|)');
    }),
  );

  it(
    'does not begin when the notifier completes without emitting, and errors with it',
    marbles(m => {
      const actor = new FakeActor(() => undefined, { drainOn: of<number>().pipe(delay(1)) });
      m.expect(actor, '^ 100ms !').toBeObservable('-');
      const broken = new FakeActor(() => undefined, {
        drainOn: timer(5).pipe(mergeMap(() => throwError(() => 'broken'))),
      });
      m.expect(broken).toBeObservable('5ms #', {}, 'broken');
    }),
  );

  it(
    'leaves nothing behind when it is unsubscribed from in the middle',
    marbles(m => {
      const actor = new FakeActor(task, { concurrency: 2, drainOn: timer(5), drain: { deadline: 1000 } });
      m.expect(actor.pipe(ids), '^ 8ms !').toBeObservable('-');
      m.flush();
      expect(actor.polling).toBe(0);
    }),
  );

  it(
    'reports when it begins and when it is over',
    marbles(m => {
      const actor = new FakeActor(task, {
        concurrency: 2,
        pollers: 1,
        drainOn: timer(15),
        drain: { deadline: 50 },
      });
      const events: ActorEvent[] = [];
      const watching = actor.events$.subscribe(event => events.push(event));
      m.expect(actor.pipe(worked(100), letters)).toBeObservable('65ms (ff|)');
      m.flush();
      watching.unsubscribe();
      expect(events.filter(({ type }) => type.startsWith('drain'))).toEqual([
        { type: 'draining', held: 1, polls: 1, at: 15 },
        { type: 'drained', unfinished: 2, at: 65 },
      ]);
    }),
  );

  it.each([
    ['drain.pollGrace', { pollGrace: -1 }],
    ['drain.deadline', { deadline: Number.NaN }],
    ['drain.atDeadline', { atDeadline: 'explode' as 'fail' }],
  ])('rejects an invalid option: %s', (field, drain) => {
    expect(() => new FakeActor(task, { drain })).toThrow(InvalidArgumentError);
    expect(() => new FakeActor(task, { drain })).toThrow(field);
  });
});
