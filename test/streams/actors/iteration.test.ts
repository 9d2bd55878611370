import { ActivityWorker, type ActorEvent, type ActorOptions, scheduleActivityTask } from 'rx-swf';
import { activity, activityWorker } from 'rx-swf/workflows';
import { lastValueFrom, Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';

/** A worker with eight waiting tasks. */
async function eight(options: ActorOptions = {}) {
  const harness = await DomainHarness.open();
  await harness.scheduled(...Array<typeof resize>(8).fill(resize));
  const worker = new ActivityWorker<number>(harness.domain, 'thumbnails', options);
  const waiting = async () => (await lastValueFrom(worker.pending())).count;
  return { harness, worker, waiting };
}

/** An execution with an activity in each of the lists, and a worker of all of them. */
async function lists(...busy: readonly string[]) {
  const harness = await DomainHarness.open();
  await harness.start();
  await harness.decide(
    busy.map((taskList, n) => scheduleActivityTask({ activityType: resize, activityId: `a${n}`, taskList })),
  );
  const worker = new ActivityWorker(harness.domain, ['one', 'two', 'three']);
  const types: ActorEvent<never>['type'][] = [];
  worker.events$.subscribe(({ type }) => types.push(type));
  return { worker, count: (type: ActorEvent<never>['type']) => types.filter(one => one === type).length };
}

describe('for await over an actor', () => {
  it('takes no task before the body has finished with the previous one, whatever the concurrency', async () => {
    const { worker, waiting } = await eight({ concurrency: 8 });
    const left: number[] = [];
    for await (const task of worker) {
      left.push(await waiting());
      await lastValueFrom(task.complete());
      if (left.length === 8) break;
    }
    expect(left).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('loses no task when the loop is left', async () => {
    const { worker, waiting } = await eight({ concurrency: 4 });
    const seen: number[] = [];
    for (const count of [1, 3]) {
      for await (const task of worker) {
        await lastValueFrom(task.complete());
        if (seen.push(task.input) === count) break;
      }
    }
    expect([seen, await waiting()]).toEqual([[0, 1, 2], 5]);
  });

  it('hands out at most `concurrency` unanswered tasks', async () => {
    const { worker, waiting } = await eight({ concurrency: 2 });
    const tasks = worker.values();
    const [first] = [await tasks.next(), await tasks.next()];
    let isThird = false;
    const third = tasks.next().then(() => (isThird = true));
    expect([await waiting(), isThird]).toEqual([6, false]);
    await lastValueFrom((first?.value ?? expect.fail()).complete());
    expect([await third, await waiting()]).toEqual([true, 5]);
    await tasks.return?.();
  });

  it('polls again after a poll without a task', async () => {
    const { clock, domain, scheduled } = await idle();
    const worker = new ActivityWorker(domain, 'thumbnails');
    const tasks = worker.values();
    const first = tasks.next();
    await clock.advance(60_000);
    await scheduled();
    expect((await first).value?.input).toBe(0);
    await tasks.return?.();
  });

  it('polls all its lists while the loop waits, and none while the body works', async () => {
    const { worker, count } = await lists('three');
    const tasks = worker.values();
    expect((await tasks.next()).value?.activityId).toBe('a0');
    expect([count('poll'), count('received')]).toEqual([3, 1]);
    await tasks.return?.();
    expect(count('aborted')).toBe(2);
  });

  it('takes at most one more task for each other list', async () => {
    const { worker, count } = await lists('one', 'one', 'two', 'two', 'three', 'three');
    const tasks = worker.values();
    await tasks.next();
    expect(count('received')).toBeLessThanOrEqual(3);
    await tasks.return?.();
  });

  it('aborts its poll and throws the reason when its signal is aborted', async () => {
    const { domain } = await idle();
    const stop = new AbortController();
    const worker = new ActivityWorker(domain, 'thumbnails');
    const types: string[] = [];
    worker.events$.subscribe(({ type }) => types.push(type));
    const pending = worker.values({ signal: stop.signal }).next();
    stop.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
    expect(types).toEqual(['poll', 'aborted']);
  });

  it('ends when the actor has drained', async () => {
    const stop$ = new Subject<void>();
    const { worker, waiting } = await eight({ drainOn: stop$ });
    const seen: number[] = [];
    for await (const task of worker) {
      seen.push(task.input);
      if (seen.length === 2) stop$.next();
      await lastValueFrom(task.complete());
    }
    expect([seen, await waiting()]).toEqual([[0, 1], 6]);
  });

  it('rejects options that would drop tasks', async () => {
    const { worker } = await eight();
    expect(() => worker.values({ buffer: 1 } as object)).toThrow('Unknown option "buffer" for values()');
  });
});

describe('for await over a worker', () => {
  it('yields outcomes, and its events', async () => {
    const { harness, waiting } = await eight();
    const implementation = activity<number, number>(resize).with(n => n * 2);
    const worker = activityWorker(harness.domain, 'thumbnails', [implementation]);
    const events = worker.events$.values();
    const firstEvent = events.next();
    let count = 0;
    for await (const { status } of worker) {
      expect(status).toBe('completed');
      count += 1;
      if (count === 8) break;
    }
    expect(await waiting()).toBe(0);
    expect((await firstEvent).value?.type).toBe('poll');
    await events.return?.();
  });
});

/** A domain in which a task is scheduled later. */
async function idle() {
  const harness = await DomainHarness.open();
  return { clock: harness.clock, domain: harness.domain, scheduled: () => harness.scheduled(resize) };
}
