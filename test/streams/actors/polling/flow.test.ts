import { type ActivityTask, InvalidArgumentError, ThrottledError } from 'rx-swf';
import { delay, map, mergeMap, of, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { FakeActor } from '../../../harness/FakeActor.js';
import { FakeTask } from '../../../harness/FakeTask.js';
import { marbles } from '../../../harness/marbles.js';

const task = (poll: number) => new FakeTask(String(poll));
const ids = map((held: ActivityTask) => held.activityId);
const nothing = () => undefined;

/** Answers each task some time after it arrives. */
const answeredAfter = (period: number) =>
  mergeMap((held: ActivityTask) =>
    of(held).pipe(
      delay(period),
      mergeMap(held => held.complete()),
    ),
  );

describe('an actor of several task lists', () => {
  it(
    'polls each of them with the available slots',
    marbles(m => {
      const actor = new FakeActor(nothing, {}, ['a', 'b', 'c']);
      m.expect(actor, '^ 25ms !').toBeObservable('-');
      m.flush();
      expect(actor.polled.slice(0, 3).sort()).toEqual(['a', 'b', 'c']);
      expect(actor.mostPolling).toBe(3);
      for (const list of ['a', 'b', 'c']) {
        expect(actor.polled.filter(polled => polled === list)).toHaveLength(3);
      }
    }),
  );

  it(
    'distributes its slots evenly',
    marbles(m => {
      const actor = new FakeActor(nothing, { concurrency: 7 }, ['a', 'b', 'c']);
      m.expect(actor, '^ 5ms !').toBeObservable('-');
      m.flush();
      expect(actor.polled).toEqual(['a', 'b', 'c', 'a', 'b', 'c', 'a']);
    }),
  );

  it(
    'continues with the list with the fewest polls when a slot becomes free',
    marbles(m => {
      // The first task keeps its slot; the other polls return empty.
      const actor = new FakeActor(poll => (poll === 0 ? task(0) : undefined), { concurrency: 3 }, ['a', 'b']);
      m.expect(actor.pipe(ids), '^ 15ms !').toBeObservable('10ms 0');
      m.flush();
      expect(actor.polled.slice(0, 3)).toEqual(['a', 'b', 'a']);
      expect(actor.polled.slice(3).sort()).toEqual(['a', 'b']);
    }),
  );

  it('treats a list that is named twice as one', () => {
    expect(new FakeActor(nothing, {}, ['a', 'a']).taskLists).toEqual(['a']);
  });

  it.each<[string, () => unknown]>([
    ['taskList must be at least one name', () => new FakeActor(nothing, {}, [])],
    ['taskList must be', () => new FakeActor(nothing, {}, ['a', ''])],
    [
      'concurrency must be a whole number from 2',
      () => new FakeActor(nothing, { concurrency: 1 }, ['a', 'b']),
    ],
    ['pollers must be a whole number from 2', () => new FakeActor(nothing, { pollers: 1 }, ['a', 'b'])],
  ])('rejects invalid options: %s', (message, make) => {
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(message);
  });
});

describe('rateLimit', () => {
  it(
    'allows a burst of one second’s worth, and then the tasks per second',
    marbles(m => {
      const actor = new FakeActor(task, { concurrency: 10, pollers: 10, rateLimit: 2 });
      const times: number[] = [];
      const timed$ = actor.pipe(
        map(() => times.push(m.scheduler.now())),
        take(6),
        map(() => 'x'),
      );
      m.expect(timed$).toBeObservable('10ms (xx) 506ms x 499ms x 499ms x 499ms (x|)');
      m.flush();
      // No window of one second has more than the burst of two and its own.
      expect(times.filter(time => time <= 1000).length).toBeLessThanOrEqual(4);
    }),
  );

  it(
    'counts tasks, not polls',
    marbles(m => {
      const actor = new FakeActor(poll => (poll < 20 ? undefined : task(poll)), { rateLimit: 1 });
      m.expect(
        actor.pipe(
          ids,
          take(1),
          map(() => 'x'),
        ),
      ).toBeObservable('210ms (x|)');
    }),
  );

  it(
    'accepts less than one per second',
    marbles(m => {
      const actor = new FakeActor(task, { rateLimit: 0.1 });
      const answered$ = actor.pipe(
        answeredAfter(0),
        take(2),
        map(() => 'x'),
      );
      m.expect(answered$).toBeObservable('10ms x 10009ms (x|)');
    }),
  );

  it.each([0, -1, Number.NaN, '5' as unknown as number])('rejects %j', rateLimit => {
    expect(() => new FakeActor(task, { rateLimit })).toThrow(
      'rateLimit must be a number of tasks per second, above 0',
    );
  });
});

describe('throttling', () => {
  it(
    'slows down all pollers of an actor together',
    marbles(m => {
      const throttled = new ThrottledError('Rate exceeded');
      const actor = new FakeActor(poll => (poll < 4 ? throttled : undefined), { concurrency: 4 });
      m.expect(actor, '^ 105ms !').toBeObservable('-');
      m.flush();
      // Four were in flight at first; all wait for the same 100 ms, and none has polled in between.
      expect(actor.polls).toBe(4);
    }),
  );

  it(
    'counts polls that were in flight at the same time as one round',
    marbles(m => {
      const throttled = new ThrottledError('Rate exceeded');
      const waits: number[] = [];
      const actor = new FakeActor(() => throttled, { concurrency: 4 });
      const events = actor.events$.subscribe(event => event.type === 'throttled' && waits.push(event.delay));
      m.expect(actor, '^ 325ms !').toBeObservable('-');
      m.flush();
      events.unsubscribe();
      expect(waits).toEqual([...Array(4).fill(100), ...Array(4).fill(200)]);
    }),
  );

  it(
    'begins a new round after a success',
    marbles(m => {
      const throttled = new ThrottledError('Rate exceeded');
      const attempts: number[] = [];
      const actor = new FakeActor(poll => (poll === 1 ? undefined : throttled), { concurrency: 3 });
      const events = actor.events$.subscribe(
        event => event.type === 'throttled' && attempts.push(event.attempt),
      );
      m.expect(actor, '^ 15ms !').toBeObservable('-');
      m.flush();
      events.unsubscribe();
      expect(attempts).toEqual([1, 1]);
    }),
  );
});
