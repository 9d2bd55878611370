import { defer, type Observable, Subscription } from 'rxjs';
import { type PacedOperation, reportWatch } from '../../requests/index.js';
import { choose, chooseSingle, type Demand } from './choose.js';
import type { Watch } from './Watch.js';
import { WatchGroup } from './WatchGroup.js';

// A listing answers for everything that it shows. What it doesn't show is asked for by itself, because listings
// are eventually consistent. A listing that turns out longer than it is worth is given up.

/** The shortest time between two listings, in milliseconds for each page. */
const listingPeriod = 500;

/** Milliseconds for which the known length of a listing is trusted. */
const trusted = 300_000;

/** Milliseconds for which the first look waits for a description, so that it shows everything. */
const soon = 15_000;

/** Watches things that a listing shows as well, and chooses the cheapest question for those that are due. */
export abstract class ListedGroup<S, Info> extends WatchGroup<S> {
  /** The listing that is under way, and when it began. */
  #listing: { readonly began: number; readonly calls: Subscription } | undefined;
  #listedAt = Number.NEGATIVE_INFINITY;
  #pages: { readonly count: number; readonly at: number } | undefined;

  /** Emits what each page of a listing shows, by the keys of the watches. */
  protected abstract list(): Observable<ReadonlyMap<string, Info>>;

  /** Returns the state of a thing that a listing shows. */
  protected abstract listed(state: S | undefined, info: Info): S;

  /** Returns for how many milliseconds a thing has been there, by an entry of a listing. */
  protected abstract ageOf(info: Info): number | undefined;

  protected override close(): void {
    this.#listing?.calls.unsubscribe();
    this.#listing = undefined;
    super.close();
  }

  /** Sends a call of a listing when it is its turn. */
  protected listCall<T>(operation: PacedOperation, call$: Observable<T>): Observable<T> {
    return defer(() => this.paced([...this.watches.values()], operation, call$, this.#listedAt));
  }

  /** Something that has been there for long is not looked at as often as something new. */
  protected noteAge(watch: Watch<S>, info: Info): void {
    if (watch.isAgeKnown) return;
    watch.isAgeKnown = true;
    watch.changedAt = Math.min(watch.changedAt, this.pacer.now() - (this.ageOf(info) ?? 0));
  }

  protected override askDue(
    due: readonly Watch<S>[],
    detailDue: readonly Watch<S>[],
    open: readonly Watch<S>[],
  ): void {
    const now = this.pacer.now();
    const demand = this.#demand(open, now);
    const question = choose(demand);
    if (question !== 'list') {
      this.askEach(question, due, detailDue);
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
    for (const watch of detailDue) if (!watch.isAsking) this.askOne(watch, single);
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
        list: this.budget('list'),
        history: this.budget('history'),
        describe: this.budget('describe'),
      },
    };
  }

  #list(due: number, began: number, demand: Demand): void {
    const calls = new Subscription();
    this.#listing = { began, calls };
    this.report('list', due);
    const missing = new Map([...this.watches].filter(([, watch]) => !this.isDone(watch)));
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
          this.refuse('list', error);
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
    const question = this.singleQuestion();
    for (const watch of missing) {
      if (this.watches.get(watch.key) !== watch || (watch.isAsking && !watch.isWaiting)) continue;
      // What is missing may have closed, so it goes first.
      if (isWhole) this.askOne(watch, question, Number.NEGATIVE_INFINITY);
      else watch.dueAt = this.#listedAt;
    }
    for (const watch of this.watches.values())
      if (!watch.isAsking && watch.dueAt === Number.POSITIVE_INFINITY) watch.dueAt = this.#listedAt;
    this.wakeBy(this.#listedAt);
  }

  #see(watch: Watch<S>, info: Info, askedAt: number): void {
    if (this.watches.get(watch.key) !== watch) return;
    this.noteAge(watch, info);
    // A first look is not told halfway if the whole of it will be there soon.
    const isHalf = watch.state === undefined && watch.wantsDetail;
    if (!isHalf || this.pacer.delayOf(this.operations.describe) > soon)
      this.answer(watch, this.listed(watch.state, info), askedAt);
    const now = this.pacer.now();
    watch.rest(now);
    if (watch.wantsOwnLooks && !watch.isAsking && this.lacksDetail(watch)) watch.detailDueAt = now;
  }
}
