import { activity, saga, type WorkflowContext, wait, workflow } from 'rx-swf/workflows';
import {
  EMPTY,
  ignoreElements,
  merge,
  mergeMap,
  type Observable,
  of,
  range,
  take,
  tap,
  timer,
  toArray,
} from 'rxjs';

/** Short work that occasionally fails. */
export const work = activity<number, number>({
  name: 'Work',
  version: '1',
  taskList: 'work',
  heartbeatTimeout: 30,
  startToCloseTimeout: 60,
  retry: { initial: 1, factor: 1 },
});

/** Schedules batches of work until it is signaled `stop`, and continues as new after some of them. */
export const feed = workflow(
  { name: 'Feed', version: '1', taskStartToCloseTimeout: 10 },
  (done: number, { run, signal, continueAsNew }) =>
    saga(function* () {
      let isStopped = false;
      const stopping = signal('stop').subscribe(() => {
        isStopped = true;
      });
      let count = done;
      for (let batch = 1; !isStopped; batch += 1) {
        yield* wait(
          range(0, 20).pipe(
            mergeMap(n => run(work, n), 10),
            toArray(),
          ),
        );
        count += 20;
        if (batch === 10 && !isStopped) {
          // Signals that arrive from here on wait for the next run.
          stopping.unsubscribe();
          yield* continueAsNew(count);
        }
      }
      return count;
    }),
);

/** Numbers that a ledger has seen: how many there were, and how many of them were out of order. */
export interface Seen {
  readonly count: number;
  readonly wrong: number;
}

type Onwards = (seen: () => Seen) => Observable<never>;

/**
 * Form of a ledger: continued with a value, continued with a function, or written as a saga that takes
 * signals in turn.
 */
export type Form = 'value' | 'function' | 'saga';

const next = ({ count, wrong }: Seen, n: number): Seen => ({
  count: count + 1,
  wrong: wrong + (n === count + 1 ? 0 : 1),
});

function listening(before: Seen, { signals }: WorkflowContext, onwards: Onwards): Observable<Seen> {
  let seen = before;
  return signals.pipe(
    tap(({ name, input }) => {
      if (name !== 'end') seen = next(seen, input as number);
    }),
    mergeMap(({ name }) => (name === 'end' ? of(seen) : name === 'flush' ? onwards(() => seen) : EMPTY)),
    take(1),
  );
}

const steps = (before: Seen, { signals, continueAsNew }: WorkflowContext): Observable<Seen> =>
  saga(function* () {
    let seen = before;
    for (;;) {
      const { name, input } = yield* wait(signals);
      if (name === 'end') return seen;
      seen = next(seen, input as number);
      if (name === 'flush') yield* continueAsNew(seen);
    }
  });

const forms: Readonly<Record<Form, (before: Seen, context: WorkflowContext) => Observable<Seen>>> = {
  value: (before, context) => listening(before, context, seen => context.continueAsNew(seen())),
  function: (before, context) => listening(before, context, seen => context.continueAsNew(seen)),
  saga: steps,
};

/** Ledgers receive numbers by signals. The signal `flush` makes them continue as new. */
export const ledgers = (['value', 'function', 'saga'] as const).map(form =>
  workflow<Seen, Seen>({ name: `Ledger-${form}`, version: '1', taskStartToCloseTimeout: 10 }, forms[form]),
);

/** Constantly continues as new, and ends when it is asked to cancel. */
export const loop = workflow(
  { name: 'Loop', version: '1', taskStartToCloseTimeout: 10 },
  (runs: number, { continueAsNew, signal }) =>
    merge(signal('note').pipe(ignoreElements()), timer(1_000).pipe(mergeMap(() => continueAsNew(runs + 1)))),
);
