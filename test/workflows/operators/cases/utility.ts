import {
  async,
  asyncScheduler,
  concat,
  defer,
  delayWhen,
  dematerialize,
  finalize,
  identity,
  isObservable,
  map,
  materialize,
  merge,
  Notification,
  noop,
  Observable,
  observeOn,
  of,
  pipe,
  queue,
  queueScheduler,
  range,
  Subscriber,
  Subscription,
  subscribeOn,
  take,
  tap,
  timer,
} from 'rxjs';
import { type Cases, hostTimed, passed } from '../Case.js';

/** Operators that observe a source, or control its scheduling. */
export const utility: Cases = {
  async: hostTimed(() => of('a', 'b').pipe(observeOn(async, 2_000))),
  asyncScheduler: hostTimed(() => of('a', 'b').pipe(observeOn(asyncScheduler, 2_000))),
  'asyncScheduler without an operator': hostTimed(
    () =>
      new Observable(subscriber =>
        asyncScheduler.schedule(
          function work(n = 0) {
            subscriber.next(n);
            if (n === 3) subscriber.complete();
            else this.schedule(n + 1, n * 1_000);
          },
          2_000,
          0,
        ),
      ),
  ),
  delayWhen: passed(({ cold, scheduler }) =>
    cold('ab-c|').pipe(delayWhen((_letter, i) => timer(5_000 - 2_000 * i, scheduler))),
  ),
  'delayWhen with a delay of the subscription': passed(({ cold }) =>
    cold('ab-c|').pipe(delayWhen(() => cold('-x|'), cold('---x|'))),
  ),
  dematerialize: passed(({ cold }) => cold('a-b-#').pipe(materialize(), dematerialize())),
  finalize: passed(({ cold, now }) => {
    const start = now();
    const ends: number[] = [];
    const source$ = cold('a-b-c|').pipe(finalize(() => ends.push(now() - start)));
    return concat(
      source$.pipe(take(2)),
      source$,
      defer(() => of(ends)),
    );
  }),
  identity: passed(({ cold }) => cold('a-b|').pipe(map(identity))),
  isObservable: passed(({ cold }) => of(isObservable(cold('|')), isObservable({}))),
  materialize: passed(({ cold }) => cold('a-b-#').pipe(materialize())),
  noop: passed(({ cold }) => cold('a-b|').pipe(tap(noop))),
  Notification: passed(() =>
    of(Notification.createNext('a'), Notification.createComplete()).pipe(dematerialize()),
  ),
  observeOn: passed(({ cold, scheduler }) => cold('ab--c|').pipe(observeOn(scheduler))),
  'observeOn with a delay': passed(({ cold, scheduler }) => cold('ab--c#').pipe(observeOn(scheduler, 2_000))),
  pipe: passed(({ cold }) =>
    cold('a-b-c|').pipe(
      pipe(
        take(2),
        map(letter => letter.toUpperCase()),
      ),
    ),
  ),
  queue: passed(() => range(1, 3).pipe(observeOn(queue))),
  queueScheduler: passed(({ cold }) => merge(cold('a-b|'), of('c')).pipe(observeOn(queueScheduler))),
  'queueScheduler with a delay': hostTimed(() => of('a').pipe(observeOn(queueScheduler, 3_000))),
  Subscriber: passed(
    ({ cold }) =>
      new Observable<string>(subscriber => {
        subscriber.next(String(subscriber instanceof Subscriber));
        return cold('-a|').subscribe(subscriber);
      }),
  ),
  Subscription: passed(
    ({ scheduler, cold }) =>
      new Observable<string>(subscriber => {
        const all = new Subscription(() => subscriber.complete());
        all.add(cold('a-b-c|').subscribe(letter => subscriber.next(letter)));
        all.add(scheduler.schedule(() => all.unsubscribe(), 3_000));
        return all;
      }),
  ),
  subscribeOn: passed(({ cold, scheduler }) => cold('a-b|').pipe(subscribeOn(scheduler))),
  'subscribeOn with a delay': passed(({ cold, scheduler }) =>
    cold('a-b|').pipe(subscribeOn(scheduler, 3_000)),
  ),
  tap: passed(({ cold, now }) => {
    const start = now();
    const seen: unknown[] = [];
    const note = (what: string) => () => void seen.push([what, now() - start]);
    return concat(
      cold('a-b|').pipe(
        tap({
          subscribe: note('subscribe'),
          next: note('next'),
          complete: note('complete'),
          finalize: note('finalize'),
        }),
      ),
      defer(() => of(seen)),
    );
  }),
};
