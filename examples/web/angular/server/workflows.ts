import { activity, saga, wait, workflow } from 'rx-swf/workflows';

export interface Order {
  readonly item: string;
  readonly euros: number;
  readonly card: string;
}

const step = { version: '1', startToCloseTimeout: 60 } as const;

export const reserve = activity<string, void>({ name: 'ReserveItem', ...step });
export const charge = activity<Order, string>({
  name: 'ChargeCard',
  ...step,
  retry: { count: 3, unless: ['CardDeclined'] },
});
export const ship = activity<string, string>({ name: 'ShipParcel', ...step });
export const count = activity<string, number>({ name: 'CountItem', ...step });

/** Not used yet by a workflow of this version. */
export const wrap = activity<string, void>({ name: 'WrapGift', ...step });

/** Reserves, charges and ships. Above 500 euros, a person has to approve. Its progress is the present step. */
export const order = workflow({ name: 'Order', version: '1' }, (order: Order, { run, signal, setContext }) =>
  saga(function* () {
    setContext({ step: 'Reserves the item', done: 0, total: 3 });
    yield* run(reserve, order.item);
    if (order.euros > 500) {
      setContext({ step: 'Waits for approval', done: 1, total: 3 });
      yield* wait(signal('approve'));
    }
    setContext({ step: 'Charges the card', done: 1, total: 3 });
    yield* run(charge, order);
    setContext({ step: 'Ships the parcel', done: 2, total: 3 });
    const parcel = yield* run(ship, order.item);
    setContext({ step: 'Done', done: 3, total: 3 });
    return parcel;
  }),
);

/** Counts the stock. */
export const stocktaking = workflow(
  { name: 'Stocktaking', version: '1' },
  (items: readonly string[], { run }) =>
    saga(function* () {
      let total = 0;
      for (const item of items) total += yield* run(count, item);
      return total;
    }),
);
