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
import { type Cases, passed, type World } from '../Case.js';

/** What each letter of a source becomes: itself, three times, every two seconds. */
const thrice =
  ({ scheduler }: World) =>
  (letter: string) =>
    timer(0, 2_000, scheduler).pipe(
      take(3),
      map(n => `${letter}${n}`),
    );

const threes = (world: World) => pipe(map(thrice(world)));

/** Operators that make one Observable of several. */
export const combination: Cases = {
  combineAll: passed(world => world.cold('a-b|').pipe(threes(world), combineAll())),
  combineLatestAll: passed(world => world.cold('a-b|').pipe(threes(world), combineLatestAll())),
  combineLatestWith: passed(({ cold }) => cold('a--b---c|').pipe(combineLatestWith(cold('-x--y|')))),
  concatAll: passed(world => world.cold('a-b|').pipe(threes(world), concatAll())),
  concatMap: passed(world => world.cold('a-b--c|').pipe(concatMap(thrice(world)))),
  'concatMap of signals': passed(world => world.hot$.pipe(concatMap(thrice(world))), 'a-b--c|'),
  concatMapTo: passed(({ cold }) => cold('a-b|').pipe(concatMapTo(cold('-x-y|')))),
  concatWith: passed(({ cold }) => cold('a-b|').pipe(concatWith(cold('-c|'), of('d')))),
  endWith: passed(({ cold }) => cold('a-b|').pipe(endWith('y', 'z'))),
  'endWith on a scheduler': passed(({ cold, scheduler }) => cold('a-b|').pipe(endWith('y', 'z', scheduler))),
  exhaust: passed(world => world.cold('a-b---c-|').pipe(threes(world), exhaust())),
  exhaustAll: passed(world => world.cold('a-b---c-|').pipe(threes(world), exhaustAll())),
  exhaustMap: passed(world => world.cold('a-b---c-|').pipe(exhaustMap(thrice(world)))),
  'exhaustMap of signals': passed(world => world.hot$.pipe(exhaustMap(thrice(world))), 'a-b---c-|'),
  expand: passed(({ cold, scheduler }) =>
    cold('a---b|').pipe(
      expand(letters => (letters.length < 4 ? timer(2_000, scheduler).pipe(map(() => `${letters}.`)) : of())),
    ),
  ),
  'expand on a scheduler': passed(({ cold, scheduler }) =>
    cold('a-b|').pipe(expand(letters => (letters.length < 3 ? of(`${letters}.`) : of()), 1, scheduler)),
  ),
  flatMap: passed(world => world.cold('a-b|').pipe(flatMap(thrice(world)))),
  mergeAll: passed(world => world.cold('a-b-c|').pipe(threes(world), mergeAll())),
  'mergeAll of so many at a time': passed(world => world.cold('abcd|').pipe(threes(world), mergeAll(2))),
  mergeMap: passed(world => world.cold('a-b--c|').pipe(mergeMap(thrice(world)))),
  'mergeMap of so many at a time': passed(world => world.cold('abcd|').pipe(mergeMap(thrice(world), 2))),
  'mergeMap of signals': passed(world => world.hot$.pipe(mergeMap(thrice(world))), 'a-b--c|'),
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
  switchAll: passed(world => world.cold('a-b---c|').pipe(threes(world), switchAll())),
  switchMap: passed(world => world.cold('a--b---c|').pipe(switchMap(thrice(world)))),
  'switchMap of signals': passed(world => world.hot$.pipe(switchMap(thrice(world))), 'a--b--c|'),
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
  zipAll: passed(world => world.cold('a-b|').pipe(threes(world), zipAll())),
  zipWith: passed(({ cold }) => cold('a--b-c|').pipe(zipWith(cold('-x-----y|')))),
};
