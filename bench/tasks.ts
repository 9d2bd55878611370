import { PollForActivityTaskCommand, RespondActivityTaskCompletedCommand } from '@aws-sdk/client-swf';
import { ActivityWorker, type Domain, perform } from 'rx-swf';
import { lastValueFrom, take } from 'rxjs';
import type { Bare } from './bare.js';
import { compare, turnOf } from './measure.js';
import { registerMedia, scheduleTasks } from './media.js';
import { printFigures } from './report.js';
import { type Transport, transports } from './transports.js';

/** So many tasks for each that is taken at a time, at least: what begins and ends is not to weigh much. */
const tasksPerPlace = 20;

/** What there is to be done, and by what means. */
interface Job {
  readonly domain: Domain;
  readonly bare: Bare;
  readonly taskList: string;
  readonly tasks: number;
  readonly concurrency: number;
}

const performances: Readonly<Record<string, (job: Job) => Promise<unknown>>> = {
  'loop on the SDK': job => loops(job, () => handle(job)),

  'the same, to be stopped': job => loops(job, () => handle(job, stoppable)),

  'no library': job => loops(job, () => handleBare(job)),

  'ActivityWorker + perform': ({ domain, taskList, tasks, concurrency }) =>
    lastValueFrom(
      new ActivityWorker<number>(domain, taskList, { concurrency, pollers: concurrency }).pipe(
        perform(({ input }) => work(input)),
        take(tasks),
      ),
    ),
};

/** Loops beside each other, which handle one task after the other. */
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

/** What the calls of a worker are sent with, so that they can be stopped. */
interface Sending {
  readonly abortSignal?: AbortSignal;
  readonly requestTimeout?: number;
}

/** One task, by hand. */
async function handle({ domain, taskList }: Job, sending?: () => Sending): Promise<void> {
  const { client, name } = domain;
  const poll = new PollForActivityTaskCommand({ domain: name, taskList: { name: taskList } });
  const { input = '0', taskToken } = await client.send(poll, sending?.());
  const result = JSON.stringify(work(JSON.parse(input)));
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result }), sending?.());
}

const stoppable = (): Sending => ({ abortSignal: new AbortController().signal, requestTimeout: 75_000 });

/** The same with nothing but JSON. */
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

/** Tasks a second through a worker and by hand, at the same concurrency, and the CPU time of each. */
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
