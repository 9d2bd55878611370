import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalSwf } from 'rx-swf/local';
import { exhaustMap, filter, type Observable, type Subscription, tap } from 'rxjs';
import { onTestFinished } from 'vitest';
import { bundle } from './bundle.js';
import { ChildProgram } from './ChildProgram.js';
import { Faults } from './faults/Faults.js';
import { FaultyProxy } from './faults/FaultyProxy.js';
import { longPoll } from './faults/Link.js';
import { leftovers, type Resources, resources } from './leftovers.js';
import { openSwf } from './openSwf.js';
import { temporaryFolder } from './temporaryFolder.js';

const kinds = ['decider', 'decider', 'worker', 'worker'] as const;

interface Actor {
  readonly kind: (typeof kinds)[number];
  readonly program: ChildProgram;
}

/** An embedded service with deciders and workers in processes that are killed at random. */
export class CrashHarness {
  readonly swf: LocalSwf = openSwf({ longPoll });
  kills = 0;
  readonly #before = resources();
  readonly #effects = join(temporaryFolder(), 'effects');
  // The proxy causes no faults. It reports what the service has done.
  #proxy: FaultyProxy | undefined;
  #actors: Actor[] = [];
  #start: (kind: Actor['kind']) => Actor = () => {
    throw new Error('Call start() first');
  };

  /**
   * Starts two deciders and two workers.
   *
   * @param program - is passed its kind, the URL of the service, a file for its effects, and `args`
   * @returns the operations that the service has carried out
   */
  async start(program: URL, ...args: readonly string[]): Promise<Observable<string>> {
    writeFileSync(this.#effects, '');
    const proxy = new FaultyProxy((await this.swf.listen()).url, new Faults({}, 0));
    this.#proxy = proxy;
    const [file, url] = [await bundle(program), await proxy.listen()];
    this.#start = kind => ({ kind, program: new ChildProgram(file, kind, url, this.#effects, ...args) });
    this.#actors = kinds.map(this.#start);
    onTestFinished(() => this.close());
    return proxy.acted$;
  }

  /** Kills and replaces a random process, again and again, after from `min` to `max` answers each time. */
  killing(acted$: Observable<string>, min: number, max: number): Subscription {
    let left = randomInt(min, max);
    const moment$ = acted$.pipe(
      tap(operation => {
        if (operation.startsWith('Respond')) left -= 1;
      }),
      // The moment after a poll is as good as that after an answer.
      filter(() => left <= 0 && randomInt(3) === 0),
    );
    const killed$ = exhaustMap(() => {
      left = randomInt(min, max);
      return this.#replace(randomInt(kinds.length));
    });
    return moment$.pipe(killed$).subscribe();
  }

  /** The effects that the workers have noted. */
  get effects(): string[] {
    return readFileSync(this.#effects, 'utf8').split('\n');
  }

  /** Stops the processes. */
  async stop(): Promise<void> {
    await Promise.all(this.#actors.splice(0).map(({ program }) => program.kill()));
  }

  /** Stops everything. */
  async close(): Promise<void> {
    await this.stop();
    await this.#proxy?.close();
    this.#proxy = undefined;
    await this.swf.close();
  }

  /** Resolves to what is left in this process after `close()`. */
  leftovers(): Promise<Resources> {
    return leftovers(this.#before);
  }

  async #replace(index: number): Promise<void> {
    const actor = this.#actors[index];
    if (actor === undefined) return;
    await actor.program.kill();
    this.kills += 1;
    // The harness may have been stopped meanwhile. Nothing would end a new process then.
    if (this.#actors[index] === actor) this.#actors[index] = this.#start(actor.kind);
  }
}
