import { activity, FailureError, saga, wait, workflow } from 'rx-swf/workflows';
import { concatMap, count, from, mergeMap, range, timer, toArray } from 'rxjs';

/** What an order is to go through. */
export interface Order {
  readonly id: string;
  /** How many parcels are packed, all at once. */
  readonly parcels: number;
  /** How often the customer has to approve, by signals. */
  readonly approvals: number;
  /** Seconds before it is paid. */
  readonly rest: number;
  /** Whether nobody pays, so that all is undone. */
  readonly isUnpaid: boolean;
}

/** What has become of an order. */
export interface Receipt {
  readonly packed: number;
  readonly approvals: readonly number[];
  readonly undone: readonly string[];
}

/** The reason for which a step fails for good. */
export const unpaid = 'Unpaid';

/** Done by a worker that notes it. What is lost with a worker is done again. */
export const step = activity<string, string>({
  name: 'Step',
  version: '1',
  startToCloseTimeout: 3,
  retry: { initial: 0, unless: [unpaid] },
});

const things = ['stock', 'truck'];
const doing = (id: string) => ({
  reserve: (thing: string) => `reserve ${thing} of ${id}`,
  release: (thing: string) => `release ${thing} of ${id}`,
  pack: (parcel: number) => `pack ${parcel} of ${id}`,
  charge: `charge ${id}`,
});

/** Steps that are undone in reverse, parcels in parallel, a customer's signals, and a rest. */
export const order = workflow(
  { name: 'Order', version: '1', taskStartToCloseTimeout: 3 },
  ({ id, parcels, approvals, rest }: Order, { run, signal }) =>
    saga(function* () {
      const { reserve, release, pack, charge } = doing(id);
      const undo: string[] = [];
      const approved: number[] = [];
      for (const thing of things) {
        yield* run(step, reserve(thing));
        undo.unshift(release(thing));
      }
      const packed = yield* wait(
        range(parcels).pipe(
          mergeMap(parcel => run(step, pack(parcel))),
          count(),
        ),
      );
      while (approved.length < approvals) approved.push(yield* wait(signal<number>('approve')));
      if (rest > 0) yield* wait(timer(rest * 1_000));
      try {
        yield* run(step, charge);
        return { packed, approvals: approved, undone: [] };
      } catch (error) {
        if (!(error instanceof FailureError)) throw error;
        const undone$ = from(undo).pipe(
          concatMap(one => run(step, one)),
          toArray(),
        );
        return { packed, approvals: approved, undone: yield* wait(undone$) };
      }
    }),
);

/** All that is to have been done for an order, at least once. */
export function effectsOf({ id, parcels, isUnpaid }: Order): string[] {
  const { reserve, release, pack, charge } = doing(id);
  return [
    ...things.map(reserve),
    ...Array.from({ length: parcels }, (_, parcel) => pack(parcel)),
    ...(isUnpaid ? things.map(release) : [charge]),
  ];
}

/** What is to become of an order whose customer approves with 1, 2, 3. */
export function receiptOf({ id, parcels, approvals, isUnpaid }: Order): Receipt {
  return {
    packed: parcels,
    approvals: Array.from({ length: approvals }, (_, n) => n + 1),
    undone: isUnpaid ? things.map(doing(id).release).reverse() : [],
  };
}
