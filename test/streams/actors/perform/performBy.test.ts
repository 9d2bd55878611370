import { type ActivityTask, ActivityWorker, InvalidArgumentError, performBy } from 'rx-swf';
import { lastValueFrom, of, take, toArray } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { newWorld } from '../../../newWorld.js';
import { resize } from '../../../world.js';

describe('performBy', () => {
  it('does the work of each task with the handler of its type, by version or for any', async () => {
    const world = await newWorld();
    const [resize2, probe] = [
      { name: 'Resize', version: '2' },
      { name: 'Probe', version: '7' },
    ];
    for (const { name, version } of [resize2, probe])
      await lastValueFrom(world.activityType(name, version).save());
    const execution = await world.scheduled(resize, resize2, probe);
    const performed$ = new ActivityWorker(world.domain, 'thumbnails').pipe(
      performBy({
        'Resize@1': ({ input }: ActivityTask<number>) => `old ${input}`,
        Resize: ({ input }: ActivityTask<number>) => Promise.resolve(`new ${input}`),
        'Probe@7': ({ input }: ActivityTask<number>) => of({ probed: input }),
      }),
      take(3),
      toArray(),
    );
    const performed = await lastValueFrom(performed$);
    expectTypeOf(performed).items.toHaveProperty('status');
    for (const done of performed) {
      if (done.status === 'completed')
        expectTypeOf(done.result).toEqualTypeOf<string | { probed: number } | undefined>();
    }
    const { activities } = await lastValueFrom(execution.history());
    expect(activities.all.map(({ result }) => result)).toEqual(['old 0', 'new 1', { probed: 2 }]);
  });

  it('fails a task of a type that it does not know, and says which it knows', async () => {
    const world = await newWorld();
    const execution = await world.scheduled(resize);
    const worker = new ActivityWorker(world.domain, 'thumbnails');
    const [done] = await lastValueFrom(
      worker.pipe(performBy({ 'Resize@2': () => 1, Probe: () => 2 }), take(1), toArray()),
    );
    expect(done?.status).toBe('failed');
    expect((await lastValueFrom(execution.history())).activities.get('0')).toMatchObject({
      reason: 'UnknownActivityType',
      details: { type: 'Resize@1', known: ['Resize@2', 'Probe'] },
    });
  });

  it('takes no name of an object’s own for a handler', async () => {
    const world = await newWorld();
    await lastValueFrom(world.activityType('constructor', '1').save());
    await world.scheduled({ name: 'constructor', version: '1' });
    const worker = new ActivityWorker(world.domain, 'thumbnails');
    expect(await lastValueFrom(worker.pipe(performBy({ Resize: () => 1 }), take(1)))).toMatchObject({
      status: 'failed',
      error: { reason: 'UnknownActivityType' },
    });
  });

  it('refuses handlers that are none', () => {
    expect(() => performBy({})).toThrow(InvalidArgumentError);
    expect(() => performBy({ Resize: 1 as unknown as () => void })).toThrow(
      "handlers['Resize'] must be a function",
    );
  });
});
