import {
  auditTime,
  bufferTime,
  debounceTime,
  delay,
  delayWhen,
  interval,
  observeOn,
  sampleTime,
  shareReplay,
  take,
  throttleTime,
  timeout,
  timer,
  timestamp,
  windowTime,
} from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Case, timed } from './Case.js';
import { CaseRunner } from './CaseRunner.js';

/** Five values in eight seconds, by signals: all timers are those of the operator. */
const source = 'abc-d---e|';

/** The costs of operators as docs/workflows-operators.md lists them. */
const costs: Readonly<Record<string, readonly [played: Case, timers: number]>> = {
  'interval: one for each value': [timed(({ scheduler }) => interval(1_000, scheduler).pipe(take(4))), 4],
  'timer: one': [timed(({ scheduler }) => timer(86_400_000, scheduler)), 1],
  'delay: one for each value': [
    timed(({ hot$, scheduler }) => hot$.pipe(delay(2_000, scheduler)), source),
    5,
  ],
  'delayWhen: as its notifiers': [
    timed(({ hot$, scheduler }) => hot$.pipe(delayWhen(() => timer(2_000, scheduler))), source),
    5,
  ],
  'debounceTime: one at a time, prolonged when it fires': [
    timed(({ hot$, scheduler }) => hot$.pipe(debounceTime(3_000, scheduler)), source),
    4,
  ],
  'throttleTime: one for each value that it lets pass': [
    timed(({ hot$, scheduler }) => hot$.pipe(throttleTime(2_500, scheduler)), source),
    3,
  ],
  'auditTime: one for each value that it lets pass': [
    timed(({ hot$, scheduler }) => hot$.pipe(auditTime(2_500, scheduler)), source),
    3,
  ],
  'sampleTime: one for each period': [
    timed(({ hot$, scheduler }) => hot$.pipe(sampleTime(2_000, scheduler)), source),
    5,
  ],
  'bufferTime: one for each period': [
    timed(({ hot$, scheduler }) => hot$.pipe(bufferTime(2_000, scheduler)), source),
    5,
  ],
  'windowTime: one for each period': [
    timed(({ hot$, scheduler }) => hot$.pipe(windowTime(2_000, scheduler)), source),
    5,
  ],
  'timeout of each: one for each value, and one for the first': [
    timed(
      ({ hot$, scheduler }) => hot$.pipe(timeout({ each: 60_000, ...(scheduler && { scheduler }) })),
      source,
    ),
    6,
  ],
  'timeout of the first: one': [
    timed(
      ({ hot$, scheduler }) => hot$.pipe(timeout({ first: 60_000, ...(scheduler && { scheduler }) })),
      source,
    ),
    1,
  ],
  'observeOn: none without a delay': [
    timed(
      ({ hot$, scheduler }) => (scheduler === undefined ? hot$ : hot$.pipe(observeOn(scheduler))),
      source,
    ),
    0,
  ],
  'timestamp: none': [timed(({ hot$, scheduler }) => hot$.pipe(timestamp(scheduler)), source), 0],
  'shareReplay: none': [
    timed(({ hot$, scheduler }) => hot$.pipe(shareReplay(2, 2_000, scheduler)), source),
    0,
  ],
};

let runner: CaseRunner;
beforeAll(async () => {
  runner = await CaseRunner.open(id => costs[id]?.[0] ?? timed(({ hot$ }) => hot$));
});
afterAll(() => runner.close());

it.each(Object.entries(costs))(
  'the number of SWF timers is documented: %s',
  async (id, [played, expected]) => {
    const results = await runner.start(
      (['passed', 'host'] as const).map(form => ({ id, form, mode: 'sticky' as const })),
    );
    // The harness has one more timer, which ends the signals.
    const own = played.hot === undefined ? 0 : 1;
    const timers = (await Promise.all(results.values())).map(result => result.timers - own);
    expect(timers).toEqual([expected, expected]);
  },
);
