import {
  combineAll,
  combineLatestAll,
  combineLatestWith,
  concatAll,
  concatMap,
  concatMapTo,
  concatWith,
  endWith,
  exhaust,
  exhaustAll,
  exhaustMap,
  expand,
  flatMap,
  map,
  mergeAll,
  mergeMap,
  mergeMapTo,
  mergeScan,
  mergeWith,
  of,
  pipe,
  raceWith,
  startWith,
  switchAll,
  switchMap,
  switchMapTo,
  switchScan,
  take,
  timer,
  withLatestFrom,
  zipAll,
  zipWith,
} from 'rxjs';
import { type CaseContext, type Cases, passed } from '../Case.js';

/** Projects a value to an inner source that emits it three times, every two seconds. */
const thrice =
  ({ scheduler }: CaseContext) =>
  (letter: string) =>
    timer(0, 2_000, scheduler).pipe(
      take(3),
      map(n => `${letter}${n}`),
    );

const threes = (context: CaseContext) => pipe(map(thrice(context)));

/** Operators that combine several Observables into one. */
export const combination: Cases = {
  combineAll: passed(context => context.cold('a-b|').pipe(threes(context), combineAll())),
  combineLatestAll: passed(context => context.cold('a-b|').pipe(threes(context), combineLatestAll())),
  combineLatestWith: passed(({ cold }) => cold('a--b---c|').pipe(combineLatestWith(cold('-x--y|')))),
  concatAll: passed(context => context.cold('a-b|').pipe(threes(context), concatAll())),
  concatMap: passed(context => context.cold('a-b--c|').pipe(concatMap(thrice(context)))),
  'concatMap of signals': passed(context => context.hot$.pipe(concatMap(thrice(context))), 'a-b--c|'),
  concatMapTo: passed(({ cold }) => cold('a-b|').pipe(concatMapTo(cold('-x-y|')))),
  concatWith: passed(({ cold }) => cold('a-b|').pipe(concatWith(cold('-c|'), of('d')))),
  endWith: passed(({ cold }) => cold('a-b|').pipe(endWith('y', 'z'))),
  'endWith on a scheduler': passed(({ cold, scheduler }) => cold('a-b|').pipe(endWith('y', 'z', scheduler))),
  exhaust: passed(context => context.cold('a-b---c-|').pipe(threes(context), exhaust())),
  exhaustAll: passed(context => context.cold('a-b---c-|').pipe(threes(context), exhaustAll())),
  exhaustMap: passed(context => context.cold('a-b---c-|').pipe(exhaustMap(thrice(context)))),
  'exhaustMap of signals': passed(context => context.hot$.pipe(exhaustMap(thrice(context))), 'a-b---c-|'),
  expand: passed(({ cold, scheduler }) =>
    cold('a---b|').pipe(
      expand(letters => (letters.length < 4 ? timer(2_000, scheduler).pipe(map(() => `${letters}.`)) : of())),
    ),
  ),
  'expand on a scheduler': passed(({ cold, scheduler }) =>
    cold('a-b|').pipe(expand(letters => (letters.length < 3 ? of(`${letters}.`) : of()), 1, scheduler)),
  ),
  flatMap: passed(context => context.cold('a-b|').pipe(flatMap(thrice(context)))),
  mergeAll: passed(context => context.cold('a-b-c|').pipe(threes(context), mergeAll())),
  'mergeAll with a concurrency': passed(context => context.cold('abcd|').pipe(threes(context), mergeAll(2))),
  mergeMap: passed(context => context.cold('a-b--c|').pipe(mergeMap(thrice(context)))),
  'mergeMap with a concurrency': passed(context => context.cold('abcd|').pipe(mergeMap(thrice(context), 2))),
  'mergeMap of signals': passed(context => context.hot$.pipe(mergeMap(thrice(context))), 'a-b--c|'),
  mergeMapTo: passed(({ cold }) => cold('a-b|').pipe(mergeMapTo(cold('-x-y|')))),
  mergeScan: passed(({ cold }) =>
    cold('a-b-c|').pipe(mergeScan((all, letter) => cold('-.|').pipe(map(dot => all + letter + dot)), '')),
  ),
  mergeWith: passed(({ cold }) => cold('a--b|').pipe(mergeWith(cold('-x---y|')))),
  raceWith: passed(({ cold }) => cold('---a|').pipe(raceWith(cold('-x---y|')))),
  startWith: passed(({ cold }) => cold('--a|').pipe(startWith('y', 'z'))),
  'startWith on a scheduler': passed(({ cold, scheduler }) =>
    cold('--a|').pipe(startWith('y', 'z', scheduler)),
  ),
  switchAll: passed(context => context.cold('a-b---c|').pipe(threes(context), switchAll())),
  switchMap: passed(context => context.cold('a--b---c|').pipe(switchMap(thrice(context)))),
  'switchMap of signals': passed(context => context.hot$.pipe(switchMap(thrice(context))), 'a--b--c|'),
  switchMapTo: passed(({ cold }) => cold('a--b|').pipe(switchMapTo(cold('-x--y|')))),
  switchScan: passed(({ cold }) =>
    cold('a-b---c|').pipe(
      switchScan((all, letter) => cold('.--.|').pipe(map(dot => all + letter + dot)), ''),
    ),
  ),
  withLatestFrom: passed(({ cold }) => cold('a--b---c|').pipe(withLatestFrom(cold('-x---y|')))),
  'withLatestFrom signals': passed(
    ({ cold, hot$ }) => cold('a--b---c|').pipe(withLatestFrom(hot$)),
    '-x---y|',
  ),
  zipAll: passed(context => context.cold('a-b|').pipe(threes(context), zipAll())),
  zipWith: passed(({ cold }) => cold('a--b-c|').pipe(zipWith(cold('-x-----y|')))),
};
