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
  type BlindOptions,
  checkBackoff,
  checkOptions,
  DoesNotExistError,
  isInstance,
  keepAsking,
  type OptionNames,
  wait,
} from '../requests/index.js';
import { checkPeriod } from '../values/index.js';
import { ModelDiff } from './ModelDiff.js';

/** How a model's remote version is polled. */
export interface WatchOptions extends BlindOptions {
  /** Milliseconds from one answer to the next question. @defaultValue 30 000 */
  readonly interval?: number;
  /** Where the waiting happens. @defaultValue asyncScheduler */
  readonly scheduler?: SchedulerLike;
  /** The waits after throttling and faults, which the stream survives. */
  readonly backoff?: Omit<Backoff, 'scheduler' | 'count'>;
}

const watchOptions: OptionNames<WatchOptions> = {
  interval: true,
  scheduler: true,
  backoff: true,
  onRetry: true,
  onRecovered: true,
};

/** What a model compares with its remote version. */
export interface Comparison {
  /** The attributes that the service returns, in the order of a diff. */
  readonly attributes: readonly string[];
  /** Those that the service fills in: unset here, they are not drift. */
  readonly filledIn: ReadonlySet<string>;
  /** What an attribute counts as where it is unset. */
  readonly unset?: Readonly<Record<string, unknown>>;
}

/**
 * What the four models share: an immutable value, compared with its remote version.
 *
 * An attribute is drift when both sides differ. One that is unset here is drift only if it is the user's to set:
 * what the service fills in by itself, and what a listing does not tell, is not compared while it is unset.
 */
export abstract class Model<Self> {
  /** Made when it is first read: most models are never watched. */
  #changes$: Observable<ModelDiff> | undefined;

  /** What is compared, for this very object. */
  protected abstract comparison(): Comparison;

  /**
   * The remote version, as a new model. Errors with `DoesNotExistError` when there is none.
   */
  abstract upstream(): Observable<Self>;

  abstract toString(): string;

  /** The client that its calls are sent with, where there is one. */
  protected get client(): SWFClient | undefined {
    return undefined;
  }

  /**
   * Whether nothing will change any more, so that watching completes.
   *
   * @param _upstream - the remote version, `undefined` where there is none
   * @param _before - the one before it
   */
  protected isFinal(_upstream: Self | undefined, _before: Self | undefined): boolean {
    return false;
  }

  /** Emits whether there is a remote version, in whatever status. */
  exists(): Observable<boolean> {
    return this.#remote().pipe(map(upstream => upstream !== undefined));
  }

  /**
   * Emits the differences between this model and its remote version. Where there is no remote version, every
   * attribute that is set here differs, its name included.
   */
  changes(): Observable<ModelDiff> {
    return this.#remote().pipe(map(upstream => this.#diff(upstream)));
  }

  /** Emits whether this model and its remote version agree in every compared attribute. */
  isSynced(): Observable<boolean> {
    return this.changes().pipe(map(diff => diff.length === 0));
  }

  /**
   * {@link Model.watch} with a period of 30 s: the same Observable at every read, which polls for each of its
   * subscriptions.
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
   * Polls the remote version: emits the first diff, then a diff whenever it differs from the one before.
   * A remote version that is not there is a diff too. Throttling and faults are survived with jittered waits, and
   * expired credentials are renewed; it errors with what retrying cannot mend (validation, no permission, credentials
   * that have never worked). While SWF cannot be asked it emits nothing; `onRetry` and `onRecovered` tell of that.
   *
   * @example
   * ```ts
   * import { Domain } from 'rx-swf';
   *
   * const media = new Domain({ name: 'media' });
   * media.watch({
   *   interval: 10_000,
   *   onRetry: ({ error, delay }) => console.warn('unreachable', error, delay),
   *   onRecovered: () => console.info('in sight again'),
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
        keepAsking(() => this.client, { ...backoff, scheduler }, options),
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

  /** The attributes that are set, by name; the domain by its name. */
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

/** A model's own attributes, its domain as the domain's name. */
function attributesOf(model: unknown): Record<string, unknown> {
  const attributes: Record<string, unknown> = { ...(model as object) };
  const { domain } = attributes;
  if (domain instanceof Model) attributes['domain'] = domain.toJSON()['name'];
  return attributes;
}
