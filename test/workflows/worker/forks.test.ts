import { Domain } from 'rx-swf';
import { LocalSwf, skipClock } from 'rx-swf/local';
import { fails, mock, runWorkflow } from 'rx-swf/testing';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { forkJoin, lastValueFrom, map, merge, mergeMap, range, retry, timer, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';

const price = activity<number, number>({ name: 'Price', version: '1', startToCloseTimeout: 60 });
const half = workflow({ name: 'Half', version: '1' }, (n: number) => timer(1_000).pipe(map(() => n / 2)));

/** Activities at once, one of which fails at first; a timer, a child, a side effect and a marker. */
const cart = workflow({ name: 'Cart', version: '1' }, (items: number, { run, child, sideEffect, marker }) =>
  range(1, items).pipe(
    mergeMap(item => run(price, item).pipe(retry({ count: 2, delay: 5_000 })), 2),
    toArray(),
    mergeMap(prices =>
      forkJoin([
        timer(3_600_000).pipe(
          mergeMap(() =>
            child(
              half,
              prices.reduce((a, b) => a + b, 0),
              { workflowId: 'half-1' },
            ),
          ),
        ),
        merge(
          sideEffect(() => 7),
          marker('priced'),
        ).pipe(toArray()),
      ]),
    ),
    map(([total]) => total),
  ),
);

describe('a fork of a durable execution', () => {
  it('goes on with workers to the same result from every event', async () => {
    let attempts = 0;
    const priceOf = (item: number) => {
      attempts += 1;
      return attempts === 2 ? fails('busy') : 10 * item;
    };
    const { result, history } = await runWorkflow(cart, 3, {
      workflows: [half],
      activities: [mock(price, priceOf)],
    });
    expect(result).toBe(30);
    const json = history.toJSON();
    for (let at = 1; at < history.length; at += 1) {
      const fork = LocalSwf.fork(json, {
        at,
        domain: 'media',
        workflowId: 'cart-1',
        clock: skipClock({ quiet: 1, patience: 20 }),
      });
      const media = new Domain({ name: 'media', client: fork.client() });
      const workers = merge(
        workflowWorker(media, 'decisions', [cart, half]),
        activityWorker(media, 'activities', [price.with(item => 10 * item)]),
      ).subscribe();
      for (const child of await fork.execution.children()) if (child.isStub) await child.run();
      const execution = cart.execution(media, { workflowId: 'cart-1' });
      expect(await lastValueFrom(execution.result$), `from event ${at} of ${history.length}`).toBe(30);
      workers.unsubscribe();
      await fork.close();
    }
  }, 60_000);
});
