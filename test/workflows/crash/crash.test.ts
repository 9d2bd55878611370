import { expect, it } from 'vitest';
import { CrashHarness } from '../../harness/CrashHarness.js';
import { Orders } from './Orders.js';
import type { Order } from './order.js';

const full = process.env['RX_SWF_EXECUTIONS'];
const executions = Number(full ?? 30);
/** Number of activities that each worker performs at a time. */
const fanOut = full === undefined ? 50 : 500;

/** Orders of every kind in turn; one is large. */
const orders = Array.from(
  { length: executions },
  (_, n): Order => ({
    id: `order-${n}`,
    parcels: n === 0 ? fanOut : n % 5,
    approvals: n % 3,
    rest: n % 2,
    isUnpaid: n % 4 === 1,
  }),
);

it(
  `${executions} orders end correctly although deciders and workers are killed repeatedly`,
  async () => {
    const begun = performance.now();
    const harness = new CrashHarness();
    const placed = await Orders.place(harness.swf.client(), orders);
    const unpaid = orders.filter(({ isUnpaid }) => isUnpaid).map(({ id }) => id);
    const acted$ = await harness.start(new URL('./actor.ts', import.meta.url), ...unpaid);
    const killing = harness.killing(acted$, 10, 80);
    killing.add(placed.approve(acted$).subscribe());
    await placed.closed(acted$);
    killing.unsubscribe();
    await harness.stop();

    const redone = await placed.check(new Set(harness.effects));
    if (full !== undefined) {
      const seconds = Math.round((performance.now() - begun) / 1_000);
      console.log(`${executions} executions, ${harness.kills} kills, ${seconds} s`, JSON.stringify(redone));
    }
    await harness.close();
    expect(await harness.leftovers()).toEqual({});
  },
  full === undefined ? 120_000 : 900_000,
);
