import { activity, FailureError, saga, wait, workflow } from 'rx-swf/workflows';
import { concatMap, count, from, mergeMap, range, timer, toArray } from 'rxjs';

/** Course of an order. */
export interface Order {
  readonly id: string;
  /** Number of parcels, which are packed concurrently. */
  readonly parcels: number;
  /** Number of approvals by the customer, each a signal. */
  readonly approvals: number;
  /** Seconds until it is paid. */
  readonly rest: number;
  /** `true` if nobody pays, so that all steps are undone. */
  readonly isUnpaid: boolean;
}

/** Result of an order. */
export interface Receipt {
  readonly packed: number;
  readonly approvals: readonly number[];
  readonly undone: readonly string[];
}

/** Reason of a permanent failure of a step. */
export const unpaid = 'Unpaid';

/** An activity whose worker notes its effect. If the worker is killed, the activity is retried. */
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

/** Steps that are undone in reverse, parcels in parallel, signals of a customer, and a pause. */
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

/** Returns the effects that an order must have at least once. */
export function effectsOf({ id, parcels, isUnpaid }: Order): string[] {
  const { reserve, release, pack, charge } = doing(id);
  return [
    ...things.map(reserve),
    ...Array.from({ length: parcels }, (_, parcel) => pack(parcel)),
    ...(isUnpaid ? things.map(release) : [charge]),
  ];
}

/** Returns the expected result of an order whose customer approves with 1, 2, 3. */
export function receiptOf({ id, parcels, approvals, isUnpaid }: Order): Receipt {
  return {
    packed: parcels,
    approvals: Array.from({ length: approvals }, (_, n) => n + 1),
    undone: isUnpaid ? things.map(doing(id).release).reverse() : [],
  };
}
