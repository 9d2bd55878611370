import {
  auditTime,
  bufferTime,
  catchError,
  combineLatest,
  concat,
  concatMap,
  debounceTime,
  delay,
  distinctUntilChanged,
  exhaustMap,
  interval,
  map,
  merge,
  mergeMap,
  type Observable,
  type OperatorFunction,
  race,
  repeat,
  retry,
  sampleTime,
  scan,
  switchMap,
  take,
  takeUntil,
  throttleTime,
  timeout,
  timer,
  zip,
} from 'rxjs';
import type { CaseContext } from './Case.js';

/** Sources of values. Times are whole seconds. */
export type Source =
  | { readonly source: 'timer' | 'failure'; readonly due: number }
  | { readonly source: 'interval'; readonly period: number; readonly count: number }
  | { readonly source: keyof typeof combinations; readonly of: readonly Pipeline[] };

/** Operators that are applied to the values. */
export type Step =
  | { readonly step: keyof typeof waits; readonly seconds: number }
  | { readonly step: keyof typeof joins; readonly inner: Pipeline }
  | { readonly step: 'mergeMap'; readonly inner: Pipeline; readonly atATime: number }
  | { readonly step: 'timeout'; readonly seconds: number; readonly inner: Pipeline }
  | { readonly step: 'retry' | 'repeat'; readonly count: number; readonly seconds: number }
  | { readonly step: 'take'; readonly count: number }
  | { readonly step: keyof typeof plain };

/** A pipeline as data, which can be the input of an execution. */
export interface Pipeline {
  readonly from: Source;
  readonly through: readonly Step[];
}

type Values = Observable<unknown>;
type Operator = OperatorFunction<unknown, unknown>;

export const combinations = {
  merge: (all: readonly Values[]) => merge(...all),
  concat: (all: readonly Values[]) => concat(...all),
  race: (all: readonly Values[]) => race([...all]),
  zip: (all: readonly Values[]) => zip([...all]),
  combineLatest: (all: readonly Values[]) => combineLatest([...all]),
} satisfies Record<string, (all: readonly Values[]) => Values>;

type Wait = (milliseconds: number, scheduler: CaseContext['scheduler']) => Operator;

export const waits = {
  delay,
  debounceTime,
  auditTime,
  sampleTime,
  bufferTime: (milliseconds, scheduler) => bufferTime(milliseconds, scheduler),
  throttleTime: (milliseconds, scheduler) => throttleTime(milliseconds, scheduler),
  'throttleTime, trailing': (milliseconds, scheduler) =>
    throttleTime(milliseconds, scheduler, { leading: false, trailing: true }),
} satisfies Record<string, Wait>;

export const joins = {
  switchMap: (inner$: Values) => switchMap(value => tagged(value, inner$)),
  concatMap: (inner$: Values) => concatMap(value => tagged(value, inner$)),
  exhaustMap: (inner$: Values) => exhaustMap(value => tagged(value, inner$)),
  takeUntil: (inner$: Values) => takeUntil(inner$),
  catchError: (inner$: Values) => catchError(() => inner$),
} satisfies Record<string, (inner$: Values) => Operator>;

export const plain = {
  scan: scan((n: number) => n + 1, 0),
  distinctUntilChanged: distinctUntilChanged(),
} satisfies Record<string, Operator>;

/** Emits the values of an inner source, each with the outer value. */
const tagged = (value: unknown, inner$: Values) => inner$.pipe(map(inner => [value, inner]));

/** Creates a pipeline from its description. */
export const build = (context: CaseContext, { from, through }: Pipeline): Values =>
  through.reduce((values$, step) => values$.pipe(operatorOf(context, step)), sourceOf(context, from));

function sourceOf(context: CaseContext, from: Source): Values {
  const { scheduler } = context;
  switch (from.source) {
    case 'timer':
      return timer(from.due * 1_000, scheduler);
    case 'failure':
      return timer(from.due * 1_000, scheduler).pipe(map(fail));
    case 'interval':
      return interval(from.period * 1_000, scheduler).pipe(take(from.count));
    default:
      return combinations[from.source](from.of.map(one => build(context, one)));
  }
}

const fail = () => {
  throw new Error('as it was to be');
};

function operatorOf(context: CaseContext, step: Step): Operator {
  const { scheduler } = context;
  switch (step.step) {
    case 'mergeMap': {
      const inner$ = build(context, step.inner);
      return mergeMap(value => tagged(value, inner$), step.atATime);
    }
    case 'timeout': {
      const fallback = { each: step.seconds * 1_000, with: () => build(context, step.inner) };
      return timeout(scheduler === undefined ? fallback : { ...fallback, scheduler });
    }
    case 'retry':
      return retry({ count: step.count, delay: pause(context, step.seconds) });
    case 'repeat':
      return repeat({ count: step.count, delay: pause(context, step.seconds) });
    case 'take':
      return take(step.count);
    case 'scan':
    case 'distinctUntilChanged':
      return plain[step.step];
    default:
      return 'inner' in step
        ? joins[step.step](build(context, step.inner))
        : (waits[step.step] as Wait)(step.seconds * 1_000, scheduler);
  }
}

/** A number of milliseconds uses the host's time; only a notifier can be passed a scheduler. */
const pause = ({ scheduler }: CaseContext, seconds: number) =>
  scheduler === undefined ? seconds * 1_000 : () => timer(seconds * 1_000, scheduler);
