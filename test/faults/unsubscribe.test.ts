import { ActivityWorker, Decider, Domain, decide, perform } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { firstValueFrom, Subscription, skip, timer } from 'rxjs';
import { describe, expect, it, onTestFailed, onTestFinished } from 'vitest';
import { dice, Faults } from '../harness/faults/Faults.js';
import { inProcess, type Link, longPoll, type MakeLink, overHttp } from '../harness/faults/Link.js';
import { leftovers, resources, soon } from '../harness/leftovers.js';
import { Albums } from './Albums.js';
import { decideAlbum, resultOf } from './album.js';

const executions = Number(process.env['RX_SWF_EXECUTIONS'] ?? 60);
const seed = Number(process.env['RX_SWF_SEED'] ?? Date.now() % 1e9);

/** A decider and a worker. The work takes a moment, and ends half done if it has to stop. */
class Actors {
  readonly effects: string[] = [];
  /** The signals of work that is not finished. */
  readonly #unfinished = new Set<AbortSignal>();
  readonly #domain: Domain;
  readonly #random = dice(seed);

  constructor(link: Link) {
    this.#domain = new Domain({ name: 'media', client: link.client(3) });
  }

  begin(): Subscription {
    const options = { concurrency: 10, backoff: { initial: 20, max: 200 } };
    const actors = new Subscription();
    actors.add(new Decider(this.#domain, 'decisions', options).pipe(decide(decideAlbum)).subscribe());
    const work = perform<string, string>(
      ({ workflowExecution, input }, { signal }) =>
        this.#work(resultOf(workflowExecution.workflowId, input), signal),
      { heartbeatInterval: 5 },
    );
    actors.add(new ActivityWorker<string>(this.#domain, 'steps', options).pipe(work).subscribe());
    return actors;
  }

  /** Expects all unfinished work to be told to stop. */
  checkStopped(): void {
    expect([...this.#unfinished].filter(({ aborted }) => !aborted)).toEqual([]);
    this.#unfinished.clear();
  }

  /** Returns a random moment from 0 to `most`. */
  moment(most: number): number {
    return Math.floor(this.#random() * most);
  }

  #work(effect: string, signal: AbortSignal): Promise<string> {
    this.#unfinished.add(signal);
    return new Promise(resolve => {
      const finishing = timer(this.moment(20)).subscribe(() => {
        this.#unfinished.delete(signal);
        this.effects.push(effect);
        resolve(effect);
      });
      signal.addEventListener('abort', () => {
        finishing.unsubscribe();
        resolve('half done');
      });
    });
  }
}

async function stopAgainAndAgain(makeLink: MakeLink): Promise<void> {
  const before = resources();
  const swf = new LocalSwf({ longPoll });
  onTestFailed(() => console.error(`seed ${seed}`));
  onTestFinished(() => swf.close());
  const albums = await Albums.of(swf.client());
  const link = await makeLink(swf, new Faults({}, seed));
  onTestFinished(() => link.close());
  const actors = new Actors(link);
  await albums.start(executions);

  for (let stop = 0; stop < 20; stop += 1) {
    const running = actors.begin();
    await firstValueFrom(link.acted$.pipe(skip(actors.moment(executions / 2))));
    running.unsubscribe();
    actors.checkStopped();
    const sent = link.sent();
    expect(await leftovers({}, () => ({ calls: link.underWay() }), soon)).toEqual({});
    expect(link.sent(), 'calls sent after the end').toBe(sent);
  }
  const running = actors.begin();
  await albums.closed(executions, link.acted$);
  running.unsubscribe();

  await albums.check();
  albums.checkEffects(actors.effects);
  await link.close();
  await swf.close();
  expect(await leftovers(before)).toEqual({});
}

describe('unsubscribing at any moment aborts polls and handlers at once, and answers no unfinished task,', () => {
  it('in process', () => stopAgainAndAgain(inProcess), 300_000);
  it('over HTTP', () => stopAgainAndAgain(overHttp), 300_000);
});
