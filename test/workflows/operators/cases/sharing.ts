import {
  AsyncSubject,
  BehaviorSubject,
  type ConnectableObservable,
  concat,
  connect,
  count,
  map,
  merge,
  multicast,
  type Observable,
  publish,
  publishBehavior,
  publishLast,
  publishReplay,
  ReplaySubject,
  refCount,
  Subject,
  share,
  shareReplay,
  tap,
  timer,
} from 'rxjs';
import { type CaseContext, type Cases, passed } from '../Case.js';

/** Two subscribers of a source, the second of which subscribes two seconds later. */
const forTwo = ({ scheduler }: CaseContext, shared$: Observable<string>) =>
  merge(
    shared$.pipe(map(letter => `1${letter}`)),
    concat(timer(2_000, scheduler), shared$.pipe(map(letter => `2${letter}`))),
  );

/** The same with a source that is connected after a second. */
const connected = (context: CaseContext, shared$: Observable<string>) =>
  merge(
    forTwo(context, shared$),
    timer(1_000, context.scheduler).pipe(tap(() => (shared$ as ConnectableObservable<string>).connect())),
  );

/** Emits the values of a subject of a source to a subscriber that subscribes after a second. */
const through = (subject: (context: CaseContext) => Subject<string>) =>
  passed(context => {
    const subject$ = subject(context);
    return merge(
      context.cold('a-b-c|').pipe(tap(subject$)),
      concat(timer(1_000, context.scheduler), subject$.pipe(map(letter => `late ${letter}`))),
    );
  });

/** Operators and Subjects that share one source among several subscribers. */
export const sharing: Cases = {
  AsyncSubject: through(() => new AsyncSubject()),
  BehaviorSubject: through(() => new BehaviorSubject('first')),
  connect: passed(({ cold }) =>
    cold('a-b-c|').pipe(connect(shared$ => merge(shared$, shared$.pipe(count())))),
  ),
  ConnectableObservable: passed(context => connected(context, context.cold('a-b-c|').pipe(publish()))),
  multicast: passed(context =>
    connected(context, context.cold('a-b-c|').pipe(multicast(() => new Subject<string>()))),
  ),
  publish: passed(({ cold }) =>
    cold('a-b-c|').pipe(publish(shared$ => merge(shared$, shared$.pipe(count())))),
  ),
  publishBehavior: passed(context =>
    connected(context, context.cold('a-b-c|').pipe(publishBehavior('first'))),
  ),
  publishLast: passed(context => connected(context, context.cold('a-b-c|').pipe(publishLast()))),
  publishReplay: passed(context => connected(context, context.cold('a-b-c|').pipe(publishReplay(2)))),
  'publishReplay with a window of time': passed(context =>
    connected(context, context.cold('abcd|').pipe(publishReplay(9, 1_500, context.scheduler))),
  ),
  ReplaySubject: through(() => new ReplaySubject(1)),
  refCount: passed(context => forTwo(context, context.cold('a-b-c|').pipe(publish(), refCount()))),
  share: passed(context => forTwo(context, context.cold('a-b-c|').pipe(share()))),
  'share that is reset after a time': passed(context => {
    const { cold, scheduler } = context;
    const shared$ = cold('a-b|').pipe(
      share({ connector: () => new ReplaySubject(1), resetOnComplete: () => timer(2_000, scheduler) }),
    );
    return concat(shared$, timer(1_000, scheduler), shared$, timer(2_000, scheduler), shared$);
  }),
  shareReplay: passed(context => forTwo(context, context.cold('a-b-c|').pipe(shareReplay(1)))),
  Subject: through(() => new Subject()),
};
