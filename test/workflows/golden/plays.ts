import {
  activity,
  saga,
  WorkflowCancellation,
  type WorkflowDefinition,
  wait,
  workflow,
} from 'rx-swf/workflows';
import {
  bufferTime,
  catchError,
  concat,
  concatMap,
  debounceTime,
  defer,
  delay,
  exhaustMap,
  from,
  ignoreElements,
  interval,
  map,
  merge,
  mergeMap,
  of,
  race,
  range,
  repeat,
  retry,
  scan,
  share,
  switchMap,
  take,
  takeUntil,
  tap,
  throttleTime,
  timeout,
  timer,
  toArray,
  zip,
} from 'rxjs';

export const double = activity<number, number>({ name: 'Double', version: '1' });
export const fail = activity<string, never>({ name: 'Fail', version: '1' });

const child = workflow({ name: 'Child', version: '1' }, (n: number, { run }) => run(double, n));

/** Every kind of command. */
const commands = workflow<unknown, unknown>({ name: 'Commands', version: '1' }, (_: unknown, context) => {
  const { run, lambda, marker, sideEffect, version, signalExternal, cancelExternal, continueAsNew, info } =
    context;
  const nobody = { workflowId: 'nobody', runId: 'none' };
  if (info.continuedExecutionRunId !== undefined) return of('continued');
  return concat(
    merge(
      run(double, 1),
      context.child(child, 2),
      lambda('f').pipe(catchError(() => of('no lambda'))),
      marker('note', { a: 1 }),
      sideEffect(() => 7).pipe(mergeMap(n => run(double, n))),
      signalExternal(nobody, 'hello').pipe(catchError(() => of('nobody'))),
      cancelExternal(nobody).pipe(catchError(() => of('nobody'))),
      defer(() => (version('a change') ? timer(3_000) : timer(4_000))),
    ),
    race(run(double, 3), timer(1_000), context.child(child, 4)),
    timer(5_000).pipe(takeUntil(timer(2_000))),
    continueAsNew('again'),
  );
});

/** Operators that control which inner Observables are active. */
const flattening = workflow<unknown, unknown>({ name: 'Flattening', version: '1' }, (_: unknown, { run }) =>
  concat(
    range(0, 6).pipe(mergeMap(n => run(double, n), 2)),
    range(0, 3).pipe(concatMap(n => run(double, n).pipe(delay(1_000)))),
    interval(2_000).pipe(
      take(3),
      switchMap(n => timer(3_000).pipe(mergeMap(() => run(double, n)))),
    ),
    interval(2_000).pipe(
      take(3),
      exhaustMap(n => timer(3_000).pipe(mergeMap(() => run(double, n)))),
    ),
    zip(run(double, 1), run(double, 2), timer(1_500)),
  ).pipe(toArray()),
);

/** Operators of time. */
const time = workflow<unknown, unknown>({ name: 'Time', version: '1' }, (_: unknown, { run, scheduler }) => {
  const ticks$ = interval(1_000).pipe(take(6), share());
  return merge(
    ticks$.pipe(debounceTime(1_500)),
    ticks$.pipe(throttleTime(2_500)),
    ticks$.pipe(bufferTime(2_000)),
    ticks$.pipe(
      timeout({ each: 5_000 }),
      scan((a, b) => a + b),
    ),
    run(double, 1).pipe(repeat({ count: 3, delay: 60_000 })),
    run(fail, 'now').pipe(
      retry({ count: 2, delay: 5_000 }),
      catchError(() => of('failed')),
    ),
    timer(10_000, 5_000, scheduler).pipe(take(3)),
  ).pipe(toArray());
});

/** Sequential steps with compensation at the end. */
const steps = workflow<unknown, unknown>({ name: 'Steps', version: '1' }, (_: unknown, { run, marker }) =>
  saga(function* () {
    const first = yield* run(double, 1);
    try {
      yield* wait(timer(60_000));
      return yield* run(fail, 'step');
    } catch {
      yield* run(double, first);
      yield* wait(marker('undone'));
      return first;
    }
  }),
);

/** Signals, and a cancel request. */
const listening = workflow<unknown, unknown>(
  { name: 'Listening', version: '1' },
  (_: unknown, { run, signal, cancelRequested$ }) => {
    const work$ = signal<number>('work').pipe(
      mergeMap(n => run(double, n).pipe(delay(1_000))),
      takeUntil(cancelRequested$),
      ignoreElements(),
    );
    const end$ = defer(() => run(double, 0)).pipe(
      map(() => {
        throw new WorkflowCancellation('enough');
      }),
    );
    return concat(work$, end$);
  },
);

/** More commands than fit into one answer or may be open, and an end with commands still open. */
const crowd = workflow<unknown, unknown>(
  { name: 'Crowd', version: '1' },
  (_: unknown, { run, signalExternal }) =>
    range(0, 60).pipe(
      mergeMap(n => race(run(double, n), timer(3_600_000))),
      take(50),
      tap({
        complete: () =>
          signalExternal({ workflowId: 'nobody', runId: 'none' }, 'done')
            .pipe(catchError(() => from([])))
            .subscribe(),
      }),
      toArray(),
    ),
);

export const plays: readonly WorkflowDefinition<unknown, unknown>[] = [
  commands,
  flattening,
  time,
  steps,
  listening,
  crowd,
];
export const helpers = [child];
