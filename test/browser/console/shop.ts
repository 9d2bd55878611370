import { type ActivityImplementation, activity, queryKey, workflow } from 'rx-swf/workflows';
import { concat, concatMap, from, map, mergeMap, retry, scan, take, takeUntil, tap, timer } from 'rxjs';

/** Files of an order, and how often the first charge fails. */
export interface Order {
  readonly order: number;
  readonly files: readonly string[];
}

export const charge = activity<{ order: number }, { receipt: string }>({
  name: 'Charge',
  version: '1',
  taskList: 'activities',
  startToCloseTimeout: 300,
});

export const print = activity<string, string>({
  name: 'Print',
  version: '1',
  taskList: 'activities',
  startToCloseTimeout: 300,
});

/** The number of prints that are ready. */
export const ready = queryKey<number>('ready');

/** Sends a parcel, as a child of an order. */
export const parcel = workflow({ name: 'Parcel', version: '1' }, (input: { order: number }, { run }) =>
  run(print, `label ${input.order}`).pipe(map(label => ({ label }))),
);

/** Charges, prints the files two at a time, waits for approval, and sends a parcel. */
export const photos = workflow(
  { name: 'Photos', version: '1' },
  ({ order, files }: Order, { run, child, signal, scheduler, expose }) => {
    let count = 0;
    expose(ready, () => count);
    const prints$ = from(files).pipe(
      mergeMap(file => run(print, file), 2),
      tap(() => {
        count += 1;
      }),
      scan((all: readonly string[], one) => [...all, one], []),
    );
    return concat(
      run(charge, { order }).pipe(retry({ count: 3, delay: (_, n) => timer(n * 1_000, scheduler) })),
      prints$.pipe(takeUntil(timer(3_600_000, scheduler))),
      signal<string>('approve').pipe(
        take(1),
        map(by => ({ by })),
      ),
      child(parcel, { order }, { workflowId: `parcel-${order}` }).pipe(concatMap(sent => [sent])),
    );
  },
);

/** Activities of which the first charge of an order fails. */
export function shopActivities(): readonly ActivityImplementation[] {
  const charged = new Set<number>();
  return [
    charge.with(({ order }) => {
      if (charged.has(order)) return { receipt: `R-${order}` };
      charged.add(order);
      throw new Error('The bank is busy', { cause: new Error('connect ECONNREFUSED 10.0.0.7:443') });
    }),
    print.with(file => file.toUpperCase()),
  ];
}
