import { activity, saga, shielded, workflow } from 'rx-swf/workflows';
import { concat, ignoreElements, type Observable } from 'rxjs';

export interface Order {
  readonly orderId: string;
  readonly items: readonly string[];
  readonly card: string;
}

export interface Receipt {
  readonly paymentId: string;
  readonly parcelId: string;
}

export interface Item {
  readonly orderId: string;
  readonly item: string;
}

/** Options of forward steps, which may fail permanently and are retried only a few times. */
const doing = {
  version: '1',
  startToCloseTimeout: 60,
  retry: { count: 3, initial: 10, unless: ['OutOfStock', 'CardDeclined', 'NoSuchAddress'] },
} as const;

/** Options of compensations, which must eventually succeed and are harmless if there is nothing to undo. */
const undoing = { version: '1', startToCloseTimeout: 60, retry: { initial: 60, max: 3_600 } } as const;

export const reserve = activity<Item, void>({ name: 'ReserveItem', ...doing });
export const release = activity<Item, void>({ name: 'ReleaseItem', ...undoing });
export const charge = activity<Order, string>({ name: 'ChargeCard', ...doing });
export const refund = activity<Order, void>({ name: 'RefundCard', ...undoing });
export const ship = activity<Order, string>({ name: 'ShipParcel', ...doing });

/**
 * An order, step by step. If a step fails, or the order is canceled before it is shipped, all completed steps
 * are undone in reverse order.
 */
export const order = workflow({ name: 'Order', version: '1' }, (order: Order, { run }) =>
  saga(function* () {
    const undo: Observable<void>[] = [];
    let receipt: Receipt | undefined;
    try {
      for (const item of order.items) {
        const line = { orderId: order.orderId, item };
        // Added before the step runs: a step that times out or is canceled may still have been done.
        undo.push(run(release, line));
        yield* run(reserve, line);
      }
      undo.push(run(refund, order));
      const paymentId = yield* run(charge, order);
      const parcelId = yield* run(ship, order);
      receipt = { paymentId, parcelId };
      return receipt;
    } finally {
      if (receipt === undefined) yield* allOf(undo.reverse());
    }
  }),
);

/** Runs the steps one after the other, to the end. A cancel request does not interrupt them. */
const allOf = (steps: readonly Observable<void>[]) => shielded(concat(...steps).pipe(ignoreElements()));
