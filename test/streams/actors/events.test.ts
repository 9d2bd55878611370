import {
  type ActivityTask,
  ActivityWorker,
  type ActorEvent,
  Decider,
  decide,
  perform,
  ThrottledError,
  tally,
} from 'rx-swf';
import { lastValueFrom, mergeMap, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { connectionReset } from '../../harness/connectionReset.js';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';
import { FakeActor } from '../../harness/FakeActor.js';
import { FakeTask } from '../../harness/FakeTask.js';
import { marbles } from '../../harness/marbles.js';

/** Collects the events of an actor until the end of an Observable that includes it. */
function collect(actor: { readonly events$: ActivityWorker['events$'] }) {
  const events: ActorEvent[] = [];
  const subscription = actor.events$.subscribe(event => events.push(event));
  return { events, stop: () => subscription.unsubscribe() };
}

const typesOf = (events: readonly ActorEvent[]) => events.map(({ type }) => type);

describe('events$', () => {
  it('emits polls, tasks, heartbeats and answers in order', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const { events, stop } = collect(worker);
    await lastValueFrom(
      worker.pipe(
        mergeMap(task => task.heartbeat('half').pipe(mergeMap(() => task.complete('done')))),
        take(1),
      ),
    );
    stop();
    expect(typesOf(events).slice(0, 4)).toEqual(['poll', 'received', 'heartbeat', 'answered']);
    expect(events[0]).toEqual({ type: 'poll', taskList: 'thumbnails', at: expect.any(Number) });
    expect(events[1]).toMatchObject({ taskList: 'thumbnails', task: { activityId: '0' } });
    expect(events[2]).toMatchObject({ cancelRequested: false, task: { activityId: '0' } });
    expect(events[3]).toMatchObject({ answer: 'completed', presumed: false, duration: expect.any(Number) });
  });

  it('emits retries with the call that is retried', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    harness.fail('PollForActivityTask', 1, connectionReset());
    harness.fail('RespondActivityTaskCompleted', 1, connectionReset());
    harness.fail('RespondActivityTaskCompleted', 1, new ThrottledError('Rate exceeded'));
    const backoff = { initial: 1 };
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { backoff });
    const { events, stop } = collect(worker);
    await lastValueFrom(
      worker.pipe(
        perform(() => 'done', { backoff }),
        take(1),
      ),
    );
    stop();
    const again = events.filter(({ type }) => type === 'retried' || type === 'throttled');
    expect(again.map(event => 'call' in event && [event.type, event.call, event.attempt])).toEqual([
      ['retried', 'poll', 1],
      ['retried', 'answer', 1],
      ['throttled', 'answer', 2],
    ]);
    expect(again[0]).toMatchObject({ error: { kind: 'Error' }, delay: expect.any(Number) });
  });

  it('emits events of decision tasks', async () => {
    const harness = await DomainHarness.open();
    await lastValueFrom(harness.type.startExecution());
    const decider = new Decider(harness.domain, 'decisions');
    const events$ = lastValueFrom(decider.events$.pipe(take(3), toArray()));
    await lastValueFrom(
      decider.pipe(
        decide(() => []),
        take(1),
      ),
    );
    expect(typesOf(await events$)).toEqual(['poll', 'received', 'answered']);
  });

  it(
    'measures on the scheduler: polls from their start, tasks from their reception',
    marbles(m => {
      const actor = new FakeActor((poll, observer) =>
        poll === 0 ? undefined : new FakeTask('1', [], observer),
      );
      const { events, stop } = collect(actor);
      m.expect(
        actor.pipe(
          mergeMap(task => m.cold('----x').pipe(mergeMap(() => task.complete()))),
          take(1),
        ),
      ).toBeObservable('24ms (x|)', { x: undefined });
      m.flush();
      stop();
      expect(events.map(({ type, at }) => [type, at])).toEqual([
        ['poll', 0],
        ['empty', 10],
        ['poll', 10],
        ['received', 20],
        ['answered', 24],
      ]);
      expect(events.map(event => 'duration' in event && event.duration)).toEqual([false, 10, false, 10, 4]);
    }),
  );

  it('is cheap without subscribers: no event is created', () => {
    let read = 0;
    const scheduler = {
      now: () => ++read,
      schedule: () => {
        throw new Error('unused');
      },
    };
    const actor = new FakeActor(() => undefined, { scheduler });
    // The clock is read twice before any event or log line: for the wait and for the poll.
    actor.subscribe().unsubscribe();
    expect(read).toBeLessThanOrEqual(2);
  });
});

describe('tally', () => {
  it('counts events, held tasks and polls in flight', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize, resize, resize);
    harness.fail('PollForActivityTask', 1, connectionReset());
    const worker = new ActivityWorker<number>(harness.domain, 'thumbnails', { backoff: { initial: 1 } });
    const tallies$ = worker.events$.pipe(tally());
    const counts: unknown[] = [];
    const subscription = tallies$.subscribe(count => counts.push(count));
    await lastValueFrom(
      worker.pipe(
        mergeMap((task: ActivityTask<number>) => (task.input === 1 ? task.fail() : task.complete())),
        take(3),
      ),
    );
    subscription.unsubscribe();
    expect(counts.at(-1)).toMatchObject({
      received: 3,
      completed: 2,
      failed: 1,
      retried: 1,
      gone: 0,
      held: 0,
    });
    expect(counts.at(-1)).toMatchObject({ busy: expect.any(Number), throttled: 0 });
    expect(Math.max(...counts.map(count => (count as { held: number }).held))).toBe(1);
  });
});

describe('logger', () => {
  it('gets each event as details and a message, with its level', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    harness.fail('PollForActivityTask', 1, connectionReset());
    const lines: [string, Record<string, unknown>, string][] = [];
    const log = (level: string) => (details: object, message: string) =>
      void lines.push([level, { ...details }, message]);
    const logger = { debug: log('debug'), info: log('info'), warn: log('warn') };
    const worker = new ActivityWorker(harness.domain, 'thumbnails', {
      logger,
      name: 'resizer',
      backoff: { initial: 1 },
    });
    await lastValueFrom(
      worker.pipe(
        mergeMap(task => task.complete()),
        take(1),
      ),
    );
    expect(lines.map(([level, , message]) => [level, message]).slice(0, 5)).toEqual([
      ['debug', 'poll started'],
      ['warn', 'poll retried'],
      ['debug', 'poll started'],
      ['debug', 'task received'],
      ['info', 'task completed'],
    ]);
    expect(lines[1]?.[1]).toMatchObject({ actor: 'resizer', err: expect.any(Error), attempt: 1 });
    expect(lines[4]?.[1]).toMatchObject({
      task: "ActivityTask('0', 'Resize', '1')",
      workflowId: expect.any(String),
      runId: expect.any(String),
    });
    expect(JSON.stringify(lines)).not.toContain('taskToken');
  });

  it('may be the console', () => {
    expect(new FakeActor(() => undefined, { logger: console }).name).toBe('thumbnails');
  });
});
