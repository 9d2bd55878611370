import { ActivityWorker, type ActorEvent, Decider, Domain, decide, perform, type Tally, tally } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { delay, ignoreElements, merge, type Observable, of, Subject, Subscription, tap } from 'rxjs';
import { Albums, type Redone } from './Albums.js';
import { decideAlbum, resultOf } from './album.js';
import { type Chances, dice, Faults } from './Faults.js';
import { httpClient, type Link, linkTo, longPoll, type MakeLink } from './Link.js';
import { leftovers, type Resources, soon } from './leftovers.js';

/** What a run has come to. */
export interface Report {
  readonly redone: Redone;
  /** Calls that the library made again. */
  readonly retried: number;
  readonly throttled: number;
  /** Answers that were taken for sent. */
  readonly presumed: number;
}

/** Soon again: a test has no minutes. */
const backoff = { initial: 20, max: 200 };

/** A service, and deciders and workers at the other end of a link on which calls fail. */
export class Bench {
  readonly faults: Faults;
  readonly albums: Albums;
  readonly link: Link;
  /** What the workers did. */
  readonly effects: string[] = [];
  readonly #random: () => number;
  readonly #tallies: Tally[] = [];
  #watched = 0;
  /** Errors when an actor does. */
  readonly #ended = new Subject<unknown>();
  readonly #actors = new Subscription();

  readonly #closeService: () => Promise<void>;

  private constructor(albums: Albums, link: Link, faults: Faults, closeService = async () => {}) {
    this.albums = albums;
    this.link = link;
    this.faults = faults;
    this.#closeService = closeService;
    this.#random = dice(faults.seed + 1);
  }

  /** In front of a service of its own. */
  static async create(makeLink: MakeLink, chances: Chances, seed: number): Promise<Bench> {
    const swf = new LocalSwf({ longPoll });
    const faults = new Faults(chances, seed);
    const albums = await Albums.of(swf.client());
    return new Bench(albums, await makeLink(swf, faults), faults, () => swf.close());
  }

  /** In front of a service that is elsewhere. */
  static async at(url: string, chances: Chances, seed: number): Promise<Bench> {
    const faults = new Faults(chances, seed);
    return new Bench(await Albums.of(httpClient(url, 3)), await linkTo(url, faults), faults);
  }

  /** Begins to decide and to work, with clients that make calls again by themselves, and with some that do not. */
  begin(): void {
    for (const maxAttempts of [1, 3]) {
      const domain = new Domain({ name: 'media', client: this.link.client(maxAttempts) });
      const decider = new Decider(domain, 'decisions', { concurrency: 10, backoff });
      const worker = new ActivityWorker<string>(domain, 'steps', { concurrency: 10, backoff });
      this.#watch(decider.events$);
      this.#watch(worker.events$);
      this.#actors.add(decider.pipe(decide(decideAlbum, { backoff })).subscribe(this.#ended));
      this.#actors.add(worker.pipe(this.#work()).subscribe(this.#ended));
    }
  }

  /** Resolves when so many albums have closed; rejects when an actor errs. */
  closed(count: number): Promise<void> {
    return this.albums.closed(count, merge(this.link.acted$, this.#ended.pipe(ignoreElements())));
  }

  /** Stops at once. Resolves to what goes on all the same. */
  stop(): Promise<Resources> {
    this.#actors.unsubscribe();
    const { underWay, listenersLeft } = this.link;
    return leftovers({}, () => ({ calls: underWay(), 'listeners on signals': listenersLeft() }), soon);
  }

  async check(): Promise<Report> {
    this.albums.checkEffects(this.effects);
    const redone = await this.albums.check();
    const total = (of: 'retried' | 'throttled' | 'presumed') =>
      this.#tallies.reduce((sum, counts) => sum + counts[of], 0);
    return { redone, retried: total('retried'), throttled: total('throttled'), presumed: total('presumed') };
  }

  async close(): Promise<void> {
    this.#actors.unsubscribe();
    await this.link.close();
    await this.#closeService();
  }

  /** Work that takes a moment, with heartbeats. */
  #work() {
    return perform<string, string>(
      ({ workflowExecution, input }, { heartbeat }) => {
        const result = resultOf(workflowExecution.workflowId, input);
        heartbeat(result);
        return of(result).pipe(
          delay(this.#random() * 10),
          tap(effect => this.effects.push(effect)),
        );
      },
      { heartbeatInterval: 5, backoff },
    );
  }

  #watch(events$: Observable<ActorEvent>): void {
    const place = this.#watched++;
    this.#actors.add(
      events$.pipe(tally()).subscribe(counts => {
        this.#tallies[place] = counts;
      }),
    );
  }
}
