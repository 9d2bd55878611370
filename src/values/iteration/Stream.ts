import { Observable, type Subscriber, type TeardownLogic } from 'rxjs';
import { type IterationOptions, iterate } from './iterate.js';

/**
 * An Observable that can also be iterated with `for await`. The loop subscribes at its first step; leaving it
 * unsubscribes, an error of the source is thrown, and the end of the source ends it.
 *
 * While the body of the loop is busy, an Observable goes on. Each stream documents what happens to its values
 * then: streams of a state keep the latest value, streams of events and results keep up to a limit, and actors
 * and querysets fetch no more than the loop takes.
 *
 * @example
 * ```ts
 * import { Domain } from 'rx-swf';
 *
 * for await (const diff of new Domain('media').changes$) {
 *   console.log(`${diff}`);
 *   if (diff.length === 0) break;
 * }
 * ```
 */
export class Stream<T> extends Observable<T> implements AsyncIterable<T> {
  readonly #buffer: number;

  /** @param buffer - maximum number of values that wait for a loop, unless it sets another */
  constructor(
    subscribe: (this: Observable<T>, subscriber: Subscriber<T>) => TeardownLogic,
    buffer = Number.POSITIVE_INFINITY,
  ) {
    super(subscribe);
    this.#buffer = buffer;
  }

  /**
   * Iterates over the values, like `for await` on the stream itself, but with options. Can be iterated once.
   *
   * @throws `InvalidArgumentError` for an option that is not valid
   * @example
   * ```ts
   * import { ActivityWorker } from 'rx-swf';
   *
   * const stop = new AbortController();
   * for await (const task of new ActivityWorker('media', 'thumbnails').values({ signal: stop.signal }))
   *   task.complete().subscribe();
   * ```
   */
  values(options: IterationOptions = {}): AsyncIterableIterator<T, undefined> {
    return iterate(this, options, this.#buffer);
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T, undefined> {
    return this.values();
  }
}

/** Makes an Observable a {@link Stream}. `buffer` defaults to every value; use 1 for streams of a state. */
export const toStream = <T>(source: Observable<T>, buffer?: number): Stream<T> =>
  new Stream(subscriber => source.subscribe(subscriber), buffer);

/** Maximum number of events or results that wait for a busy loop. */
export const eventBuffer = 1_000;
