import { Domain } from 'rx-swf';
import { HistoryArchive } from 'rx-swf/archive';
import { count, lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { Calls } from '../harness/Calls.js';
import { intercept } from '../harness/intercept.js';
import { SdkHarness } from '../harness/SdkHarness.js';
import { temporaryFolder } from '../harness/temporaryFolder.js';
import { WaitingScheduler } from '../harness/WaitingScheduler.js';

it('A pull of 3,000 histories stays below the documented rates, and a second one asks only for the listings', async () => {
  const harness = await SdkHarness.open({ throttle: true });
  const { clock } = harness;
  for (let n = 0; n < 3_000; n += 1) {
    await harness.start(`order-${n}`, { executionStartToCloseTimeout: '60' });
    clock.advance(10);
  }
  clock.advance(60_000);
  const client = harness.swf.client({ maxAttempts: 1 });
  const calls = new Calls(client);
  const perSecond = new Map<number, number>();
  let throttled = 0;
  intercept(client, 'GetWorkflowExecutionHistory', ({ send }) => {
    const second = Math.floor(clock.now() / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    return send().catch((error: unknown) => {
      throttled += 1;
      throw error;
    });
  });
  const scheduler = new WaitingScheduler(clock);
  const archive = new HistoryArchive(temporaryFolder());
  const pull = async () => {
    let isPending = true;
    const options = { since: new Date(clock.now() - 86_400_000), scheduler };
    const pulled = lastValueFrom(archive.pull(new Domain({ name: 'media', client }), options)).finally(() => {
      isPending = false;
    });
    while (isPending) {
      await calls.elapse(clock, 50, 50);
      // Time passes only while a call waits for its turn, not while a file is written.
      while (isPending && !scheduler.isWaiting) await calls.settled();
    }
    return pulled;
  };
  const begin = clock.now();
  expect(await pull()).toMatchObject({ listed: 3_000, written: 3_000 });
  expect(throttled).toBe(0);
  // Half of the burst of 2,000 at once, and then half of 60 per second.
  const seconds = (clock.now() - begin) / 1_000;
  expect(seconds).toBeGreaterThan(60);
  expect(seconds).toBeLessThan(90);
  expect(Math.max(...[...perSecond.values()].slice(-50))).toBeLessThanOrEqual(31);
  expect(await lastValueFrom(archive.histories().pipe(count()))).toBe(3_000);

  calls.take();
  expect(await pull()).toMatchObject({ written: 0 });
  expect(new Set(calls.operations)).toEqual(new Set(['ListClosedWorkflowExecutions']));
});
