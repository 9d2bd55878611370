import { activity, queryKey, workflow } from 'rx-swf/workflows';
import { mergeMap, scan, takeUntil, tap, timer } from 'rxjs';

/** Takes the money. */
export const charge = activity<number, string>({ name: 'Charge', version: '1' });
const total = queryKey<number>('total');

/** Charges each price that is signaled, for a minute. */
export const shop = workflow({ name: 'Shop', version: '1' }, (_: undefined, { run, signal, expose }) => {
  let sum = 0;
  expose(total, () => sum);
  return signal<number>('price').pipe(
    tap(price => {
      sum += price;
    }),
    mergeMap(price => run(charge, price)),
    scan((all, receipt) => [...all, receipt], [] as string[]),
    takeUntil(timer(60_000)),
  );
});
