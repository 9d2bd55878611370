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

/** Something that no replay could repeat. */
export interface Refused {
  readonly run: () => Observable<unknown>;
  /** What the decision fails with. */
  readonly error: typeof DeterminismError;
}

const news = new EventEmitter();

/** By their names, of which the first word is the function's. */
export const refused: Readonly<Record<string, Refused>> = {
  asap: { run: () => of('a').pipe(observeOn(asap)), error: DeterminismError },
  asapScheduler: { run: () => of('a').pipe(observeOn(asapScheduler)), error: DeterminismError },
  'bindCallback of what the host calls back': {
    run: () => bindCallback((back: () => void) => process.nextTick(back))(),
    error: StalledError,
  },
  'bindNodeCallback of input and output': {
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
  'fromEvent of an emitter of the host’s': { run: () => fromEvent(news, 'any'), error: StalledError },
  'fromEventPattern of what the host tells': {
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
