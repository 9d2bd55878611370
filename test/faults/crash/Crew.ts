import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

interface Hand {
  readonly kind: 'decider' | 'worker';
  readonly process: ChildProcess;
  readonly ended: Promise<unknown>;
}

/** Processes that decide and work, and are killed. */
export class Crew {
  kills = 0;
  #closed = false;
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #hands: Hand[];

  /** @param program - what each of them runs, with its kind and these arguments */
  constructor(program: string, kinds: readonly Hand['kind'][], ...args: string[]) {
    this.#program = program;
    this.#args = args;
    this.#hands = kinds.map(kind => this.#hire(kind));
  }

  /** Kills one, and begins another in its place. */
  async replace(place: number): Promise<void> {
    const hand = this.#hands[place % this.#hands.length];
    if (hand === undefined) return;
    await kill(hand);
    this.kills += 1;
    // The crew may have been closed meanwhile: then nobody would end a new one.
    if (this.#closed) return;
    this.#hands[place % this.#hands.length] = this.#hire(hand.kind);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#hands.splice(0).map(kill));
  }

  #hire(kind: Hand['kind']): Hand {
    const child = spawn(process.execPath, [this.#program, kind, ...this.#args], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return { kind, process: child, ended: once(child, 'close') };
  }
}

async function kill({ process, ended }: Hand): Promise<void> {
  process.kill('SIGKILL');
  await ended;
}
