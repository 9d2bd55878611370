import { ActivityWorker, perform } from 'rx-swf';
import { filter, lastValueFrom, Subject, take, toArray, VirtualTimeScheduler } from 'rxjs';
import { expect, it } from 'vitest';
import { DomainHarness } from '../../../harness/DomainHarness.js';
import { intercept } from '../../../harness/intercept.js';

it('draining ends soon after its deadline, even if SWF responds neither to answers nor to releases', async () => {
  const harness = await DomainHarness.open();
  const scheduler = new VirtualTimeScheduler();
  const stop$ = new Subject<void>();
  const sent$ = new Subject<string>();
  intercept(harness.client, /^RespondActivity/, ({ operation }) => {
    sent$.next(operation);
    return new Promise(() => {});
  });
  await harness.resizing(0, 1);
  const worker = new ActivityWorker<number>(harness.domain, 'thumbnails', {
    concurrency: 2,
    scheduler,
    drainOn: stop$,
    drain: { deadline: 30_000 },
  });
  const received = lastValueFrom(
    worker.events$.pipe(
      filter(({ type }) => type === 'received'),
      take(2),
    ),
  );
  const answering = lastValueFrom(
    sent$.pipe(
      filter(name => name.includes('Completed')),
      take(1),
    ),
  );
  const ended = lastValueFrom(
    worker.pipe(
      perform(({ input }) => (input === 0 ? 'done' : new Promise(() => {})), { scheduler }),
      toArray(),
    ),
  );
  await Promise.all([answering, received]);
  stop$.next();
  // The deadline, the time for last answers, and the grace period of a handler that ignores its signal.
  scheduler.maxFrames = scheduler.frame + 30_000 + 5_000 + 10_000;
  scheduler.flush();
  expect((await ended).map(({ status }) => status)).toEqual(['abandoned', 'abandoned']);
});
