import { EventEmitter } from 'node:events';
import { stat } from 'node:fs';
import { DeterminismError, StalledError } from 'rx-swf/workflows';
import {
  asap,
  asapScheduler,
  bindCallback,
  bindNodeCallback,
  firstValueFrom,
  from,
  fromEvent,
  fromEventPattern,
  lastValueFrom,
  mergeMap,
  type Observable,
  observeOn,
  of,
  timer,
} from 'rxjs';
import { fromFetch } from 'rxjs/fetch';

/** A pipeline that no replay could repeat. */
export interface Refused {
  readonly run: () => Observable<unknown>;
  /** Class of the error of the decision. */
  readonly error: typeof DeterminismError;
}

const news = new EventEmitter();

/** Refused pipelines by name. The first word of a name is the function. */
export const refused: Readonly<Record<string, Refused>> = {
  asap: { run: () => of('a').pipe(observeOn(asap)), error: DeterminismError },
  asapScheduler: { run: () => of('a').pipe(observeOn(asapScheduler)), error: DeterminismError },
  'bindCallback with a callback by the host': {
    run: () => bindCallback((back: () => void) => process.nextTick(back))(),
    error: StalledError,
  },
  'bindNodeCallback with input and output': {
    run: () => bindNodeCallback((path: string, back: (error: Error | null) => void) => stat(path, back))('/'),
    error: StalledError,
  },
  firstValueFrom: {
    run: () => of('a').pipe(mergeMap(letter => firstValueFrom(of(letter)))),
    error: DeterminismError,
  },
  'from of a Promise': { run: () => from(Promise.resolve('a')), error: DeterminismError },
  'from of an async iterable': {
    run: () =>
      from(
        (async function* () {
          yield 'a';
        })(),
      ),
    error: DeterminismError,
  },
  'fromEvent with an emitter of the host': { run: () => fromEvent(news, 'any'), error: StalledError },
  'fromEventPattern with events of the host': {
    run: () =>
      fromEventPattern(
        heard => news.on('any', heard),
        heard => news.off('any', heard),
      ),
    error: StalledError,
  },
  fromFetch: { run: () => fromFetch('http://localhost:9'), error: DeterminismError },
  lastValueFrom: { run: () => from(lastValueFrom(timer(1_000))), error: DeterminismError },
};
