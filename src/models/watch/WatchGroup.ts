import type { SWFClient } from '@aws-sdk/client-swf';
import { defer, type Observable, type SchedulerLike, Subscription, tap } from 'rxjs';
import {
  isInstance,
  NotPermittedError,
  type PacedOperation,
  type Pacer,
  paced,
  pacerOf,
  reportWatch,
} from '../../requests/index.js';
import { choose, chooseSingle, type Demand, type Question, type SingleQuestion } from './choose.js';
import type { Look } from './Look.js';
import { Watch } from './Watch.js';
import type { Wish } from './Wish.js';

// A group holds the watched things of one kind in a domain. Its alarm rings when one of them is due; then the
// cheapest question is chosen for all that are due, and asked through the client's pacer.
//
// - One thing has at most one question of its own under way (`isAsking`), however many subscribers it has.
// - A listing answers for everything that it shows. What it doesn't show is asked for by itself, because
//   listings are eventually consistent.
// - The subscriptions to calls belong to the things that they are about, and end with their last subscriber.

/** Milliseconds by which looks that are nearly due are brought forward, to be answered together. */
const slack = 50;

/** The shortest time between two listings, in milliseconds for each page. */
const listingPeriod = 500;

/** Milliseconds for which the known length of a listing is trusted. */
const trusted = 300_000;

/** Milliseconds for which the first look waits for a description, so that it shows everything. */
const soon = 15_000;

/** Where the watches of a group are. */
export interface GroupPlace {
  readonly client: SWFClient;
  readonly scheduler: SchedulerLike;
  /** The name of the domain. */
  readonly domain: string;
  /** Called when the last subscriber has left. */
  readonly onEmpty: () => void;
}

export abstract class WatchGroup<S, Info = never> {
  protected readonly place: GroupPlace;
  protected readonly pacer: Pacer;
  protected readonly watches = new Map<string, Watch<S>>();
  readonly #alarm;
  #wakeAt = Number.POSITIVE_INFINITY;
  /** The listing that is under way, and when it began. */
  #listing: { readonly began: number; readonly calls: Subscription } | undefined;
  #listedAt = Number.NEGATIVE_INFINITY;
  #pages: { readonly count: number; readonly at: number } | undefined;
  readonly #refused = new Set<Question>();

  constructor(place: GroupPlace) {
    this.place = place;
    this.pacer = pacerOf(place.client, place.scheduler);
    this.#alarm = this.pacer.timer.alarm(() => this.#wake());
  }

  /** The operation of each question that things of this kind know. */
  protected abstract readonly operations: Readonly<
    Partial<Record<Question, PacedOperation>> & Record<'describe', PacedOperation>
  >;

  /** True if details have to be looked at again and again. */
  protected readonly detailExpires: boolean = true;

  /** Asks for one thing. Emits each state that it finds. */
  protected abstract ask(watch: Watch<S>, question: SingleQuestion, since: number): Observable<S>;

  /** Emits what each page of a listing shows, by the keys of the watches. */
  protected abstract list(): Observable<ReadonlyMap<string, Info>>;

  /** Returns the state of a thing that a listing shows. */
  protected abstract listed(state: S | undefined, info: Info): S;

  /** Returns whether a subscriber has got all that there will ever be. */
  protected abstract isSettled(state: S, wish: Wish): boolean;

  /** Returns whether what a listing shows leaves something to be asked for. */
  protected abstract lacksDetail(watch: Watch<S>): boolean;

  /** Returns for how many milliseconds a thing has been there, by an entry of a listing. */
  protected abstract ageOf(info: Info): number | undefined;

  /** Returns whether a state differs from the one before. */
  protected abstract isChange(before: S | undefined, state: S): boolean;

  /** Watches a thing. Subscribers of the same key share its calls and answers. */
  look(key: string, wish: Wish): Observable<Look<S>> {
    return defer(() => {
      const now = this.pacer.now();
      const known = this.watches.get(key);
      const watch = known ?? new Watch<S>(key, now);
      if (known === undefined) this.watches.set(key, watch);
      // The wish is a copy of its own for each subscription.
      const own = { ...wish };
      const looks$ = watch.looks$(
        own,
        () => this.pacer.now(),
        () => this.#leave(watch),
      );
      if (watch.state === undefined || !this.isSettled(watch.state, own)) {
        watch.dueAt = Math.min(watch.dueAt, watch.since + watch.interval(now));
        if ((own.wantsDetail || own.wantsEvents) && this.lacksDetail(watch) && !watch.isAsking)
          watch.detailDueAt = now;
        this.#wakeBy(Math.min(watch.dueAt, watch.detailDueAt));
      }
      return looks$;
    });
  }

  /** Asks for a thing as soon as the budget allows it, because it is said to have changed. */
  notice(key: string): void {
    const watch = this.watches.get(key);
    if (watch === undefined || this.#isDone(watch)) return;
    watch.changedAt = this.pacer.now();
    // The answer to a question that was sent before may not show the change.
    if (watch.isAsking) watch.isNoticed = true;
    else this.#askOne(watch, this.#singleQuestion(), Number.NEGATIVE_INFINITY);
  }

  /** Plans a thing again, because the intervals of its subscribers have changed. */
  refresh(key: string): void {
    const watch = this.watches.get(key);
    if (watch === undefined || watch.isAsking || watch.wishes.size === 0) return;
    watch.dueAt = Math.min(watch.dueAt, watch.since + watch.interval(this.pacer.now()));
    this.#wakeBy(watch.dueAt);
  }

  /** Sends a call on behalf of a watch when it is its turn. */
  protected call<T>(
    watch: Watch<S>,
    operation: PacedOperation,
    call$: Observable<T>,
    since: number,
  ): Observable<T> {
    const sent$ = defer(() => {
      watch.askedAt = this.pacer.now();
      // The answer includes what was noticed while the call waited for its turn.
      watch.isNoticed = false;
      return call$;
    });
    return this.#paced([watch], operation, sent$, since);
  }

  /** Sends a call of a listing when it is its turn. */
  protected listCall<T>(operation: PacedOperation, call$: Observable<T>): Observable<T> {
    return defer(() => this.#paced([...this.watches.values()], operation, call$, this.#listedAt));
  }

  #paced<T>(
    watches: readonly Watch<S>[],
    operation: PacedOperation,
    call$: Observable<T>,
    since: number,
  ): Observable<T> {
    const { client, scheduler } = this.place;
    const [wish] = watches[0]?.wishes ?? [];
    return call$.pipe(
      paced(client, operation, {
        scheduler,
        since,
        hasWorked: watches.some(({ hasWorked }) => hasWorked),
        backoff: wish?.backoff,
        onRetry: retry => {
          for (const watch of watches) watch.tellRetry(retry);
        },
        onRecovered: () => {
          for (const watch of watches) watch.tellRecovery();
        },
      }),
      tap(() => {
        for (const watch of watches) watch.hasWorked = true;
      }),
    );
  }

  /** Something that has been there for long is not looked at as often as something new. */
  protected noteAge(watch: Watch<S>, info: Info): void {
    if (watch.isAgeKnown) return;
    watch.isAgeKnown = true;
    watch.changedAt = Math.min(watch.changedAt, this.pacer.now() - (this.ageOf(info) ?? 0));
  }

  #leave(watch: Watch<S>): void {
    if (watch.wishes.size > 0 || this.watches.get(watch.key) !== watch) return;
    this.watches.delete(watch.key);
    watch.calls.unsubscribe();
    if (this.watches.size === 0) this.#close();
  }

  #close(): void {
    this.#listing?.calls.unsubscribe();
    this.#listing = undefined;
    this.#alarm.clear();
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.place.onEmpty();
  }

  #wakeBy(at: number): void {
    if (at >= this.#wakeAt) return;
    this.#wakeAt = at;
    this.#alarm.set(at);
  }

  #wake(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    const now = this.pacer.now();
    const open = [...this.watches.values()].filter(watch => !this.#isDone(watch));
    const due = open.filter(({ dueAt }) => dueAt <= now + slack);
    const detailDue = open.filter(watch => this.#wantsDetail(watch) && watch.detailDueAt <= now + slack);
    if (due.length > 0 || detailDue.length > 0) this.#askAll(open, due, detailDue, now);
    let next = Number.POSITIVE_INFINITY;
    for (const watch of open)
      next = Math.min(
        next,
        watch.dueAt,
        this.#wantsDetail(watch) ? watch.detailDueAt : Number.POSITIVE_INFINITY,
      );
    this.#wakeBy(next);
  }

  #wantsDetail(watch: Watch<S>): boolean {
    return watch.wantsEvents || (watch.wantsDetail && (this.detailExpires || this.lacksDetail(watch)));
  }

  #isDone({ state, wishes }: Watch<S>): boolean {
    if (state === undefined) return false;
    for (const wish of wishes) if (!this.isSettled(state, wish)) return false;
    return true;
  }

  #askAll(
    open: readonly Watch<S>[],
    due: readonly Watch<S>[],
    detailDue: readonly Watch<S>[],
    now: number,
  ): void {
    const demand = this.#demand(open, now);
    const question = choose(demand);
    if (question !== 'list') {
      const each = new Set([...due, ...detailDue].filter(({ isAsking }) => !isAsking));
      if (each.size > 0) this.#report(question, each.size);
      for (const watch of each) this.#askOne(watch, question);
      for (const watch of due) watch.dueAt = Number.POSITIVE_INFINITY;
      return;
    }
    const next = this.#listedAt + listingPeriod * demand.pages;
    if (due.length > 0 && this.#listing === undefined && next > now) {
      for (const watch of due) watch.dueAt = next;
    } else if (due.length > 0) {
      // Those that come while a listing is under way wait for its end.
      for (const watch of due) watch.dueAt = Number.POSITIVE_INFINITY;
      if (this.#listing === undefined) this.#list(due.length, now, demand);
    }
    const single = chooseSingle(demand);
    for (const watch of detailDue) if (!watch.isAsking) this.#askOne(watch, single);
  }

  #demand(open: readonly Watch<S>[], now: number): Demand {
    let perSecond = 0;
    let shortest = Number.POSITIVE_INFINITY;
    for (const watch of open) {
      const interval = Math.max(1, watch.interval(now));
      perSecond += 1000 / interval;
      shortest = Math.min(shortest, interval);
    }
    const isKnown = this.#pages !== undefined && now - this.#pages.at < trusted;
    const pages = (isKnown && this.#pages?.count) || 1;
    return {
      watched: open.length,
      perSecond,
      listingsPerSecond: 1000 / Math.max(shortest, listingPeriod * pages),
      pages,
      budgets: {
        list: this.#budget('list'),
        history: this.#budget('history'),
        describe: this.#budget('describe'),
      },
    };
  }

  #budget(question: Question): number {
    const operation = this.operations[question];
    return operation === undefined || this.#refused.has(question) ? 0 : this.pacer.perSecond(operation);
  }

  /** The cheaper question about one thing. */
  #singleQuestion(): SingleQuestion {
    return this.#budget('history') > 0 ? 'history' : 'describe';
  }

  #report(question: Question, due: number): void {
    const operation = this.operations[question];
    const { client, domain } = this.place;
    if (operation !== undefined)
      reportWatch(client, { type: 'asked', operation, domain, watched: this.watches.size, due });
  }

  #askOne(watch: Watch<S>, question: SingleQuestion, since = watch.since): void {
    watch.isAsking = true;
    watch.dueAt = Number.POSITIVE_INFINITY;
    watch.detailDueAt = Number.POSITIVE_INFINITY;
    watch.calls.add(
      this.ask(watch, question, since).subscribe({
        next: state => this.#answer(watch, state, watch.askedAt),
        error: error => this.#fail(watch, question, error),
        complete: () => {
          watch.isAsking = false;
          const now = this.pacer.now();
          watch.rest(now);
          if (watch.isNoticed) {
            watch.isNoticed = false;
            this.notice(watch.key);
            return;
          }
          watch.detailDueAt = watch.dueAt;
          this.#wakeBy(watch.dueAt);
        },
      }),
    );
  }

  #answer(watch: Watch<S>, state: S, askedAt: number): void {
    if (this.isChange(watch.state, state) && watch.state !== undefined) watch.changedAt = this.pacer.now();
    watch.tell(state, askedAt);
  }

  #fail(watch: Watch<S>, question: SingleQuestion, error: unknown): void {
    watch.isAsking = false;
    // IAM may allow one of the questions only.
    const isOptional = question === 'history' && watch.wantsDetail && !watch.wantsEnd && !watch.wantsEvents;
    if (isOptional && isInstance(error, NotPermittedError)) {
      this.#refuse(question, error);
      watch.dueAt = this.pacer.now();
      watch.detailDueAt = watch.dueAt;
      this.#wakeBy(watch.dueAt);
      return;
    }
    this.watches.delete(watch.key);
    watch.fail(error);
    if (this.watches.size === 0) this.#close();
  }

  #refuse(question: Question, error: unknown): void {
    if (this.#refused.has(question)) return;
    this.#refused.add(question);
    const operation = this.operations[question];
    const { client, domain } = this.place;
    if (operation !== undefined) reportWatch(client, { type: 'refused', operation, domain, error });
  }

  #list(due: number, began: number, demand: Demand): void {
    const calls = new Subscription();
    this.#listing = { began, calls };
    this.#report('list', due);
    const missing = new Map([...this.watches].filter(([, watch]) => !this.#isDone(watch)));
    const watched = missing.size;
    let pages = 0;
    calls.add(
      this.list().subscribe({
        next: page => {
          pages += 1;
          for (const [key, info] of page) {
            const watch = missing.get(key);
            if (watch === undefined) continue;
            missing.delete(key);
            this.#see(watch, info, began);
          }
          const isEnough = missing.size === 0;
          const isWorthIt = choose({ ...demand, pages: Math.max(pages, demand.pages) }) === 'list';
          if (!isEnough && isWorthIt) return;
          // All are found, or the listing is longer than it is worth.
          this.#pages = { count: isEnough ? pages : pages + 1, at: this.pacer.now() };
          this.#endListing(isEnough ? [] : [...missing.values()], watched, pages, isEnough);
        },
        error: error => {
          this.#refuse('list', error);
          this.#endListing([...missing.values()], watched, pages, false);
        },
        complete: () => {
          this.#pages = { count: Math.max(1, pages), at: this.pacer.now() };
          this.#endListing([...missing.values()], watched, pages, true);
        },
      }),
    );
  }

  #endListing(missing: readonly Watch<S>[], watched: number, pages: number, isWhole: boolean): void {
    const listing = this.#listing;
    if (listing === undefined) return;
    this.#listing = undefined;
    listing.calls.unsubscribe();
    this.#listedAt = this.pacer.now();
    const operation = this.operations.list;
    const { client, domain } = this.place;
    const shown = watched - missing.length;
    if (operation !== undefined)
      reportWatch(client, { type: 'listed', operation, domain, pages, shown, missing: missing.length });
    const question = this.#singleQuestion();
    for (const watch of missing) {
      if (this.watches.get(watch.key) !== watch || watch.isAsking) continue;
      // What is missing may have closed, so it goes first.
      if (isWhole) this.#askOne(watch, question, Number.NEGATIVE_INFINITY);
      else watch.dueAt = this.#listedAt;
    }
    for (const watch of this.watches.values())
      if (!watch.isAsking && watch.dueAt === Number.POSITIVE_INFINITY) watch.dueAt = this.#listedAt;
    this.#wakeBy(this.#listedAt);
  }

  #see(watch: Watch<S>, info: Info, askedAt: number): void {
    if (this.watches.get(watch.key) !== watch) return;
    this.noteAge(watch, info);
    // A first look is not told halfway if the whole of it will be there soon.
    const isHalf = watch.state === undefined && watch.wantsDetail;
    if (!isHalf || this.pacer.delayOf(this.operations.describe) > soon)
      this.#answer(watch, this.listed(watch.state, info), askedAt);
    const now = this.pacer.now();
    watch.rest(now);
    if (watch.wantsOwnLooks && !watch.isAsking && this.lacksDetail(watch)) watch.detailDueAt = now;
  }
}
