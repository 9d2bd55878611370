import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LocalSwf } from 'rx-swf/local';
import { collectGarbage } from '../measure.js';
import { kilobytes, megabytes, printTable } from '../report.js';
import { call, requestOf, send } from './direct.js';
import { printLatencies, type Setting } from './latencies.js';
import { domain, makeService, workflowType } from './setup.js';
import { activityTaskTrials, decisionTaskTrials, executionTrials } from './trials/executions.js';
import { registrationTrials } from './trials/registration.js';
import { visibilityTrials } from './trials/visibility.js';

const runsPerWorkflow = 10;
const events = 10;

/** Starts and terminates `closed` executions, ten per workflow id, and leaves ten open. */
async function fill({ requestHandler }: LocalSwf, closed: number): Promise<void> {
  const workflows = Math.ceil(closed / runsPerWorkflow);
  const starting = { domain, workflowType, tagList: ['all'] };
  for (let i = 0; i < closed; i += 1) {
    const workflowId = `album-${i % workflows}`;
    await send(requestHandler, requestOf('StartWorkflowExecution', { ...starting, workflowId }));
    await send(requestHandler, requestOf('TerminateWorkflowExecution', { domain, workflowId }));
  }
  for (let i = 0; i < runsPerWorkflow; i += 1) {
    await call(requestHandler, 'StartWorkflowExecution', { ...starting, workflowId: `album-${i}` });
  }
}

/** Creates the services and reports what filling them takes. */
async function makeSettings(sizes: readonly number[]): Promise<Setting[]> {
  const settings: Setting[] = [];
  const rows: string[][] = [];
  for (const size of sizes) {
    const swf = await makeService('1');
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    await fill(swf, size);
    const seconds = (performance.now() - start) / 1000;
    collectGarbage();
    const bytes = process.memoryUsage().heapUsed - before;
    const name = String(size);
    settings.push({ name, swf, events });
    rows.push([name, seconds.toFixed(1), megabytes(bytes), kilobytes(bytes / size)]);
  }
  printTable('Starting and terminating, without the SDK', ['executions', 's', 'heap', 'heap of each'], rows);
  return settings;
}

async function measure(sizes: readonly number[], rounds: number): Promise<void> {
  const settings = await makeSettings(sizes);
  await printLatencies(
    `Latency by closed executions, without the SDK, ${rounds} rounds`,
    [
      ...visibilityTrials,
      ...executionTrials,
      ...decisionTaskTrials,
      ...activityTaskTrials,
      ...registrationTrials,
    ],
    settings,
    rounds,
  );
  await Promise.all(settings.map(({ swf }) => swf.close()));
}

/**
 * Measures the latency of every operation by number of closed executions, in a process with enough memory.
 */
export async function benchClosed(sizes: readonly number[], rounds: number): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['measure', String(rounds), ...sizes.map(String)], {
    execArgv: [...process.execArgv, '--max-old-space-size=8192'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`The measuring process ended with ${code}`);
}

if (process.argv[2] === 'measure') {
  const [rounds = 1, ...sizes] = process.argv.slice(3).map(Number);
  await measure(sizes, rounds);
}
