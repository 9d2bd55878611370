import { finalize, map, merge, type Observable, ReplaySubject, Subject, Subscription } from 'rxjs';
import { callSafely, type Retry } from '../../requests/index.js';
import type { Look } from './Look.js';
import { needsHistory, type Wish } from './Wish.js';

/** Intervals are shortened by up to this share, so that watches that began together spread out. */
const jitter = 0.1;

/** A watched thing: what is known of it, when it is due, and who is told. */
export class Watch<S> {
  readonly key: string;
  readonly wishes = new Set<Wish>();
  /** When its answer was asked for or, before the first one, when it was first watched. */
  since: number;
  /** When it was last seen to change. */
  changedAt: number;
  isAgeKnown = false;
  /** When it is to be looked at again, and when its details are. */
  dueAt: number;
  detailDueAt: number;
  isAsking = false;
  /** True while its question waits for its turn. */
  isWaiting = false;
  /** The question that is under way. */
  question = Subscription.EMPTY;
  /** When its last question was sent. */
  askedAt: number;
  /** True if it is said to have changed since its last question was sent. */
  isNoticed = false;
  hasWorked = false;
  state: S | undefined;
  readonly #told$ = new ReplaySubject<Omit<Look<S>, 'staleness'>>(1);
  /** Errors if those who need the history can't have it. */
  #history$ = new Subject<never>();

  constructor(key: string, now: number) {
    this.key = key;
    this.since = now;
    this.askedAt = now;
    this.changedAt = now;
    this.dueAt = now;
    this.detailDueAt = now;
  }

  get wantsDetail(): boolean {
    return this.#wants(wish => wish.wantsDetail);
  }

  get wantsEnd(): boolean {
    return this.#wants(wish => wish.wantsEnd);
  }

  get wantsEvents(): boolean {
    return this.#wants(wish => wish.wantsEvents === true);
  }

  /** True if a listing does not show all that is wanted. */
  get wantsOwnLooks(): boolean {
    return this.wantsDetail || this.wantsEvents;
  }

  /** Returns the milliseconds between looks that its most demanding subscriber wants. */
  interval(now: number): number {
    let interval = Number.POSITIVE_INFINITY;
    for (const wish of this.wishes) interval = Math.min(interval, wish.interval(now - this.changedAt));
    return interval;
  }

  /** Sets when it is to be looked at, and when its details are. */
  plan(at: number): void {
    this.dueAt = at;
    this.detailDueAt = at;
  }

  /** Plans the next look. */
  rest(now: number): void {
    this.dueAt = now + this.interval(now) * (1 - Math.random() * jitter);
  }

  /** Emits the last look and those to come. */
  looks$(wish: Wish, now: () => number, leave: () => void): Observable<Look<S>> {
    this.wishes.add(wish);
    const told$ = needsHistory(wish) ? merge(this.#told$, this.#history$) : this.#told$;
    return told$.pipe(
      map(told => ({ ...told, staleness: now() - this.since })),
      finalize(() => {
        this.wishes.delete(wish);
        leave();
      }),
    );
  }

  /** Tells an answer. */
  tell(state: S, askedAt: number): void {
    this.state = state;
    this.since = Math.max(this.since, askedAt);
    this.hasWorked = true;
    this.#told$.next({ state, error: undefined });
  }

  /** Tells that a call failed and will be retried. */
  tellRetry(retry: Retry): void {
    this.#told$.next({ state: this.state, error: retry.error });
    for (const { onRetry } of this.wishes) callSafely(() => onRetry?.(retry));
  }

  /** Tells that a call was answered after others had failed. */
  tellRecovery(): void {
    for (const { onRecovered } of this.wishes) callSafely(() => onRecovered?.());
  }

  fail(error: unknown): void {
    this.#told$.error(error);
  }

  /** Tells an error to those only who need the history. */
  failHistory(error: unknown): void {
    const failed$ = this.#history$;
    this.#history$ = new Subject();
    failed$.error(error);
  }

  #wants(test: (wish: Wish) => boolean): boolean {
    for (const wish of this.wishes) if (test(wish)) return true;
    return false;
  }
}
