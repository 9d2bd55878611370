import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DrainOptions } from 'rx-swf';
import { LocalSwf } from 'rx-swf/local';
import { quantile } from '../measure.js';
import { type Media, registerMedia, scheduleTasks } from '../media.js';
import { printTable } from '../report.js';
import { isServing, serve, servedBy } from '../transports.js';
import type { Program } from './program.js';

/** Time that the service lets a poll wait, in milliseconds. Amazon's waits 60,000. */
const longPoll = 2_000;
/** Delay between the start of the program's situation and SIGTERM, in milliseconds. */
const settling = 200;

/** State of a program when it is asked to stop. Times are in milliseconds. */
interface Situation {
  readonly name: string;
  /** Number of polls and tasks together. */
  readonly concurrency: number;
  /** Tasks that it holds. All other slots poll. */
  readonly held: number;
  /** Duration of each of these tasks. */
  readonly work: number;
  readonly drain: DrainOptions;
  /** Time that it then has to wait. */
  readonly wait: number;
}

const polling = { concurrency: 8, held: 0, work: 0 };
const working = { concurrency: 8, held: 8 };

const situations: readonly Situation[] = [
  { name: '8 polls, which end on their own', ...polling, drain: {}, wait: longPoll - settling },
  { name: '8 polls, pollGrace 500', ...polling, drain: { pollGrace: 500 }, wait: 500 },
  { name: '8 polls, pollGrace 0', ...polling, drain: { pollGrace: 0 }, wait: 0 },
  { name: '8 tasks of 1,000 ms', ...working, work: 1_000, drain: {}, wait: 1_000 - settling },
  {
    name: '4 tasks of 1,000 ms, 4 polls, pollGrace 0',
    ...working,
    held: 4,
    work: 1_000,
    drain: { pollGrace: 0 },
    wait: 1_000 - settling,
  },
  {
    name: '8 tasks of a minute, deadline 500',
    ...working,
    work: 60_000,
    drain: { deadline: 500 },
    wait: 500,
  },
];

/** Time from SIGTERM until the actor was drained and until the process had exited, in milliseconds. */
interface Ending {
  readonly drained: number;
  readonly exit: number;
}

/** Stops a program once it has made `polls` polls and holds `held` tasks. */
async function end(program: ChildProcess, polls: number, held: number): Promise<Ending> {
  const counts = new Map<unknown, number>();
  let drained = Number.NaN;
  await new Promise<void>(resolve => {
    program.on('message', type => {
      counts.set(type, (counts.get(type) ?? 0) + 1);
      if (type === 'drained') drained = performance.now();
      if (counts.get('poll') === polls && (counts.get('received') ?? 0) === held) resolve();
    });
  });
  await sleep(settling);
  const start = performance.now();
  program.kill('SIGTERM');
  const [code]: unknown[] = await once(program, 'exit');
  if (code !== 0) throw new Error(`The program ended with ${code}`);
  return { drained: drained - start, exit: performance.now() - start };
}

const start = (module: string, ...args: string[]) =>
  fork(fileURLToPath(new URL(module, import.meta.url)), args);

let lists = 0;

async function endingOf({ concurrency, held, work, drain }: Situation, url: string, media: Media) {
  lists += 1;
  const taskList = `list-${lists}`;
  await scheduleTasks(media, taskList, held);
  const program: Program = { url, taskList, concurrency, work, drain };
  return end(start('program.ts', JSON.stringify(program)), concurrency, held);
}

function row(name: string, wait: number, endings: readonly Ending[]): string[] {
  const drained = endings.map(ending => ending.drained);
  const exits = endings.map(ending => ending.exit);
  const spread = `${quantile(exits, 0.25).toFixed(0)} to ${quantile(exits, 0.75).toFixed(0)}`;
  return [name, String(wait), quantile(drained, 0.5).toFixed(0), quantile(exits, 0.5).toFixed(0), spread];
}

/**
 * Measures the time from SIGTERM to the exit of a program with a worker, compared with the time it has to
 * wait.
 */
export async function benchSigterm(rounds: number): Promise<void> {
  const { client, url, close } = await servedBy(import.meta.url);
  const media = await registerMedia(client);
  const idle: Ending[] = [];
  const endings = new Map(situations.map(situation => [situation, [] as Ending[]]));
  for (let round = 0; round < rounds; round += 1) {
    idle.push(await end(start('idler.ts'), 1, 0));
    for (const [situation, all] of endings) all.push(await endingOf(situation, url, media));
  }
  await close();
  printTable(
    `From SIGTERM to exit, ${rounds} rounds, in milliseconds`,
    ['', 'to wait for', 'drained', 'exit', 'quartiles'],
    [row('no worker', 0, idle), ...[...endings].map(([{ name, wait }, all]) => row(name, wait, all))],
  );
}

if (isServing(import.meta.url)) {
  const swf = new LocalSwf({ longPoll });
  serve((await swf.listen()).url, () => swf.close());
}
