import { type ActivityTask, ActivityWorker, InvalidArgumentError, performBy } from 'rx-swf';
import { lastValueFrom, of, take, toArray } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { DomainHarness, resize } from '../../../harness/DomainHarness.js';

describe('performBy', () => {
  it('performs each task with the handler of its type, for its version or for any', async () => {
    const harness = await DomainHarness.open();
    const [resize2, probe] = [
      { name: 'Resize', version: '2' },
      { name: 'Probe', version: '7' },
    ];
    for (const { name, version } of [resize2, probe])
      await lastValueFrom(harness.activityType({ name, version }).save());
    const execution = await harness.scheduled(resize, resize2, probe);
    const performed$ = new ActivityWorker(harness.domain, 'thumbnails').pipe(
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

  it('fails a task of an unknown type, and lists the known types', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const [done] = await lastValueFrom(
      worker.pipe(performBy({ 'Resize@2': () => 1, Probe: () => 2 }), take(1), toArray()),
    );
    expect(done?.status).toBe('failed');
    expect((await lastValueFrom(execution.history())).activities.get('0')).toMatchObject({
      reason: 'UnknownActivityType',
      details: { type: 'Resize@1', known: ['Resize@2', 'Probe'] },
    });
  });

  it('does not mistake an inherited property for a handler', async () => {
    const harness = await DomainHarness.open();
    await lastValueFrom(harness.activityType({ name: 'constructor', version: '1' }).save());
    await harness.scheduled({ name: 'constructor', version: '1' });
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    expect(await lastValueFrom(worker.pipe(performBy({ Resize: () => 1 }), take(1)))).toMatchObject({
      status: 'failed',
      error: { reason: 'UnknownActivityType' },
    });
  });

  it('refuses invalid handlers', () => {
    expect(() => performBy({})).toThrow(InvalidArgumentError);
    expect(() => performBy({ Resize: 1 as unknown as () => void })).toThrow(
      "handlers['Resize'] must be a function",
    );
  });
});
