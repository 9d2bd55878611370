import {
  buffer,
  bufferCount,
  bufferToggle,
  bufferWhen,
  groupBy,
  map,
  mapTo,
  mergeMap,
  pairwise,
  pluck,
  scan,
  timer,
  toArray,
  window,
  windowCount,
  windowToggle,
  windowWhen,
} from 'rxjs';
import { type Cases, passed } from '../Case.js';
import { numbered } from './numbered.js';

/** Operators that transform values or groups of values. */
export const transformation: Cases = {
  buffer: passed(({ cold }) => cold('ab-c---d|').pipe(buffer(cold('--x---x|')))),
  'buffer by signals': passed(({ cold, hot$ }) => cold('ab-c---d|').pipe(buffer(hot$)), '--x---x|'),
  bufferCount: passed(({ cold }) => cold('ab-c---d|').pipe(bufferCount(3, 2))),
  bufferToggle: passed(({ cold, scheduler }) =>
    cold('ab-cd--ef|').pipe(bufferToggle(cold('-x---x|'), () => timer(3_000, scheduler))),
  ),
  bufferWhen: passed(({ cold, scheduler }) =>
    cold('ab-cd--ef|').pipe(bufferWhen(() => timer(3_000, scheduler))),
  ),
  groupBy: passed(({ cold }) =>
    cold('ab-a--cb|').pipe(
      groupBy(letter => letter),
      numbered(),
    ),
  ),
  'groupBy with groups that end': passed(({ cold, scheduler }) =>
    cold('ab-a--ab|').pipe(
      groupBy(letter => letter, { duration: () => timer(4_000, scheduler) }),
      mergeMap(group$ =>
        group$.pipe(
          toArray(),
          map(values => [group$.key, values]),
        ),
      ),
    ),
  ),
  map: passed(({ cold }) => cold('a-b|').pipe(map((letter, i) => `${letter}${i}`))),
  'map that throws': passed(({ cold }) =>
    cold('a-b|').pipe(
      map(letter => {
        if (letter === 'b') throw new Error('no b');
        return letter;
      }),
    ),
  ),
  mapTo: passed(({ cold }) => cold('a-b|').pipe(mapTo('x'))),
  pairwise: passed(({ cold }) => cold('a-b--c|').pipe(pairwise())),
  pluck: passed(({ cold }) =>
    cold('a-b|').pipe(
      map(letter => ({ letter })),
      pluck('letter'),
    ),
  ),
  scan: passed(({ cold }) => cold('a-b-c|').pipe(scan((all, letter) => all + letter, ''))),
  toArray: passed(({ cold }) => cold('a-b-c|').pipe(toArray())),
  window: passed(({ cold }) => cold('ab-c---d|').pipe(window(cold('--x---x|')), numbered())),
  windowCount: passed(({ cold }) => cold('ab-c---d|').pipe(windowCount(3, 2), numbered())),
  windowToggle: passed(({ cold, scheduler }) =>
    cold('ab-cd--ef|').pipe(
      windowToggle(cold('-x---x|'), () => timer(3_000, scheduler)),
      numbered(),
    ),
  ),
  windowWhen: passed(({ cold, scheduler }) =>
    cold('ab-cd--ef|').pipe(
      windowWhen(() => timer(3_000, scheduler)),
      numbered(),
    ),
  ),
};
