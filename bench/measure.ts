/** How fast a piece of work was done. */
export interface Turn {
  /** Things a second. */
  readonly rate: number;
  /** The CPU time of this process that each thing took, user and system, in microseconds; where it was measured. */
  readonly cpu?: number;
}

/** One way to do a piece of work that others do too. */
export interface Contender {
  readonly name: string;
  /** Does the work once. */
  run(): Promise<Turn>;
}

/** Figures of a contender, beside those of the first one. */
export interface Beside {
  /** The median of the rounds. */
  readonly median: number;
  /** This by the first contender's: the median of the rounds' own ratios. */
  readonly ratio: number;
  /** The quartiles of the rounds' ratios: how far to trust the median. */
  readonly spread: readonly [number, number];
}

/** How a contender did, over all rounds. */
export interface Figure {
  readonly name: string;
  readonly rate: Beside;
  readonly cpu: Beside;
}

/** Collects all garbage, or says how to let it. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('Run with --expose-gc');
  globalThis.gc();
}

/** Times work that tells how many things it did. */
export async function turnOf(work: () => Promise<number>): Promise<Turn> {
  collectGarbage();
  const before = process.cpuUsage();
  const start = performance.now();
  const count = await work();
  const rate = count / ((performance.now() - start) / 1000);
  const { user, system } = process.cpuUsage(before);
  return { rate, cpu: (user + system) / count };
}

/**
 * Lets contenders take turns (A B C, C B A, ...), after a round that does not count. A machine that is busy for a
 * while is so for all of them: what one round's turns have in common is the machine, and their ratio is not.
 */
export async function compare(contenders: readonly Contender[], rounds: number): Promise<Figure[]> {
  const turns = contenders.map((): Turn[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    const order = [...contenders.entries()];
    if (round % 2 === 1) order.reverse();
    for (const [i, contender] of order) {
      const turn = await contender.run();
      if (round > 0) turns[i]?.push(turn);
    }
  }
  const [first = []] = turns;
  return contenders.map(({ name }, i) => ({
    name,
    rate: beside(turns[i] ?? [], first, ({ rate }) => rate),
    cpu: beside(turns[i] ?? [], first, ({ cpu = Number.NaN }) => cpu),
  }));
}

function beside(own: readonly Turn[], first: readonly Turn[], figure: (turn: Turn) => number): Beside {
  const baseline = first.map(figure);
  const values = own.map(figure);
  const ratios = values.map((value, round) => value / (baseline[round] ?? Number.NaN));
  return {
    median: quantile(values, 0.5),
    ratio: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}

/** The value below which that part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place % 1);
}

/** Bytes of heap above what there was at first. */
export interface Memory {
  /** The most that was in use when garbage had just been collected. */
  readonly live: number;
  /** The most that was in use, garbage that V8 had not yet collected included. */
  readonly peak: number;
}

/** A walk that tells of each page that it has in hand. */
export type Walk = (onPage: () => void) => Promise<unknown>;

/** The heap that a walk takes, sampled at each page: once with garbage collected there, once without. */
export async function memoryOf(walk: Walk): Promise<Memory> {
  await walk(() => {});
  return { live: await highest(walk, collectGarbage), peak: await highest(walk, () => {}) };
}

async function highest(walk: Walk, prepare: () => void): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let most = 0;
  await walk(() => {
    prepare();
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  });
  return most;
}
