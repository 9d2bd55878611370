import type { History } from 'rx-swf';
import type { ArchivedHistory } from 'rx-swf/archive';
import { mock, runWorkflow } from 'rx-swf/testing';
import { activity, type WorkflowDefinition, workflow } from 'rx-swf/workflows';
import { catchError, concat, concatMap, EMPTY, ignoreElements, of, range, take, timer } from 'rxjs';

const reserve = activity<number, string>({ name: 'Reserve', version: '1' });
const charge = activity<number, string>({ name: 'Charge', version: '1' });
const ship = activity<number, string>({ name: 'Ship', version: '1' });

/** What an order goes through. */
export interface Order {
  readonly items: number;
  /** True to wait for a signal before the order is charged. */
  readonly isApproved?: boolean;
  readonly isRefused?: boolean;
}

/** Changes of the code that break executions, each of its own kind. */
export type PlantedBreak =
  | 'order'
  | 'timer length'
  | 'type'
  | 'missing signal'
  | 'added command'
  | 'added version';

const other = activity<number, string>({ name: 'Bill', version: '1' });

/** Returns the code of the orders, as it is deployed or with a planted break. */
export function ordersWith(planted?: PlantedBreak, version = '1'): WorkflowDefinition<Order, string> {
  return workflow(
    { name: 'Order', version },
    (order: Order, { run, scheduler, signal, marker, version: isNew }) => {
      const reserved = range(1, order.items).pipe(
        concatMap(item => run(reserve, item)),
        ignoreElements(),
      );
      const cooled = timer(planted === 'timer length' ? 90_000 : 60_000, scheduler).pipe(ignoreElements());
      const approved =
        order.isApproved && planted !== 'missing signal'
          ? signal('approve').pipe(take(1), ignoreElements())
          : EMPTY;
      const charged = run(planted === 'type' ? other : charge, order.items).pipe(
        catchError(() => of('refused')),
      );
      const added =
        planted === 'added command' || (planted === 'added version' && !isNew('with-note'))
          ? marker('note', 1).pipe(ignoreElements())
          : EMPTY;
      const steps = planted === 'order' ? [cooled, reserved] : [reserved, cooled];
      return concat(
        ...steps,
        approved,
        added,
        charged.pipe(concatMap(result => (result === 'refused' ? of(result) : run(ship, order.items)))),
      );
    },
  );
}

/** Records an order on the embedded service. */
export async function recordOrder(order: Order, n: number): Promise<ArchivedHistory> {
  const { history } = await runWorkflow(ordersWith(), order, {
    activities: [
      mock(reserve, item => `shelf ${item}`),
      mock(charge, () => {
        if (order.isRefused) throw new Error('refused');
        return 'charged';
      }),
      mock(ship, () => 'shipped'),
    ],
    ...(order.isApproved && {
      during: async test => {
        await test.advance(120);
        await test.signal('approve');
      },
    }),
  });
  return archived(history, `order-${n}`);
}

/** Returns a history as an archive has it. */
export function archived(history: History, workflowId: string): ArchivedHistory {
  return {
    workflowId,
    runId: `run-of-${workflowId}`,
    workflowType: { name: 'Order', version: '1' },
    status: history.execution.isOpen ? 'OPEN' : 'CLOSED',
    events: JSON.parse(JSON.stringify(history)).events,
  };
}
