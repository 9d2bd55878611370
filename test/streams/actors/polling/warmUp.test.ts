import { ActivityWorker, Domain } from 'rx-swf';
import { firstValueFrom, lastValueFrom, map, mergeMap, take, timer, toArray } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { DomainHarness, resize } from '../../../harness/DomainHarness.js';

/** A worker with eight slots and eight waiting tasks. */
async function eight() {
  const harness = await DomainHarness.open();
  const execution = await harness.scheduled(...Array<typeof resize>(8).fill(resize));
  const worker = new ActivityWorker<number>(harness.domain, 'thumbnails', { concurrency: 8 });
  const waiting = async () => (await lastValueFrom(worker.pending())).count;
  return { harness, execution, worker, waiting };
}

describe('an actor with many slots', () => {
  it('takes no task other than the one that firstValueFrom receives', async () => {
    const { worker, waiting } = await eight();
    const seen = [];
    for (let left = 7; left >= 0; left -= 1) {
      seen.push((await firstValueFrom(worker)).input);
      expect(await waiting()).toBe(left);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it.each([1, 2, 3])('takes fewer than as many extra tasks for take(%i)', async count => {
    const { worker, waiting } = await eight();
    await lastValueFrom(worker.pipe(take(count), toArray()));
    expect(8 - (await waiting())).toBeLessThan(2 * count);
  });

  it('takes all waiting tasks if no subscriber leaves', async () => {
    const { execution, worker } = await eight();
    const done$ = worker.pipe(
      mergeMap(task => task.complete()),
      take(8),
      toArray(),
    );
    expect(await lastValueFrom(done$)).toHaveLength(8);
    expect((await lastValueFrom(execution.history())).activities.completed).toHaveLength(8);
  });

  it('polls with all its slots when no task has arrived for a while', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance', 'Date'],
    });
    try {
      const harness = await DomainHarness.open();
      const worker = new ActivityWorker(harness.domain, 'thumbnails', { concurrency: 8 });
      let polls = 0;
      worker.events$.subscribe(({ type }) => {
        polls += Number(type === 'poll');
      });
      const subscription = worker.subscribe();
      expect(polls).toBe(1);
      vi.advanceTimersByTime(999);
      expect(polls).toBe(1);
      vi.advanceTimersByTime(1);
      expect(polls).toBe(8);
      subscription.unsubscribe();
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes no other task when its first call needs 400 ms for credentials', async () => {
    const { harness, waiting } = await eight();
    const credentials = () =>
      lastValueFrom(timer(400).pipe(map(() => ({ accessKeyId: 'key', secretAccessKey: 's' }))));
    const domain = new Domain({ name: 'media', client: harness.swf.client({ credentials }) });
    const slow = new ActivityWorker<number>(domain, 'thumbnails', { concurrency: 8 });
    expect((await firstValueFrom(slow)).input).toBe(0);
    expect(await waiting()).toBe(7);
  });

  it('polls each of its lists soon', async () => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance', 'Date'],
    });
    try {
      const harness = await DomainHarness.open();
      const worker = new ActivityWorker(harness.domain, ['a', 'b', 'c'], { concurrency: 8 });
      const polled: string[] = [];
      worker.events$.subscribe(event => {
        if (event.type === 'poll') polled.push(event.taskList);
      });
      const subscription = worker.subscribe();
      vi.advanceTimersByTime(250);
      expect(polled).toEqual(['a', 'b', 'c']);
      vi.advanceTimersByTime(750);
      expect(polled).toHaveLength(8);
      subscription.unsubscribe();
    } finally {
      vi.useRealTimers();
    }
  });
});
