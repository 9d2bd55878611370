import type { SWFClient } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import {
  asyncScheduler,
  catchError,
  defer,
  distinctUntilChanged,
  filter,
  map,
  type Observable,
  of,
  pairwise,
  repeat,
  startWith,
  takeWhile,
  throwError,
} from 'rxjs';
import {
  checkBackoff,
  checkOptions,
  DoesNotExistError,
  isInstance,
  type PacedOperation,
  retryPolls,
  wait,
} from '../requests/index.js';
import { checkPeriod, type Stream, toStream } from '../values/index.js';
import { ModelDiff } from './ModelDiff.js';
import type { Look } from './watch/Look.js';
import { type SharedLooks, sharedLooks } from './watch/sharedLooks.js';
import { type WatchOptions, watchOptions } from './watch/WatchOptions.js';

/** The remote version of a model, as far as a look shows it. */
export interface Remote<Self> {
  /** `undefined` if there is none. */
  readonly model: Self | undefined;
  /** Attributes that aren't known yet, because a listing doesn't show them. */
  readonly unknown?: ReadonlySet<string> | undefined;
}

/** A look at the remote version of a model. */
export interface ModelLook<Self> {
  /** The remote version; `undefined` if there is none, or if none has been seen yet (see `error`). */
  readonly model: Self | undefined;
  /** Age of that, in milliseconds: the time since the question was sent. */
  readonly staleness: number;
  /** Why SWF can't be asked at present; `undefined` after a response. */
  readonly error: unknown;
}

/** Rules for comparing a model with its remote version. */
export interface Comparison {
  /** The attributes that the service returns, in the order in which a diff lists them. */
  readonly attributes: readonly string[];
  /** Attributes that the service fills in: while unset locally, they are not drift. */
  readonly filledIn: ReadonlySet<string>;
  /** Values used for unset attributes in the comparison. */
  readonly unset?: Readonly<Record<string, unknown>>;
}

/**
 * Base class of the four models: an immutable value that can be compared with its remote version.
 *
 * An attribute has drifted if the two sides differ. An attribute that is unset locally is compared only if
 * users set it: what the service fills in itself, and what a listing doesn't include, is ignored while it is
 * unset.
 */
export abstract class Model<Self> {
  /** Created on first read: most models are never watched. */
  #changes$: Stream<ModelDiff> | undefined;

  #lookAt: SharedLooks<Remote<Self>> | undefined;

  /** Returns the comparison rules for this instance. */
  protected abstract comparison(): Comparison;

  /** Emits the remote version as a new model. Errors with `DoesNotExistError` if there is none. */
  abstract upstream(): Observable<Self>;

  abstract toString(): string;

  /** Client that sends the requests, if there is one. */
  protected get client(): SWFClient | undefined {
    return undefined;
  }

  /**
   * Returns `true` if the remote version can no longer change, which completes a watch.
   *
   * @param _upstream - the remote version, or `undefined` if there is none
   * @param _before - the previous remote version
   */
  protected isFinal(_upstream: Self | undefined, _before: Self | undefined): boolean {
    return false;
  }

  /** Emits whether there is a remote version, regardless of its status. */
  exists(): Observable<boolean> {
    return this.#remote().pipe(map(upstream => upstream !== undefined));
  }

  /**
   * Emits the differences between this model and its remote version. If there is no remote version, every
   * attribute that is set locally differs, including the name.
   *
   * @see {@link Model.changes$} and {@link Model.watch}, which keep polling
   */
  changes(): Observable<ModelDiff> {
    return this.#remote().pipe(map(upstream => this.#diff(upstream)));
  }

  /** Emits whether this model and its remote version are equal in every compared attribute. */
  isSynced(): Observable<boolean> {
    return this.changes().pipe(map(diff => diff.length === 0));
  }

  /**
   * {@link Model.watch} with its default interval. Every read returns the same cold stream; all who watch
   * the same thing through the same client share its calls.
   *
   * @see {@link Model.changes}, which emits once
   *
   * @example
   * ```ts
   * import { Domain } from 'rx-swf';
   *
   * new Domain({ name: 'media' }).changes$.subscribe(diff => console.log(`${diff}`));
   * ```
   */
  get changes$(): Stream<ModelDiff> {
    this.#changes$ ??= this.watch();
    return this.#changes$;
  }

  /**
   * Polls the remote version. Emits the first diff, and then each diff that differs from the previous one. A
   * missing remote version is a diff as well.
   *
   * All watches of a client share its budget of calls (see `setPace`) and, if they watch the same thing, the
   * answers: who comes late gets the last one at once. Watches of many executions or types are answered by
   * listings; what a listing doesn't show is compared once it was described.
   *
   * Throttling and transient errors are retried with jittered backoff, and expired credentials are renewed.
   * The stream errors if retrying can't help: on validation errors, missing permissions, or credentials that
   * have never worked. While SWF is unreachable it emits nothing; `onRetry` and `onRecovered` report this. A busy
   * `for await` gets the latest diff.
   *
   * @example
   * ```ts
   * import { Domain } from 'rx-swf';
   *
   * const media = new Domain({ name: 'media' });
   * media.watch({
   *   interval: 10_000,
   *   onRetry: ({ error, delay }) => console.warn('unreachable', error, delay),
   *   onRecovered: () => console.info('reachable again'),
   * }).subscribe(diff => console.log(`${diff}`));
   * ```
   */
  watch(options: WatchOptions = {}): Stream<ModelDiff> {
    checkOptions('watch()', options, watchOptions);
    const diff$ = this.#remotes(options).pipe(
      startWith(undefined),
      pairwise(),
      takeWhile(([before, now]) => !this.isFinal(now?.model, before?.model), true),
      map(([, now]) => this.#diff(now?.model, now?.unknown)),
      distinctUntilChanged((before, now) => equal(before.differences, now.differences)),
    );
    return toStream(diff$, 1);
  }

  /**
   * Emits each look at the remote version, whether or not it has changed: with its age, and with the error
   * while SWF can't be reached. Shares its calls with {@link watch}, and completes and errors as it does.
   *
   * @example
   * ```ts
   * import { Domain } from 'rx-swf';
   *
   * new Domain({ name: 'media' }).looks().subscribe(({ model, staleness, error }) =>
   *   console.log(model?.status, `${staleness} ms old`, error === undefined ? '' : 'SWF is unreachable'),
   * );
   * ```
   */
  looks(options: WatchOptions = {}): Stream<ModelLook<Self>> {
    const look$ = this.#looks('looks()', options).pipe(
      startWith(undefined),
      pairwise(),
      takeWhile(
        ([before, now]) => now?.error !== undefined || !this.isFinal(now?.state?.model, before?.state?.model),
        true,
      ),
      map(([, now]) => ({ model: now?.state?.model, staleness: now?.staleness ?? 0, error: now?.error })),
    );
    return toStream(look$, 1);
  }

  #remotes(options: WatchOptions): Observable<Remote<Self>> {
    return this.#looks('watch()', options).pipe(
      filter(({ error }) => error === undefined),
      map(({ state }) => state),
      filter(remote => remote !== undefined),
      // Most looks show nothing new.
      distinctUntilChanged(),
    );
  }

  #looks(subject: string, options: WatchOptions): Observable<Look<Remote<Self>>> {
    checkOptions(subject, options, watchOptions);
    const { interval, backoff = {} } = options;
    checkBackoff(backoff);
    if (interval !== undefined) checkPeriod('interval', interval);
    return defer(() => {
      const { client } = this;
      return client === undefined ? this.#poll(options) : this.lookAt(client, options);
    }).pipe(filter(({ state, error }) => state !== undefined || error !== undefined));
  }

  /** Looks at the remote version until unsubscribed from, sharing calls with other watches of the client. */
  protected lookAt(client: SWFClient, options: WatchOptions): Observable<Look<Remote<Self>>> {
    this.#lookAt ??= sharedLooks(`${this}`, this.operation, this.remote());
    return this.#lookAt(client, options);
  }

  /** Emits the remote version, also if there is none. */
  protected remote(): Observable<Remote<Self>> {
    return this.#remote().pipe(map(model => ({ model })));
  }

  /** The operation of {@link upstream}, by which its calls are paced. */
  protected get operation(): PacedOperation {
    return 'DescribeDomain';
  }

  /** Polls a model that has no client, and therefore no pace. */
  #poll(options: WatchOptions): Observable<Look<Remote<Self>>> {
    const { interval = 30_000, scheduler = asyncScheduler, backoff = {} } = options;
    return this.#remote().pipe(
      retryPolls(() => undefined, { ...backoff, scheduler }, options),
      repeat({ delay: () => wait(interval, scheduler) }),
      map(model => ({ state: { model }, staleness: 0, error: undefined })),
    );
  }

  #remote(): Observable<Self | undefined> {
    return defer(() => this.upstream()).pipe(
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError) ? of(undefined) : throwError(() => error),
      ),
    );
  }

  #diff(upstream: Self | undefined, unknown: ReadonlySet<string> = none): ModelDiff {
    const { attributes, filledIn, unset = {} } = this.comparison();
    const [here, there] = [attributesOf(this), upstream === undefined ? {} : attributesOf(upstream)];
    return new ModelDiff(
      attributes
        .filter(attr => (here[attr] !== undefined || !filledIn.has(attr)) && !unknown.has(attr))
        .map(attr => ({ attr, local: here[attr] ?? unset[attr], upstream: there[attr] ?? unset[attr] })),
    );
  }

  /** Returns the attributes that are set, with the domain as its name. */
  toJSON(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(attributesOf(this)).filter(([, value]) => value !== undefined));
  }

  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const name = this.toString().slice(0, this.toString().indexOf('('));
    return `${name} ${inspect(this.toJSON(), options)}`;
  }
}

const none: ReadonlySet<string> = new Set();

/** Returns a model's own attributes, with the domain as its name. */
function attributesOf(model: unknown): Record<string, unknown> {
  const attributes: Record<string, unknown> = { ...(model as object) };
  const { domain } = attributes;
  if (domain instanceof Model) attributes['domain'] = domain.toJSON()['name'];
  return attributes;
}
