import { defer, type Observable, ReplaySubject, share, tap } from 'rxjs';

/** Streams by name. All subscribers of a name share one subscription to its source, which ends with the last of them. */
export class SharedStreams {
  readonly #streams = new Map<string, Observable<unknown>>();

  /**
   * Returns the stream of a name.
   *
   * @param create - returns the source; called when the first subscriber arrives
   * @param replayed - number of latest values that later subscribers get at once
   */
  get<T>(name: string, create: () => Observable<T>, replayed = 1): Observable<T> {
    return defer(() => {
      // A name always has the same source, whose type its caller knows.
      const known = this.#streams.get(name) as Observable<T> | undefined;
      if (known !== undefined) return known;
      // Before subscribers hear of the end: one that subscribes again at once gets a new stream.
      const forget = () => {
        if (this.#streams.get(name) === stream) this.#streams.delete(name);
      };
      const stream = defer(create).pipe(
        tap({ error: forget, complete: forget, unsubscribe: forget }),
        share({ connector: () => new ReplaySubject<T>(replayed) }),
      );
      this.#streams.set(name, stream);
      return stream;
    });
  }
}
