import {
  ActivityWorker,
  type ActorEvent,
  type ActorOptions,
  Domain,
  type Logger,
  perform,
  processSignals,
  ResponseError,
  type Tally,
  ThrottledError,
  tally,
} from 'rx-swf';
import { config, firstValueFrom, lastValueFrom, NEVER, Subject, timer } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';
import { FakeActor } from '../../harness/FakeActor.js';
import { FakeTask } from '../../harness/FakeTask.js';
import { failCalls } from '../../harness/failCalls.js';
import { marbles } from '../../harness/marbles.js';

const lost = new ResponseError('getaddrinfo ENOTFOUND swf.nowhere-1.amazonaws.com', { transient: true });

/** The tally of an actor after its last event. */
function tallied(actor: FakeActor | ActivityWorker): { now: Tally | undefined } {
  const counted: { now: Tally | undefined } = { now: undefined };
  const counting = actor.events$.pipe(tally()).subscribe(now => {
    counted.now = now;
  });
  onTestFinished(() => counting.unsubscribe());
  return counted;
}

describe('the gauges of an actor', () => {
  it(
    'return to zero when it is unsubscribed from, with its tasks and polls',
    marbles(m => {
      const actor = new FakeActor((poll, observer) => new FakeTask(`${poll}`, [], observer), {
        concurrency: 4,
        pollers: 2,
      });
      const counted = tallied(actor);
      m.expect(actor.pipe(perform(() => NEVER)), '^ 15ms !').toBeObservable('-');
      m.flush();
      expect(counted.now).toMatchObject({
        polls: 4,
        aborted: 2,
        received: 2,
        dropped: 2,
        polling: 0,
        held: 0,
      });
    }),
  );

  it(
    'return to zero after it has failed',
    marbles(m => {
      const denied = new Error('denied');
      const actor = new FakeActor(poll => (poll === 0 ? denied : undefined), { concurrency: 3 });
      const counted = tallied(actor);
      m.expect(actor).toBeObservable('10ms #', {}, denied);
      m.flush();
      expect(counted.now).toMatchObject({ polls: 3, aborted: 3, polling: 0 });
    }),
  );

  it(
    'return to zero when polls are aborted at the end of their grace',
    marbles(m => {
      const actor = new FakeActor(() => undefined, {
        drainOn: timer(5),
        drain: { pollGrace: 2 },
        concurrency: 2,
      });
      const counted = tallied(actor);
      m.expect(actor).toBeObservable('7ms |');
      m.flush();
      expect(counted.now).toMatchObject({ aborted: 2, polling: 0 });
    }),
  );

  describe('while credentials are renewed', () => {
    /** A worker whose first poll finds its credentials expired, and whose provider then never answers. */
    async function renewing(options: ActorOptions = {}) {
      const harness = await DomainHarness.open();
      const asked = new Subject<void>();
      let times = 0;
      const credentials = () => {
        times += 1;
        if (times === 1) return Promise.resolve({ accessKeyId: 'key', secretAccessKey: 's' });
        asked.next();
        return new Promise<never>(() => {});
      };
      const client = harness.swf.client({ credentials });
      const expired = Object.assign(new Error('expired'), { name: 'ExpiredTokenException' });
      failCalls(client, /./, Number.POSITIVE_INFINITY, expired);
      const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails', options);
      return { worker, isAsked: firstValueFrom(asked) };
    }

    it('return to zero when it is unsubscribed from', async () => {
      const { worker, isAsked } = await renewing();
      const counted = tallied(worker);
      const subscription = worker.subscribe();
      await isAsked;
      subscription.unsubscribe();
      expect(counted.now).toMatchObject({ polls: 1, aborted: 1, polling: 0 });
    });

    it('return to zero when it drains, which waits no longer than for a poll', async () => {
      const stop$ = new Subject<void>();
      const { worker, isAsked } = await renewing({ drainOn: stop$, drain: { pollGrace: 0 } });
      const counted = tallied(worker);
      const drained = lastValueFrom(worker, { defaultValue: 'drained' });
      await isAsked;
      stop$.next();
      expect(await drained).toBe('drained');
      expect(counted.now).toMatchObject({ polls: 1, aborted: 1, polling: 0 });
    });
  });

  it('no longer count a task as held when it is answered manually after it was dropped', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const counted = tallied(worker);
    const task = await firstValueFrom(worker);
    expect(counted.now).toMatchObject({ dropped: 1, held: 0 });
    await lastValueFrom(task.complete());
    expect(counted.now).toMatchObject({ completed: 1, held: 0 });
  });

  it.each(['abandoned', 'dropped'])('count a task that is %s as soon as it is received', how => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const actor = new FakeActor((poll, observer) =>
      poll === 0 ? new FakeTask('0', [], observer) : undefined,
    );
    const told: string[] = [];
    const subscription = actor.subscribe();
    actor.events$.subscribe(event => {
      told.push(event.type);
      if (event.type !== 'received') return;
      if (how === 'abandoned') event.task.abandon();
      else subscription.unsubscribe();
    });
    vi.advanceTimersByTime(10);
    expect(told.slice(0, 2)).toEqual(['received', how === 'abandoned' ? 'answered' : 'dropped']);
    subscription.unsubscribe();
  });
});

describe('an outage', () => {
  const logged = () => {
    const lines: string[] = [];
    const log = (level: string) => (_: object, message: string) => void lines.push(`${level} ${message}`);
    const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn') };
    return { logger, warned: () => lines.filter(line => line.startsWith('warn')) };
  };

  it(
    'is one log line per step of the backoff, regardless of the number of pollers',
    marbles(m => {
      const { logger, warned } = logged();
      const actor = new FakeActor(() => lost, { concurrency: 8, logger });
      const events: ActorEvent[] = [];
      actor.events$.subscribe(event => events.push(event));
      // Delays of 100, 200, 400 and 800 ms.
      m.expect(actor, '^ 800ms !').toBeObservable('-');
      m.flush();
      expect(warned()).toEqual([
        'warn poll retried',
        'warn poll retried',
        'warn poll retried',
        'warn poll retried',
      ]);
      expect(events.filter(({ type }) => type === 'retried')).toHaveLength(32);
    }),
  );

  const warnings = () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    onTestFinished(() => warn.mockRestore());
    return warn;
  };

  it(
    'is reported once on the console if there is no logger and SWF was never reached',
    marbles(m => {
      const warn = warnings();
      const actor = new FakeActor(() => lost, { concurrency: 8 });
      m.expect(actor, '^ 800ms !').toBeObservable('-');
      m.flush();
      expect(warn).toHaveBeenCalledOnce();
      expect(warn.mock.calls[0]?.[0]).toContain('ENOTFOUND swf.nowhere-1');
      expect(warn.mock.calls[0]?.[0]).toContain('"thumbnails"');
    }),
  );

  it.each([
    ['after it was reached', [undefined, lost]],
    ['when it throttles', [new ThrottledError('Rate exceeded')]],
  ])('is not reported on the console %s', (_, outcomes) =>
    marbles(m => {
      const warn = warnings();
      m.expect(new FakeActor(poll => outcomes[poll]), '^ 300ms !').toBeObservable('-');
      m.flush();
      expect(warn).not.toHaveBeenCalled();
    })(),
  );
});

describe('unsubscribing', () => {
  it('while calls are in flight notifies no closed subscriber', async () => {
    const harness = await DomainHarness.open();
    const stopped: unknown[] = [];
    config.onStoppedNotification = notification => stopped.push(notification);
    onTestFinished(() => {
      config.onStoppedNotification = null;
    });
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { concurrency: 4 });
    const subscription = worker.subscribe();
    await new Promise(resolve => setImmediate(resolve));
    subscription.unsubscribe();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(stopped).toEqual([]);
  });
});

describe('processSignals', () => {
  it('needs one listener for any number of actors', () => {
    const before = process.listenerCount('SIGTERM');
    const heard: string[] = [];
    const subscriptions = Array.from({ length: 20 }, () =>
      processSignals().subscribe(name => heard.push(name)),
    );
    expect(process.listenerCount('SIGTERM')).toBe(before + 1);
    subscriptions[0]?.unsubscribe();
    process.emit('SIGTERM');
    expect(heard).toHaveLength(19);
    expect(process.listenerCount('SIGTERM')).toBe(before);
  });
});
