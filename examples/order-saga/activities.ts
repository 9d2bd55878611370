import { ActivityFailure, WorkflowExecution } from 'rx-swf';
import type { ActivityImplementation } from 'rx-swf/workflows';
import { charge, type Order, refund, release, reserve, ship } from './workflow.js';

/** Data that the activities work with. In production it would be behind other services. */
export interface Shop {
  readonly stock: ReadonlySet<string>;
  readonly declined: ReadonlySet<string>;
  /** Called before a card is charged, with the execution that charges it. */
  readonly onCharge?: (order: Order, execution: WorkflowExecution) => Promise<void>;
}

/** Activities of the shop. The reason of a failure tells the workflow if a retry makes sense. */
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
