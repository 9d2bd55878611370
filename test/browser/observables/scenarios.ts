import { Domain, DomainQuerySet } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { from, lastValueFrom, map, Observable, take, toArray } from 'rxjs';

/** The part of the platform's Observable that the scenarios use. */
interface PlatformObservable<T> {
  subscribe(
    observer: { next?(value: T): void; error?(error: unknown): void; complete?(): void },
    options?: { readonly signal?: AbortSignal },
  ): void;
  take(count: number): PlatformObservable<T>;
  toArray(): Promise<T[]>;
}

interface Platform {
  readonly Observable: { from<T>(values: AsyncIterable<T>): PlatformObservable<T> };
}

declare global {
  interface EventTarget {
    when(type: string): PlatformObservable<Event>;
  }
}

const { Observable: PlatformObservable } = globalThis as typeof globalThis & Platform;

/** The bridge of the docs. */
const toRxjs = <T>(source: PlatformObservable<T>): Observable<T> =>
  new Observable(subscriber => {
    const stop = new AbortController();
    source.subscribe(
      {
        next: value => subscriber.next(value),
        error: error => subscriber.error(error),
        complete: () => subscriber.complete(),
      },
      { signal: stop.signal },
    );
    return () => stop.abort();
  });

/** Resolves to the types of two events of three, and to how many listeners are left. */
export async function events(): Promise<unknown> {
  const target = new EventTarget();
  const names = lastValueFrom(
    toRxjs(target.when('x')).pipe(
      map(({ type }) => type),
      take(2),
      toArray(),
    ),
  );
  for (let count = 0; count < 3; count++) target.dispatchEvent(new Event('x'));
  return names;
}

/** Resolves to the names of domains, read as an Observable of the platform. */
export async function domains(): Promise<unknown> {
  const client = new LocalSwf().client();
  for (const name of ['a', 'b', 'c']) await lastValueFrom(new Domain({ name, client }).save());
  const all = new DomainQuerySet({ client });
  const found = await PlatformObservable.from(all.all().values()).take(2).toArray();
  return found.map(({ name }) => name);
}

/** Returns whether RxJS takes a platform's Observable as it is, and the reverse. */
export function isTaken(): unknown {
  const attempt = (work: () => unknown) => {
    try {
      work();
      return true;
    } catch {
      return false;
    }
  };
  const foreign: object = new EventTarget().when('x');
  const asInput = foreign as Parameters<typeof from>[0];
  const ours: object = from([1]);
  return [
    attempt(() => from(asInput)),
    attempt(() => PlatformObservable.from(ours as AsyncIterable<number>)),
  ];
}
