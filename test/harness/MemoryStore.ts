import { contentKey, type PayloadStore } from 'rx-swf';
import { defer, from, type Observable, of, switchMap, tap } from 'rxjs';

/** A payload store in memory that counts its calls. */
export class MemoryStore implements PayloadStore {
  readonly payloads = new Map<string, string>();
  /** The loaded keys, in order. */
  readonly loaded: string[] = [];
  stored = 0;
  /** Calls in progress, now and at most. */
  underWay = 0;
  mostUnderWay = 0;
  /** Replacements of the next calls, in order. */
  readonly faults: Observable<never>[] = [];

  put(payload: string): Observable<string> {
    return this.#call(
      from(contentKey(payload)).pipe(
        tap(key => {
          this.stored += 1;
          this.payloads.set(key, payload);
        }),
      ),
    );
  }

  get(key: string): Observable<string | undefined> {
    return this.#call(
      // Asynchronous, as real stores are.
      from(Promise.resolve()).pipe(
        switchMap(() => of(this.payloads.get(key))),
        tap(() => this.loaded.push(key)),
      ),
    );
  }

  #call<T>(answer$: Observable<T>): Observable<T> {
    return defer(() => {
      this.underWay += 1;
      this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
      return this.faults.shift() ?? answer$;
    }).pipe(tap({ finalize: () => (this.underWay -= 1) }));
  }
}
