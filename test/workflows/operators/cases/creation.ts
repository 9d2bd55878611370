import {
  asyncScheduler,
  bindCallback,
  bindNodeCallback,
  combineLatest,
  concat,
  connectable,
  defer,
  EMPTY,
  empty,
  forkJoin,
  from,
  fromEvent,
  fromEventPattern,
  generate,
  type InteropObservable,
  iif,
  map,
  merge,
  NEVER,
  never,
  Observable,
  observable,
  of,
  onErrorResumeNext,
  pairs,
  partition,
  race,
  range,
  Subject,
  scheduled,
  take,
  takeUntil,
  tap,
  throwError,
  timer,
  using,
  zip,
} from 'rxjs';
import { type Cases, hostTimed, passed } from '../Case.js';

/** Functions that create Observables from other values. */
export const creation: Cases = {
  'bindCallback with a synchronous callback': passed(({ cold }) =>
    concat(cold('--a|'), bindCallback((n: number, back: (n: number) => void) => back(n + 1))(1)),
  ),
  'bindCallback with a later callback': hostTimed(() =>
    bindCallback((n: number, back: (n: number) => void) => asyncScheduler.schedule(() => back(n + 1), 3_000))(
      1,
    ),
  ),
  'bindCallback on a scheduler': passed(({ scheduler }) =>
    bindCallback((n: number, back: (n: number) => void) => back(n + 1), scheduler)(1),
  ),
  'bindNodeCallback with a synchronous callback': passed(() =>
    bindNodeCallback((n: number, back: (error: unknown, n: number) => void) => back(null, n + 1))(1),
  ),
  'bindNodeCallback with a later failure': hostTimed(() =>
    bindNodeCallback((back: (error: unknown, n: number) => void) =>
      asyncScheduler.schedule(() => back(new Error('no'), 1), 3_000),
    )(),
  ),
  combineLatest: passed(({ cold }) => combineLatest([cold('a--b---c|'), cold('-x--y|')])),
  'combineLatest of an object': passed(({ cold }) =>
    combineLatest({ one: cold('a--b|'), other: cold('-x---y|') }),
  ),
  'combineLatest on a scheduler': passed(({ cold, scheduler }) =>
    combineLatest([cold('a--b|'), cold('-x|')], scheduler),
  ),
  concat: passed(({ cold }) => concat(cold('a-b|'), cold('--c|'), of('d'))),
  'concat on a scheduler': passed(({ cold, scheduler }) => concat(cold('a-b|'), of('c'), scheduler)),
  connectable: passed(({ cold }) => {
    const shared$ = connectable(cold('a-b-c|'), { connector: () => new Subject() });
    return merge(
      shared$,
      cold('--|').pipe(tap({ complete: () => shared$.connect() })),
      cold('---|').pipe(tap({ complete: () => shared$.connect() })),
      shared$,
    );
  }),
  defer: passed(({ cold, now }) => {
    const start = now();
    return concat(
      cold('---|'),
      defer(() => of(now() - start)),
    );
  }),
  EMPTY: passed(() => EMPTY),
  empty: passed(({ scheduler }) => empty(scheduler)),
  forkJoin: passed(({ cold }) => forkJoin([cold('a--b|'), cold('-x-----y|')])),
  'forkJoin of an object': passed(({ cold }) => forkJoin({ one: cold('a--b|'), other: cold('-x#') })),
  'from of an array': passed(() => from(['a', 'b'])),
  'from of an iterable': passed(() => from(new Map([['a', 1]]))),
  'from on a scheduler': passed(({ scheduler }) => from(['a', 'b'], scheduler)),
  'fromEvent with an emitter of the workflow': passed(({ hot$ }) => {
    const emitter = {
      addListener: (_name: string, heard: (value: string) => void) => hot$.subscribe(heard),
      removeListener: () => {},
    };
    return fromEvent(emitter as never, 'news').pipe(take(2));
  }, 'a--b-c|'),
  'fromEventPattern of signals': passed(
    ({ hot$ }) =>
      fromEventPattern<string>(
        heard => hot$.subscribe(heard),
        (_heard, subscription) => subscription.unsubscribe(),
      ).pipe(take(2)),
    'a--b-c|',
  ),
  generate: passed(() => generate({ initialState: 1, condition: n => n < 20, iterate: n => n * 2 })),
  'generate on a scheduler': passed(({ scheduler }) =>
    generate({ initialState: 1, condition: n => n < 20, iterate: n => n * 2, scheduler }),
  ),
  iif: passed(({ cold, now }) => {
    const start = now();
    return concat(
      cold('--a|'),
      iif(() => now() - start === 3_000, cold('-then|'), cold('-else|')),
    );
  }),
  merge: passed(({ cold }) => merge(cold('a--b|'), cold('-x---y|'), cold('--#'))),
  'merge with a concurrency': passed(({ cold }) =>
    merge(cold('a-|'), cold('b--|'), cold('c-|'), cold('d|'), 2),
  ),
  'merge on a scheduler': passed(({ cold, scheduler }) => merge(cold('a-|'), of('b'), scheduler)),
  NEVER: passed(({ scheduler }) => NEVER.pipe(takeUntil(timer(5_000, scheduler)))),
  never: passed(({ scheduler }) => never().pipe(takeUntil(timer(5_000, scheduler)))),
  Observable: passed(
    ({ scheduler }) =>
      new Observable(subscriber => {
        subscriber.next('a');
        const action = scheduler.schedule(
          function work(n = 0) {
            subscriber.next(n);
            if (n === 3) subscriber.complete();
            else this.schedule(n + 1, 2_000);
          },
          1_000,
          0,
        );
        return action;
      }),
  ),
  'observable, the symbol of foreign Observables': passed(({ cold }) =>
    from({ [observable]: () => cold('-a|') } as unknown as InteropObservable<string>),
  ),
  of: passed(() => of('a', 'b')),
  'of on a scheduler': passed(({ scheduler }) => of('a', 'b', scheduler)),
  onErrorResumeNext: passed(({ cold }) =>
    onErrorResumeNext(cold('a-#'), cold('-b|'), cold('#'), cold('-c|')),
  ),
  pairs: passed(({ scheduler }) => pairs({ a: 1, b: 2 }, scheduler)),
  partition: passed(({ cold }) => {
    const [vowels$, others$] = partition(cold('ab-e-c|'), letter => 'aeiou'.includes(letter));
    return merge(vowels$.pipe(map(letter => letter.toUpperCase())), others$);
  }),
  race: passed(({ cold }) => race(cold('---a-b|'), cold('-x---y|'), cold('--z|'))),
  'race that an error wins': passed(({ cold }) => race(cold('---a|'), cold('-#'))),
  range: passed(() => range(3, 4)),
  'range on a scheduler': passed(({ scheduler }) => range(3, 4, scheduler)),
  scheduled: passed(({ scheduler }) => scheduled(['a', 'b'], scheduler)),
  throwError: passed(({ cold }) =>
    concat(
      cold('--a|'),
      throwError(() => new Error('no')),
    ),
  ),
  'throwError on a scheduler': passed(({ scheduler }) => throwError('no', scheduler)),
  using: passed(({ cold, now }) => {
    const start = now();
    const closed: number[] = [];
    const used$ = using(
      () => ({ unsubscribe: () => void closed.push(now() - start) }),
      () => cold('a--b|'),
    );
    return concat(
      used$,
      cold('--|'),
      defer(() => of(closed)),
    );
  }),
  zip: passed(({ cold }) => zip(cold('a--b-c|'), cold('-x-----yz|'))),
};
