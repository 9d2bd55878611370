import type { SWFClient } from '@aws-sdk/client-swf';
import { defer, type Observable, type SchedulerLike, tap } from 'rxjs';
import {
  isInstance,
  NotPermittedError,
  type PacedOperation,
  type Pacer,
  paced,
  pacerOf,
  reportWatch,
} from '../../requests/index.js';
import type { Question, SingleQuestion } from './choose.js';
import type { Look } from './Look.js';
import { Watch } from './Watch.js';
import { needsHistory, type Wish } from './Wish.js';

// A group holds the watched things of one kind in a domain. Its alarm rings when one of them is due; then a
// question is asked, through the client's pacer, for all that are due.
//
// - One thing has at most one question of its own under way (`isAsking`), however many subscribers it has.
// - The subscriptions to calls belong to the things that they are about, and end with their last subscriber.

/** Milliseconds by which looks that are nearly due are brought forward, to be answered together. */
const slack = 50;

/** Where the watches of a group are. */
export interface GroupPlace {
  readonly client: SWFClient;
  readonly scheduler: SchedulerLike;
  /** The name of the domain. */
  readonly domain: string;
  /** Called when the last subscriber has left. */
  readonly onEmpty: () => void;
}

/** Watches things by questions about one at a time. */
export abstract class WatchGroup<S> {
  protected readonly place: GroupPlace;
  protected readonly pacer: Pacer;
  protected readonly watches = new Map<string, Watch<S>>();
  readonly #alarm;
  #wakeAt = Number.POSITIVE_INFINITY;
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

  /** Returns whether a subscriber has got all that there will ever be. */
  protected abstract isSettled(state: S, wish: Wish): boolean;

  /** Returns whether what a listing shows leaves something to be asked for. */
  protected abstract lacksDetail(watch: Watch<S>): boolean;

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
        this.wakeBy(Math.min(watch.dueAt, watch.detailDueAt));
      }
      return looks$;
    });
  }

  /** Asks for a thing as soon as the budget allows it, because it is said to have changed. */
  notice(key: string): void {
    const watch = this.watches.get(key);
    if (watch === undefined || this.isDone(watch)) return;
    watch.changedAt = this.pacer.now();
    // The answer to a question that was sent before may not show the change.
    if (watch.isAsking && !watch.isWaiting) watch.isNoticed = true;
    else this.askOne(watch, this.singleQuestion(), Number.NEGATIVE_INFINITY);
  }

  /** Plans a thing again, because the intervals of its subscribers have changed. */
  refresh(key: string): void {
    const watch = this.watches.get(key);
    if (watch === undefined || watch.isAsking || watch.wishes.size === 0) return;
    watch.dueAt = Math.min(watch.dueAt, watch.since + watch.interval(this.pacer.now()));
    this.wakeBy(watch.dueAt);
  }

  /** Sends a call on behalf of a watch when it is its turn. */
  protected call<T>(
    watch: Watch<S>,
    operation: PacedOperation,
    call$: Observable<T>,
    since: number,
  ): Observable<T> {
    const sent$ = defer(() => {
      watch.isWaiting = false;
      watch.askedAt = this.pacer.now();
      // The answer includes what was noticed while the call waited for its turn.
      watch.isNoticed = false;
      return call$;
    });
    return defer(() => {
      watch.isWaiting = true;
      return this.paced([watch], operation, sent$, since);
    });
  }

  /** Paces a call, and tells the watches that it is about of retries. */
  protected paced<T>(
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

  #leave(watch: Watch<S>): void {
    if (watch.wishes.size > 0 || this.watches.get(watch.key) !== watch) return;
    this.watches.delete(watch.key);
    watch.question.unsubscribe();
    if (this.watches.size === 0) this.close();
  }

  protected close(): void {
    this.#alarm.clear();
    this.#wakeAt = Number.POSITIVE_INFINITY;
    this.place.onEmpty();
  }

  protected wakeBy(at: number): void {
    if (at >= this.#wakeAt) return;
    this.#wakeAt = at;
    this.#alarm.set(at);
  }

  #wake(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    const now = this.pacer.now();
    const open = [...this.watches.values()].filter(watch => !this.isDone(watch));
    const due = open.filter(({ dueAt }) => dueAt <= now + slack);
    const detailDue = open.filter(watch => this.#wantsDetail(watch) && watch.detailDueAt <= now + slack);
    if (due.length > 0 || detailDue.length > 0) this.askDue(due, detailDue, open);
    let next = Number.POSITIVE_INFINITY;
    for (const watch of open)
      next = Math.min(next, watch.dueAt, this.#wantsDetail(watch) ? watch.detailDueAt : next);
    this.wakeBy(next);
  }

  #wantsDetail(watch: Watch<S>): boolean {
    return watch.wantsEvents || (watch.wantsDetail && (this.detailExpires || this.lacksDetail(watch)));
  }

  protected isDone({ state, wishes }: Watch<S>): boolean {
    if (state === undefined) return false;
    for (const wish of wishes) if (!this.isSettled(state, wish)) return false;
    return true;
  }

  /** Asks for all that is due. */
  protected askDue(
    due: readonly Watch<S>[],
    detailDue: readonly Watch<S>[],
    _open: readonly Watch<S>[],
  ): void {
    this.askEach('describe', due, detailDue);
  }

  /** Asks for each of those that are due by itself. */
  protected askEach(
    question: SingleQuestion,
    due: readonly Watch<S>[],
    detailDue: readonly Watch<S>[],
  ): void {
    const each = new Set([...due, ...detailDue].filter(({ isAsking }) => !isAsking));
    if (each.size > 0) this.report(question, each.size);
    for (const watch of each) this.askOne(watch, question);
    for (const watch of due) watch.dueAt = Number.POSITIVE_INFINITY;
  }

  /** Calls per second that the budget of a question allows; 0 if it can't be asked. */
  protected budget(question: Question): number {
    const operation = this.operations[question];
    return operation === undefined || this.#refused.has(question) ? 0 : this.pacer.perSecond(operation);
  }

  /** The cheaper question about one thing. */
  protected singleQuestion(): SingleQuestion {
    return this.budget('history') > 0 ? 'history' : 'describe';
  }

  protected report(question: Question, due: number): void {
    const operation = this.operations[question];
    const { client, domain } = this.place;
    if (operation !== undefined)
      reportWatch(client, { type: 'asked', operation, domain, watched: this.watches.size, due });
  }

  protected askOne(watch: Watch<S>, question: SingleQuestion, since = watch.since): void {
    // A question that still waits is replaced by the one that is more urgent.
    watch.question.unsubscribe();
    watch.isAsking = true;
    watch.plan(Number.POSITIVE_INFINITY);
    watch.question = this.ask(watch, question, since).subscribe({
      next: state => this.answer(watch, state, watch.askedAt),
      error: error => this.#fail(watch, question, error),
      complete: () => this.#complete(watch),
    });
  }

  #complete(watch: Watch<S>): void {
    watch.isAsking = false;
    watch.rest(this.pacer.now());
    if (watch.isNoticed) {
      watch.isNoticed = false;
      this.notice(watch.key);
      return;
    }
    watch.detailDueAt = watch.dueAt;
    this.wakeBy(watch.dueAt);
  }

  protected answer(watch: Watch<S>, state: S, askedAt: number): void {
    if (this.isChange(watch.state, state) && watch.state !== undefined) watch.changedAt = this.pacer.now();
    watch.tell(state, askedAt);
  }

  #fail(watch: Watch<S>, question: SingleQuestion, error: unknown): void {
    watch.isAsking = false;
    watch.isWaiting = false;
    if (isInstance(error, NotPermittedError) && this.#fallBack(watch, question, error)) return;
    this.watches.delete(watch.key);
    watch.fail(error);
    if (this.watches.size === 0) this.close();
  }

  /** Returns whether a watch goes on by other questions: IAM may allow some of them only. */
  #fallBack(watch: Watch<S>, question: SingleQuestion, error: unknown): boolean {
    const wishes = [...watch.wishes];
    const isNeeded = wishes.some(needsHistory);
    if (wishes.every(needsHistory) || (question === 'describe' && !isNeeded)) return false;
    if (question === 'history') this.refuse(question, error);
    if (isNeeded) watch.failHistory(error);
    watch.plan(this.pacer.now());
    this.wakeBy(watch.dueAt);
    return true;
  }

  protected refuse(question: Question, error: unknown): void {
    if (this.#refused.has(question)) return;
    this.#refused.add(question);
    const operation = this.operations[question];
    const { client, domain } = this.place;
    if (operation !== undefined) reportWatch(client, { type: 'refused', operation, domain, error });
  }
}
