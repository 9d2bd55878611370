import { ActivityFailure, ActivityType, Domain } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { activityWorker, register, workflowWorker } from 'rx-swf/workflows';
import {
  catchError,
  concatMap,
  delay,
  EMPTY,
  filter,
  ignoreElements,
  lastValueFrom,
  type MonoTypeOperatorFunction,
  merge,
  mergeMap,
  type Observable,
  timer,
} from 'rxjs';
import { charge, count, order, reserve, ship, stocktaking, wrap } from './workflows.js';

/**
 * Starts an SWF in this process and a little life in it: workers, people who order and approve, and a colleague who
 * deprecates a type now and then. Other programs reach it at the address that is printed.
 */
export async function startDemo(name: string): Promise<LocalSwf> {
  const swf = new LocalSwf();
  const domain = await lastValueFrom(new Domain({ name, client: swf.client() }).save());
  await lastValueFrom(register(domain, 'orders', [order, stocktaking, reserve, charge, ship, count, wrap]));
  const activities = [
    reserve.with(pause),
    charge.with(async ({ card }) => {
      await pause();
      if (card === 'declined') throw new ActivityFailure('CardDeclined');
      return 'charged';
    }),
    ship.with(async item => {
      await pause();
      return `parcel with ${item}`;
    }),
    count.with(async () => {
      await pause();
      return Math.round(100 * Math.random());
    }),
  ];
  merge(
    workflowWorker(domain, 'orders', [order, stocktaking]),
    activityWorker(domain, 'orders', activities, { concurrency: 10 }),
    people(domain),
    colleague(new ActivityType({ domain, name: wrap.name, version: wrap.version })),
  ).subscribe();
  const { url } = await swf.listen();
  console.log(`The SWF of the demo: npx rx-swf list --endpoint ${url} --region us-east-1 --domain ${name}`);
  return swf;
}

const pause = () =>
  lastValueFrom(timer(300 + 1_500 * Math.random()).pipe(ignoreElements()), { defaultValue: undefined });

const items = ['chair', 'desk', 'lamp', 'sofa', 'shelf'];
const itemOf = (n: number) => items[n % items.length] ?? '';

/** Orders something every five seconds, and approves two of three orders after half a minute. */
function people(domain: Domain): Observable<never> {
  const orders$ = timer(0, 5_000).pipe(
    concatMap(n =>
      order
        .start(
          domain,
          { item: itemOf(n), euros: n % 2 === 0 ? 900 : 40, card: n % 5 === 3 ? 'declined' : 'visa' },
          { workflowId: `order-${n + 1}`, executionStartToCloseTimeout: 600 },
        )
        .pipe(ifPossible()),
    ),
    filter((_, index) => index % 3 !== 0),
    delay(30_000),
    mergeMap(execution => execution.signal('approve').pipe(ifPossible())),
  );
  const counts$ = timer(3_000, 20_000).pipe(
    concatMap(n => stocktaking.start(domain, items, { workflowId: `stock-${n + 1}` }).pipe(ifPossible())),
  );
  return merge(orders$, counts$).pipe(ignoreElements());
}

/** Leaves it if the type is deprecated meanwhile, or the execution has ended. */
const ifPossible = <T>(): MonoTypeOperatorFunction<T> => catchError(() => EMPTY);

/** Deprecates a type, and takes it back, every 30 seconds. */
const colleague = (type: ActivityType): Observable<never> =>
  timer(15_000, 30_000).pipe(
    concatMap(n => (n % 2 === 0 ? type.deprecate() : type.undeprecate()).pipe(ifPossible())),
    ignoreElements(),
  );
