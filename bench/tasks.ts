import { PollForActivityTaskCommand, RespondActivityTaskCompletedCommand } from '@aws-sdk/client-swf';
import { type ActivityTask, ActivityWorker, Domain, type HandlerResult, perform } from 'rx-swf';
import { lastValueFrom, take } from 'rxjs';
import type { Bare } from './bare.js';
import { compare, turnOf } from './measure.js';
import { registerMedia, scheduleTasks } from './media.js';
import { type Group, printGroups } from './report.js';
import { transports } from './transports.js';

/** Minimum number of tasks per unit of concurrency, so that startup and shutdown carry little weight. */
const tasksPerSlot = 20;

/** Tasks to handle, and the means to handle them. */
interface Job {
  readonly domain: Domain;
  readonly bare: Bare;
  readonly taskList: string;
  readonly tasks: number;
  readonly concurrency: number;
}

/** Handles all tasks of a job with a worker. */
const performWith =
  (handler: (task: ActivityTask<number>) => HandlerResult<unknown>) =>
  ({ domain, taskList, tasks, concurrency }: Job) =>
    lastValueFrom(
      new ActivityWorker<number>(domain, taskList, { concurrency, pollers: concurrency }).pipe(
        perform(handler),
        take(tasks),
      ),
    );

const performances: Readonly<Record<string, (job: Job) => Promise<unknown>>> = {
  'loop on the SDK': job => loops(job, () => handle(job)),
  'loop without a library': job => loops(job, () => handleBare(job)),
  'worker, handler returns a value': performWith(({ input }) => work(input)),
  'worker, handler returns a Promise': performWith(async ({ input }) => work(input)),
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

/** Handles one task with the SDK's client. */
async function handle({ domain, taskList }: Job): Promise<void> {
  const { client, name } = domain;
  const poll = new PollForActivityTaskCommand({ domain: name, taskList: { name: taskList } });
  const { input = '0', taskToken } = await client.send(poll);
  const result = JSON.stringify(work(JSON.parse(input)));
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result }));
}

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
 * Measures tasks per second, and CPU time and allocations per task, of a worker and of hand-written loops at
 * the same concurrency.
 */
export async function benchTasks(
  tasks: number,
  concurrencies: readonly number[],
  rounds: number,
): Promise<void> {
  const groups: Group[] = [];
  for (const [transport, open] of Object.entries(transports)) {
    const { client, plainClient, bare, close } = await open();
    const media = await registerMedia(client);
    const domain = new Domain({ name: media.domain.name, client: plainClient });
    for (const concurrency of concurrencies) {
      const count = Math.max(tasks, concurrency * tasksPerSlot);
      let lists = 0;
      const contenders = Object.entries(performances).map(([name, performAll]) => ({
        name,
        run: async () => {
          lists += 1;
          const taskList = `${concurrency}-${lists}`;
          await scheduleTasks(media, taskList, count);
          return turnOf(async () => {
            await performAll({ domain, bare, taskList, tasks: count, concurrency });
            return count;
          });
        },
      }));
      groups.push([`${transport}, ${concurrency} at a time`, await compare(contenders, rounds)]);
    }
    await close();
  }
  printGroups(`Tasks, ${rounds} rounds of at least ${tasks}`, 'tasks', groups);
}
