import type { RegistrationStatus } from '@aws-sdk/client-swf';
import {
  catchError,
  defaultIfEmpty,
  defer,
  EMPTY,
  forkJoin,
  from,
  ignoreElements,
  type MonoTypeOperatorFunction,
  map,
  mergeMap,
  type Observable,
  of,
  tap,
  throwError,
  toArray,
} from 'rxjs';
import { DoesNotExistError, isInstance, type PacedOperation } from '../../requests/index.js';
import { type DefinedType, keyOf } from './definedTypes.js';
import type { AnyType } from './TypeDefinition.js';

/** Paces the calls of an operation. */
export type Pace = <T>(operation: PacedOperation) => MonoTypeOperatorFunction<T>;

/** The types of one kind, as SWF has them. */
export interface RemoteTypes {
  /** All types, without their defaults. */
  readonly listed: ReadonlyMap<string, AnyType>;
  /** The defined types that exist, with their defaults. */
  readonly described: ReadonlyMap<string, AnyType>;
}

/** The calls that show the types of one kind. */
export interface TypeCalls {
  readonly operations: Readonly<Record<'list' | 'describe', PacedOperation>>;
  readonly list: (status: RegistrationStatus) => Observable<AnyType>;
}

/**
 * Looks at all types of one kind in a domain by two listings. A defined type is described once, because its
 * defaults never change while it exists; one that has another creation date was deleted and registered again. Listings
 * are eventually consistent, so a defined type that they don't show is asked for before it is reported as missing.
 */
export class TypeCatalog {
  readonly #calls: TypeCalls;
  readonly #pace: Pace;
  readonly #described = new Map<string, AnyType>();
  /** Types that SWF has said not to have, until a listing shows them. */
  readonly #missing = new Set<string>();

  constructor(calls: TypeCalls, pace: Pace) {
    this.#calls = calls;
    this.#pace = pace;
  }

  /** Emits the types of this kind, once. */
  look(defined: readonly DefinedType[]): Observable<RemoteTypes> {
    return forkJoin([this.#list('REGISTERED'), this.#list('DEPRECATED')]).pipe(
      map(lists => new Map(lists.flat().map(type => [keyOf(type), type]))),
      mergeMap(listed =>
        from(defined).pipe(
          mergeMap(({ key, model }) => this.#describe(key, model, listed.get(key))),
          ignoreElements(),
          defaultIfEmpty(undefined),
          map(() => ({ listed, described: new Map(this.#described) })),
        ),
      ),
    );
  }

  #list(status: RegistrationStatus): Observable<readonly AnyType[]> {
    return this.#calls.list(status).pipe(toArray(), this.#pace(this.#calls.operations.list));
  }

  /** Brings the description of a defined type up to date, if the listings leave a question. */
  #describe(key: string, model: AnyType, listed: AnyType | undefined): Observable<unknown> {
    const known = this.#described.get(key);
    if (listed === undefined && this.#missing.has(key)) return EMPTY;
    if (listed !== undefined && known?.creationDate?.getTime() === listed.creationDate?.getTime())
      return EMPTY;
    return defer((): Observable<AnyType> => model.upstream()).pipe(
      this.#pace(this.#calls.operations.describe),
      tap(type => {
        this.#described.set(key, type);
        this.#missing.delete(key);
      }),
      catchError((error: unknown) => {
        if (!isInstance(error, DoesNotExistError)) return throwError(() => error);
        this.#described.delete(key);
        this.#missing.add(key);
        return of(undefined);
      }),
    );
  }
}
