import type { SWFClient } from '@aws-sdk/client-swf';
import equal from 'fast-deep-equal';
import {
  asyncScheduler,
  catchError,
  defer,
  distinctUntilChanged,
  map,
  type Observable,
  of,
  pairwise,
  repeat,
  type SchedulerLike,
  startWith,
  takeWhile,
  throwError,
} from 'rxjs';
import {
  type Backoff,
  checkBackoff,
  checkOptions,
  DoesNotExistError,
  isInstance,
  type OptionNames,
  type OutageOptions,
  retryPolls,
  wait,
} from '../requests/index.js';
import { checkPeriod } from '../values/index.js';
import { ModelDiff } from './ModelDiff.js';

/** Options of a watch. */
export interface WatchOptions extends OutageOptions {
  /** Milliseconds between a response and the next request. @defaultValue 30 000 */
  readonly interval?: number;
  /** Scheduler for the intervals and retry delays. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** Backoff after throttling and transient errors, which don't end the stream. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
}

/** The option names of {@link WatchOptions}. */
export const watchOptions: OptionNames<WatchOptions> = {
  interval: true,
  scheduler: true,
  backoff: true,
  onRetry: true,
  onRecovered: true,
};

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
  #changes$: Observable<ModelDiff> | undefined;

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
   * {@link Model.watch} with its default interval of 30 s. Every read returns the same cold Observable; each
   * subscription polls separately.
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
  get changes$(): Observable<ModelDiff> {
    this.#changes$ ??= this.watch();
    return this.#changes$;
  }

  /**
   * Polls the remote version. Emits the first diff, and then each diff that differs from the previous one. A
   * missing remote version is a diff as well.
   *
   * Throttling and transient errors are retried with jittered backoff, and expired credentials are renewed.
   * The stream errors if retrying can't help: on validation errors, missing permissions, or credentials that
   * have never worked. While SWF is unreachable it emits nothing; `onRetry` and `onRecovered` report this.
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
  watch(options: WatchOptions = {}): Observable<ModelDiff> {
    checkOptions('watch()', options, watchOptions);
    const { interval = 30_000, scheduler = asyncScheduler, backoff = {} } = options;
    checkBackoff(backoff);
    checkPeriod('interval', interval);
    return defer(() =>
      this.#remote().pipe(
        retryPolls(() => this.client, { ...backoff, scheduler }, options),
        repeat({ delay: () => wait(interval, scheduler) }),
      ),
    ).pipe(
      startWith(undefined),
      pairwise(),
      takeWhile(([before, upstream]) => !this.isFinal(upstream, before), true),
      map(([, upstream]) => this.#diff(upstream)),
      distinctUntilChanged((before, now) => equal(before.differences, now.differences)),
    );
  }

  #remote(): Observable<Self | undefined> {
    return defer(() => this.upstream()).pipe(
      catchError((error: unknown) =>
        isInstance(error, DoesNotExistError) ? of(undefined) : throwError(() => error),
      ),
    );
  }

  #diff(upstream: Self | undefined): ModelDiff {
    const { attributes, filledIn, unset = {} } = this.comparison();
    const [here, there] = [attributesOf(this), upstream === undefined ? {} : attributesOf(upstream)];
    return new ModelDiff(
      attributes
        .filter(attr => here[attr] !== undefined || !filledIn.has(attr))
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

/** Returns a model's own attributes, with the domain as its name. */
function attributesOf(model: unknown): Record<string, unknown> {
  const attributes: Record<string, unknown> = { ...(model as object) };
  const { domain } = attributes;
  if (domain instanceof Model) attributes['domain'] = domain.toJSON()['name'];
  return attributes;
}
