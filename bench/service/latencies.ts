import type { LocalSwf } from 'rx-swf/local';
import { compare, type Figure, quantile, type Turn } from '../measure.js';
import { printTable } from '../report.js';
import { parse, requestOf, send } from './direct.js';
import { Run } from './Run.js';
import type { State, Trial } from './trials/Trial.js';

/** A service that is compared with others, and the length of its histories. */
export interface Setting {
  readonly name: string;
  readonly swf: LocalSwf;
  readonly events: number;
}

/** Number of calls of an operation in one turn. Their median counts. */
const callsPerTurn = 20;
/** The same for operations that end an execution. Each call uses up one, and the first calls are slow. */
const endsPerTurn = 7;

let names = 0;

/** Measures one call, in milliseconds. */
async function timeOf(trial: Trial, state: State): Promise<number> {
  const request = requestOf(trial.operation, await trial.input(state));
  const start = performance.now();
  const body = await send(state.handler, request);
  const time = performance.now() - start;
  await trial.afterwards?.(state, parse(body));
  return time;
}

/** Measures the calls per second of one turn, from the median of their times. */
async function turnOf(trial: Trial, { swf, events }: Setting): Promise<Turn> {
  const handler = swf.requestHandler;
  const [executions, callsOfEach] = trial.closes ? [endsPerTurn, 1] : [1, callsPerTurn];
  // All executions are created first, because creating a long history fills the machine's caches.
  const runs: Run[] = [];
  for (let i = 0; i < executions; i += 1) runs.push(await Run.start(handler, events));
  const times: number[] = [];
  for (const run of runs) {
    for (let i = 0; i < callsOfEach; i += 1) {
      names += 1;
      times.push(await timeOf(trial, { handler, run, fresh: `fresh-${names}` }));
    }
    if (!trial.closes) await run.end();
  }
  return { rate: 1000 / quantile(times, 0.5) };
}

const microseconds = ({ rate }: Figure) => (1e6 / rate.median).toFixed(1);

/** Prints the latency of operations in several settings, from the smallest to the largest, and its growth. */
export async function printLatencies(
  title: string,
  trials: readonly Trial[],
  settings: readonly Setting[],
  rounds: number,
): Promise<void> {
  const rows: string[][] = [];
  for (const trial of trials) {
    const contenders = settings.map(setting => ({ name: setting.name, run: () => turnOf(trial, setting) }));
    const figures = await compare(contenders, rounds);
    const { ratio = Number.NaN, spread: [low, high] = [Number.NaN, Number.NaN] } = figures.at(-1)?.rate ?? {};
    const growth = `${(1 / ratio).toFixed(2)} (${(1 / high).toFixed(2)} to ${(1 / low).toFixed(2)})`;
    rows.push([trial.name, ...figures.map(microseconds), growth]);
  }
  printTable(title, ['µs a call', ...settings.map(({ name }) => name), 'last by first'], rows);
}
