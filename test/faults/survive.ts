import { expect, onTestFailed, onTestFinished } from 'vitest';
import { Bench } from './Bench.js';
import type { Chances } from './Faults.js';
import type { MakeLink } from './Link.js';
import { leftovers, resources } from './leftovers.js';

const full = process.env['RX_SWF_EXECUTIONS'];
const executions = Number(full ?? 60);
/** Milliseconds that a test of it may take. */
export const timeout = full === undefined ? 60_000 : 600_000;
export const chance = Number(process.env['RX_SWF_CHANCE'] ?? 0.05);
const seed = Number(process.env['RX_SWF_SEED'] ?? Date.now() % 1e9);

/** Runs all albums under these faults, and looks that nothing is lost, done twice or left behind. */
export async function survive(makeLink: MakeLink, chances: Chances): Promise<void> {
  const before = resources();
  const warnings: string[] = [];
  const warn = ({ message }: Error) => warnings.push(message);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));

  const bench = await Bench.create(makeLink, chances, seed);
  onTestFailed(() => console.error(`${bench.faults}`));
  onTestFinished(() => bench.close());
  await bench.albums.start(executions);
  bench.begin();
  await bench.closed(executions);
  const report = await bench.check();
  if (full !== undefined) console.log(`${executions} executions, ${bench.faults}`, JSON.stringify(report));

  expect(await bench.stop()).toEqual({});
  await bench.close();
  process.off('warning', warn);
  expect(await leftovers(before)).toEqual({});
  expect(warnings).toEqual([]);
}
