import { PollForActivityTaskCommand, RespondActivityTaskCompletedCommand } from '@aws-sdk/client-swf';
import { ActivityWorker, type Domain, perform } from 'rx-swf';
import { lastValueFrom, take } from 'rxjs';
import type { Bare } from './bare.js';
import { compare, turnOf } from './measure.js';
import { registerMedia, scheduleTasks } from './media.js';
import { printFigures } from './report.js';
import { type Transport, transports } from './transports.js';

/** Minimum number of tasks per unit of concurrency, so that startup and shutdown carry little weight. */
const tasksPerPlace = 20;

/** Tasks to handle, and the means to handle them. */
interface Job {
  readonly domain: Domain;
  readonly bare: Bare;
  readonly taskList: string;
  readonly tasks: number;
  readonly concurrency: number;
}

const performances: Readonly<Record<string, (job: Job) => Promise<unknown>>> = {
  'loop on the SDK': job => loops(job, () => handle(job)),

  'the same, cancellable': job => loops(job, () => handle(job, stoppable)),

  'no library': job => loops(job, () => handleBare(job)),

  'ActivityWorker + perform': ({ domain, taskList, tasks, concurrency }) =>
    lastValueFrom(
      new ActivityWorker<number>(domain, taskList, { concurrency, pollers: concurrency }).pipe(
        perform(({ input }) => work(input)),
        take(tasks),
      ),
    ),
};

/** Runs concurrent loops, each of which handles one task after the other. */
function loops({ tasks, concurrency }: Job, handleOne: () => Promise<unknown>): Promise<unknown> {
  let left = tasks;
  const loop = async () => {
    while (left > 0) {
      left -= 1;
      await handleOne();
    }
  };
  return Promise.all(Array.from({ length: concurrency }, loop));
}

/** Send options that make calls cancellable, as those of a worker are. */
interface Sending {
  readonly abortSignal?: AbortSignal;
  readonly requestTimeout?: number;
}

/** Handles one task with the SDK's client. */
async function handle({ domain, taskList }: Job, sending?: () => Sending): Promise<void> {
  const { client, name } = domain;
  const poll = new PollForActivityTaskCommand({ domain: name, taskList: { name: taskList } });
  const { input = '0', taskToken } = await client.send(poll, sending?.());
  const result = JSON.stringify(work(JSON.parse(input)));
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result }), sending?.());
}

const stoppable = (): Sending => ({ abortSignal: new AbortController().signal, requestTimeout: 75_000 });

/** Handles one task with plain JSON. */
async function handleBare({ domain, bare, taskList }: Job): Promise<void> {
  const { input = '0', taskToken } = await bare('PollForActivityTask', {
    domain: domain.name,
    taskList: { name: taskList },
  });
  const result = JSON.stringify(work(JSON.parse(input)));
  await bare('RespondActivityTaskCompleted', { taskToken, result });
}

function work(input: number): { readonly square: number } {
  return { square: input * input };
}

/**
 * Measures tasks per second and CPU time per task, of a worker and of hand-written loops at the same
 * concurrency.
 */
export async function benchTasks(
  transport: Transport,
  tasks: number,
  concurrencies: readonly number[],
  rounds: number,
): Promise<void> {
  const { client, bare, close } = await transports[transport]();
  const media = await registerMedia(client);
  for (const concurrency of concurrencies) {
    const count = Math.max(tasks, concurrency * tasksPerPlace);
    let lists = 0;
    const contenders = Object.entries(performances).map(([name, performAll]) => ({
      name,
      run: async () => {
        lists += 1;
        const taskList = `${concurrency}-${lists}`;
        await scheduleTasks(media, taskList, count);
        return turnOf(async () => {
          await performAll({ domain: media.domain, bare, taskList, tasks: count, concurrency });
          return count;
        });
      },
    }));
    printFigures(
      `Tasks ${transport}, ${concurrency} at a time, ${rounds} rounds of ${count}`,
      'tasks',
      await compare(contenders, rounds),
    );
  }
  await close();
}
