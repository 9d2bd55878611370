import {
  type ActivityTask,
  DoesNotExistError,
  InvalidArgumentError,
  InvalidCredentialsError,
  ResponseError,
  ThrottledError,
} from 'rx-swf';
import { defer, delay, map, mergeMap, type Observable, of, take, tap, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { FakeActor } from '../../harness/FakeActor.js';
import { FakeTask } from '../../harness/FakeTask.js';
import { marbles } from '../../harness/marbles.js';

const task = (poll: number) => new FakeTask(String(poll));
const ids = map((held: ActivityTask) => held.activityId);

describe('Actor', () => {
  it('is an Observable that polls only while it is subscribed to', () => {
    const actor = new FakeActor(task);
    expect(actor.polls).toBe(0);
    actor.subscribe().unsubscribe();
    expect(actor.polls).toBe(1);
    expect(actor.polling).toBe(0);
  });

  it(
    'holds one task at a time by default, and polls again when it is answered',
    marbles(m => {
      const actor = new FakeActor(task);
      const answered$ = actor.pipe(
        mergeMap(held =>
          held.complete().pipe(
            delay(0),
            map(() => held.activityId),
          ),
        ),
      );
      m.expect(answered$.pipe(take(3))).toBeObservable('10ms 0 9ms 1 9ms (2|)');
    }),
  );

  it(
    'never holds more unanswered tasks than its concurrency, regardless of operators',
    marbles(m => {
      const actor = new FakeActor(task, { concurrency: 3 });
      m.expect(actor.pipe(ids), '^ 200ms !').toBeObservable('10ms (012)');
      m.flush();
      expect(actor.polls).toBe(3);
      expect(actor.polling).toBe(0);
    }),
  );

  it(
    'frees a slot when a task is answered, gone or abandoned',
    marbles(m => {
      const gone = throwError(() => new DoesNotExistError('Unknown activity'));
      const next = (poll: number) => new FakeTask(String(poll), poll === 1 ? [gone] : []);
      const actor = new FakeActor(next);
      const deal = (held: ActivityTask): Observable<unknown> => {
        if (held.activityId === '0') return held.fail();
        if (held.activityId === '1') return held.heartbeat();
        return defer(() => of(held.abandon()));
      };
      const dealt$ = actor.pipe(
        mergeMap(held => of(held.activityId).pipe(tap(() => deal(held).subscribe({ error: () => {} })))),
      );
      m.expect(dealt$.pipe(take(4))).toBeObservable('10ms 0 9ms 1 9ms 2 9ms (3|)');
    }),
  );

  it(
    'has at most as many polls in flight as pollers allows, regardless of concurrency',
    marbles(m => {
      const actor = new FakeActor(task, { concurrency: 6, pollers: 2 });
      m.expect(actor.pipe(ids), '^ 200ms !').toBeObservable('10ms (01) 6ms (23) 6ms (45)');
      m.flush();
      expect(actor.mostPolling).toBe(2);
    }),
  );

  it('has at most eight polls in flight by default', () => {
    const actor = new FakeActor(task, { concurrency: 100 });
    actor.subscribe().unsubscribe();
    expect(actor.mostPolling).toBe(8);
  });

  it(
    'emits nothing for an empty poll, and polls again',
    marbles(m => {
      const actor = new FakeActor(poll => (poll < 3 ? undefined : task(poll)));
      m.expect(actor.pipe(ids, take(1))).toBeObservable('40ms (3|)');
    }),
  );

  it(
    'backs off from throttling with growing delays, and resets after a success',
    marbles(m => {
      const throttled = new ThrottledError('Rate exceeded');
      const outcomes = [throttled, throttled, undefined, throttled, task(4)];
      const actor = new FakeActor(poll => outcomes[poll]);
      // Polls of 10 ms each; delays of 100 and 200 ms, then of 100 again.
      m.expect(actor.pipe(ids, take(1))).toBeObservable('450ms (4|)');
    }),
  );

  it(
    'polls again within its longest delay after an outage of any length',
    marbles(m => {
      const hour = 3_600_000;
      const lost = new ResponseError('getaddrinfo ENOTFOUND', { transient: true });
      const actor = new FakeActor(poll => (m.scheduler.now() < hour ? lost : task(poll)), {
        concurrency: 4,
        backoff: { initial: 250, max: 30_000, random: () => 1 },
      });
      let at = 0;
      const subscription = actor.pipe(take(1)).subscribe(() => (at = m.scheduler.now()));
      m.flush();
      subscription.unsubscribe();
      expect(at).toBeGreaterThanOrEqual(hour);
      expect(at).toBeLessThanOrEqual(hour + 30_010);
      // The delays were not shorter, either: about 120 in an hour, for each of four slots.
      expect(actor.polls).toBeLessThan(4 * 135);
    }),
  );

  it(
    'errors if a retry cannot help',
    marbles(m => {
      const denied = new InvalidCredentialsError('no');
      m.expect(new FakeActor(() => denied, { concurrency: 4 }).pipe(ids)).toBeObservable(
        '10ms #',
        {},
        denied,
      );
    }),
  );

  it(
    'polls for each subscription, and stops with it',
    marbles(m => {
      const actor = new FakeActor(() => undefined);
      m.expect(actor, '^ 14ms !').toBeObservable('-');
      m.expect(actor, '^ 34ms !').toBeObservable('-');
      m.flush();
      expect(actor.polls).toBe(2 + 4);
      expect(actor.polling).toBe(0);
    }),
  );

  it.each<[string, () => unknown]>([
    ['concurrency must be a whole number from 1', () => new FakeActor(task, { concurrency: 0 })],
    ['pollers must be a whole number from 1', () => new FakeActor(task, { pollers: 0.5 })],
    ['identity must be', () => new FakeActor(task, { identity: 'x'.repeat(257) })],
  ])('rejects invalid options: %s', (message, make) => {
    expect(make).toThrow(InvalidArgumentError);
    expect(make).toThrow(message);
  });

  it('identifies itself by the host and the process by default', () => {
    expect(new FakeActor(task).identity).toContain(String(process.pid));
    expect(new FakeActor(task, { identity: 'me' }).identity).toBe('me');
  });
});
