import { expect, onTestFailed, onTestFinished } from 'vitest';
import type { Chances } from '../harness/faults/Faults.js';
import type { MakeLink } from '../harness/faults/Link.js';
import { leftovers, resources } from '../harness/leftovers.js';
import { FaultHarness } from './FaultHarness.js';

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

  const harness = await FaultHarness.create(makeLink, chances, seed);
  onTestFailed(() => console.error(`${harness.faults}`));
  onTestFinished(() => harness.close());
  await harness.albums.start(executions);
  harness.begin();
  await harness.closed(executions);
  const report = await harness.check();
  if (full !== undefined) console.log(`${executions} executions, ${harness.faults}`, JSON.stringify(report));

  expect(await harness.stop()).toEqual({});
  await harness.close();
  process.off('warning', warn);
  expect(await leftovers(before)).toEqual({});
  expect(warnings).toEqual([]);
}
