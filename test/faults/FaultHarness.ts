import { ActivityWorker, type ActorEvent, Decider, Domain, decide, perform, type Tally, tally } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { delay, ignoreElements, merge, type Observable, of, Subject, Subscription, tap } from 'rxjs';
import { type Chances, dice, Faults } from '../harness/faults/Faults.js';
import { httpClient, type Link, linkTo, longPoll, type MakeLink } from '../harness/faults/Link.js';
import { leftovers, type Resources, soon } from '../harness/leftovers.js';
import { Albums, type Redone } from './Albums.js';
import { decideAlbum, resultOf } from './album.js';

/** Outcome of a run. */
export interface Report {
  readonly redone: Redone;
  /** Calls that the library retried. */
  readonly retried: number;
  readonly throttled: number;
  /** Answers that were presumed to be accepted. */
  readonly presumed: number;
}

/** Short waits, so that the test is fast. */
const backoff = { initial: 20, max: 200 };

/** A service, with deciders and workers behind a link on which calls fail. */
export class FaultHarness {
  readonly faults: Faults;
  readonly albums: Albums;
  readonly link: Link;
  /** Effects of the workers. */
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

  /** Creates a harness with a service of its own. */
  static async create(makeLink: MakeLink, chances: Chances, seed: number): Promise<FaultHarness> {
    const swf = new LocalSwf({ longPoll });
    const faults = new Faults(chances, seed);
    const albums = await Albums.of(swf.client());
    return new FaultHarness(albums, await makeLink(swf, faults), faults, () => swf.close());
  }

  /** Creates a harness for a service in another process. */
  static async at(url: string, chances: Chances, seed: number): Promise<FaultHarness> {
    const faults = new Faults(chances, seed);
    return new FaultHarness(await Albums.of(httpClient(url, 3)), await linkTo(url, faults), faults);
  }

  /** Starts deciders and workers, both with clients that retry calls and with clients that don't. */
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

  /** Resolves when so many albums have closed. Rejects when an actor errors. */
  closed(count: number): Promise<void> {
    return this.albums.closed(count, merge(this.link.acted$, this.#ended.pipe(ignoreElements())));
  }

  /** Stops at once. Resolves to what is still going on. */
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

  /** Performs short work with heartbeats. */
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
