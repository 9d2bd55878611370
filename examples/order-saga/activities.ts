import { ActivityFailure, WorkflowExecution } from 'rx-swf';
import type { ActivityImplementation } from 'rx-swf/workflows';
import { charge, type Order, refund, release, reserve, ship } from './workflow.js';

/** What the activities work with. In real life it is behind other services. */
export interface Shop {
  readonly stock: ReadonlySet<string>;
  readonly declined: ReadonlySet<string>;
  /** Told before a card is charged, and in which execution. */
  readonly onCharge?: (order: Order, execution: WorkflowExecution) => Promise<void>;
}

/** The work of the shop. Reasons tell the workflow what is worth another attempt. */
export function shopActivities({ stock, declined, onCharge }: Shop): ActivityImplementation[] {
  return [
    reserve.with(({ item }) => {
      if (!stock.has(item)) throw new ActivityFailure('OutOfStock', { item });
    }),
    release.with(() => {}),
    charge.with(async (order, { task: { domain, workflowExecution } }) => {
      await onCharge?.(order, new WorkflowExecution({ domain, ...workflowExecution }));
      if (declined.has(order.card)) throw new ActivityFailure('CardDeclined');
      return `payment-${order.orderId}`;
    }),
    refund.with(() => {}),
    ship.with(({ orderId }) => `parcel-${orderId}`),
  ];
}
