import { ActivityFailure, type History } from 'rx-swf';
import type { ActivityImplementation } from 'rx-swf/workflows';
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { type Shop, shopActivities } from '../../examples/order-saga/activities.js';
import { swiftOrder } from '../../examples/order-saga/operators.js';
import { type Order, order, refund } from '../../examples/order-saga/workflow.js';
import { WorkflowHarness } from '../harness/WorkflowHarness.js';
import { runExample } from './runExample.js';

const lampAndRug: Order = { orderId: '7', items: ['lamp', 'rug'], card: 'good' };
const shop: Shop = { stock: new Set(['lamp', 'rug']), declined: new Set(['bad']) };

/** What the activities that completed were, with their items. */
const done = ({ activities }: History) =>
  activities.completed.map(({ activityType, input }) => {
    const { item } = input as { item?: string };
    return [activityType?.name, item].filter(part => part !== undefined).join(' ');
  });

describe.each([
  ['by a saga', order],
  ['by operators', swiftOrder],
])('an order %s', (_, workflow) => {
  const play = async (input: Order, activities: ActivityImplementation[] = shopActivities(shop)) => {
    const harness = await WorkflowHarness.open([workflow], activities);
    const execution = await harness.start(workflow, input);
    const end = await harness.result(execution).catch((error: unknown) => error);
    return { end, done: done(await lastValueFrom(execution.history())) };
  };
  const undone = ['RefundCard', 'ReleaseItem rug', 'ReleaseItem lamp'];

  it('is delivered, and nothing is undone', async () => {
    expect(await play(lampAndRug)).toEqual({
      end: { paymentId: 'payment-7', parcelId: 'parcel-7' },
      done: ['ReserveItem lamp', 'ReserveItem rug', 'ChargeCard', 'ShipParcel'],
    });
  });

  it('fails with the reason of the failed step once everything is undone', async () => {
    const { end, done } = await play({ ...lampAndRug, card: 'bad' });
    expect(end).toMatchObject({ name: 'ExecutionFailedError', reason: 'CardDeclined' });
    expect(done.slice(0, 3)).toEqual(['ReserveItem lamp', 'ReserveItem rug', 'RefundCard']);
    expect(done.slice(2).sort()).toEqual([...undone].sort());
  });

  it('ends as canceled once everything is undone, if it is canceled midway', async () => {
    const activities = shopActivities({
      ...shop,
      onCharge: (_order, execution) => lastValueFrom(execution.requestCancel()),
    });
    const { end, done } = await play(lampAndRug, activities);
    expect(end).toMatchObject({ name: 'ExecutionCanceledError' });
    expect(done).toEqual(expect.arrayContaining(undone));
  });

  it('undoes everything even if it is canceled again and compensation fails for an hour', async () => {
    let failures = 10;
    const activities = shopActivities({ ...shop, declined: new Set(['good']) });
    const stubborn = refund.with(async (_order, { task: { domain, workflowExecution } }) => {
      failures -= 1;
      if (failures === 8) await lastValueFrom(workflow.execution(domain, workflowExecution).requestCancel());
      if (failures > 0) throw new ActivityFailure('TryLater');
    });
    const others = activities.filter(({ definition }) => definition.name !== refund.name);
    const { end, done } = await play(lampAndRug, [...others, stubborn]);
    expect(end).toMatchObject({ name: expect.stringMatching(/Execution(Failed|Canceled)Error/) });
    expect(done).toEqual(expect.arrayContaining(undone));
  });
});

it('the order-saga example undoes the last step first', async () => {
  const harness = await WorkflowHarness.open([order], shopActivities(shop));
  const execution = await harness.start(order, { ...lampAndRug, card: 'bad' });
  await expect(harness.result(execution)).rejects.toThrow('CardDeclined');
  expect(done(await lastValueFrom(execution.history())).slice(2)).toEqual([
    'RefundCard',
    'ReleaseItem rug',
    'ReleaseItem lamp',
  ]);
});

it('the order-saga example runs from a terminal', async () => {
  const { code, output } = await runExample('order-saga');
  expect(output).toMatch(/→ \{ paymentId[\s\S]*failed after \w+: CardDeclined[\s\S]*canceled after/);
  expect(code).toBe(0);
});
