import { Session } from 'node:inspector/promises';

/** Speed of a piece of work. */
export interface Turn {
  /** Items per second. */
  readonly rate: number;
  /** CPU time per item, user and system, in microseconds, if it was measured. */
  readonly cpu?: number;
  /** Bytes allocated per item, in the round that samples them instead of the time. */
  readonly allocated?: number;
}

/** One of several ways to do the same work. */
export interface Contender {
  readonly name: string;
  /** Does the work once. */
  run(): Promise<Turn>;
}

/** Figures of a contender, compared with those of the first one. */
export interface Ratios {
  /** Median of the rounds. */
  readonly median: number;
  /** Ratio to the first contender: the median of the ratios of the individual rounds. */
  readonly ratio: number;
  /** Quartiles of the ratios of the individual rounds, which show how far to trust the median. */
  readonly spread: readonly [number, number];
}

/** Results of a contender over all rounds. */
export interface Figure {
  readonly name: string;
  readonly rate: Ratios;
  readonly cpu: Ratios;
  /** Bytes allocated per item; NaN if they were not sampled. */
  readonly allocated: number;
}

/** Collects all garbage. Throws an error that says how to enable this if it is not possible. */
export function collectGarbage(): void {
  if (globalThis.gc === undefined) throw new Error('Run with --expose-gc');
  globalThis.gc();
}

/** True if turns sample allocations, which would disturb their times. */
let isSampling = false;

/**
 * Times work that returns the number of items it processed.
 *
 * @param elsewhere - CPU time used by other processes that take part, in microseconds
 */
export async function turnOf(
  work: () => Promise<number>,
  elsewhere: () => Promise<number> = async () => 0,
): Promise<Turn> {
  collectGarbage();
  if (isSampling) return sampledTurnOf(work);
  const beforeElsewhere = await elsewhere();
  const before = process.cpuUsage();
  const start = performance.now();
  const count = await work();
  const rate = count / ((performance.now() - start) / 1000);
  const { user, system } = process.cpuUsage(before);
  return { rate, cpu: (user + system + (await elsewhere()) - beforeElsewhere) / count };
}

/** Samples what work allocates, including what is collected meanwhile: every 16 KB of it on average. */
async function sampledTurnOf(work: () => Promise<number>): Promise<Turn> {
  const session = new Session();
  session.connect();
  const isKept = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
  await session.post('HeapProfiler.startSampling', { samplingInterval: 16_384, ...isKept });
  const count = await work();
  const { profile } = await session.post('HeapProfiler.stopSampling');
  session.disconnect();
  return { rate: Number.NaN, allocated: sizeOf(profile.head) / count };
}

interface ProfileNode {
  readonly selfSize: number;
  readonly children: readonly ProfileNode[];
}

const sizeOf = ({ selfSize, children }: ProfileNode): number =>
  children.reduce((size, child) => size + sizeOf(child), selfSize);

/**
 * Lets contenders take turns (A B C, C B A, ...), after a warm-up round that does not count. A machine that
 * is busy for a while affects all contenders of a round alike, so their ratio is independent of it. A last
 * round samples allocations.
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
  const allocated: number[] = [];
  isSampling = true;
  for (const contender of contenders) allocated.push((await contender.run()).allocated ?? Number.NaN);
  isSampling = false;
  const [first = []] = turns;
  return contenders.map(({ name }, i) => ({
    name,
    allocated: allocated[i] ?? Number.NaN,
    rate: ratiosTo(turns[i] ?? [], first, ({ rate }) => rate),
    cpu: ratiosTo(turns[i] ?? [], first, ({ cpu = Number.NaN }) => cpu),
  }));
}

function ratiosTo(own: readonly Turn[], first: readonly Turn[], figure: (turn: Turn) => number): Ratios {
  const baseline = first.map(figure);
  const values = own.map(figure);
  const ratios = values.map((value, round) => value / (baseline[round] ?? Number.NaN));
  return {
    median: quantile(values, 0.5),
    ratio: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}

/** Returns the value below which the given part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * part;
  const [low = Number.NaN, high = low] = sorted.slice(Math.floor(place), Math.floor(place) + 2);
  return low + (high - low) * (place % 1);
}

/** Heap usage above the baseline, in bytes. */
export interface Memory {
  /** Maximum in use directly after a garbage collection. */
  readonly live: number;
  /** Maximum in use, including garbage that V8 had not yet collected. */
  readonly peak: number;
}

/** A walk that calls `onPage` while it holds each page. */
export type Walk = (onPage: () => void) => Promise<unknown>;

/** Measures the heap of a walk, sampled at each page: once after garbage collection, once without. */
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
