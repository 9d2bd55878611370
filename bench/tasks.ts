import {
  PollForActivityTaskCommand,
  RespondActivityTaskCompletedCommand,
  type SWFClient,
} from '@aws-sdk/client-swf';
import {
  ActivityType,
  ActivityWorker,
  Decider,
  Domain,
  perform,
  scheduleActivityTask,
  WorkflowType,
} from 'rx-swf';
import { firstValueFrom, forkJoin, lastValueFrom, take } from 'rxjs';
import { compare, rateOf } from './measure.js';
import { printFigures } from './report.js';
import { type Transport, transports } from './transports.js';

/** SWF lets an execution have so many activities open. */
const activitiesPerExecution = 1000;
const resize = { name: 'Resize', version: '1' };

/** Takes and answers that many tasks of a list, so many at a time. */
type Performance = (domain: Domain, taskList: string, tasks: number, concurrency: number) => Promise<unknown>;

const performances: Readonly<Record<string, Performance>> = {
  'loop on the SDK': (domain, taskList, tasks, concurrency) => {
    let left = tasks;
    const loop = async () => {
      while (left > 0) {
        left -= 1;
        await handle(domain.client, domain.name, taskList);
      }
    };
    return Promise.all(Array.from({ length: concurrency }, loop));
  },

  'ActivityWorker + perform': (domain, taskList, tasks, concurrency) =>
    lastValueFrom(
      new ActivityWorker<number>(domain, taskList, { concurrency, pollers: concurrency }).pipe(
        perform(({ input }) => work(input)),
        take(tasks),
      ),
    ),
};

/** One task, by hand: what the library is compared with. */
async function handle(client: SWFClient, domain: string, taskList: string): Promise<void> {
  const task = await client.send(new PollForActivityTaskCommand({ domain, taskList: { name: taskList } }));
  const result = JSON.stringify(work(JSON.parse(task.input ?? '0')));
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken: task.taskToken, result }));
}

function work(input: number): { readonly square: number } {
  return { square: input * input };
}

/** Puts that many tasks into a list of their own, before the clock runs. */
async function schedule(domain: Domain, taskList: string, tasks: number): Promise<void> {
  const type = new WorkflowType({ domain, name: 'Album', version: '1' });
  const decider = new Decider(domain, 'decisions');
  for (let left = tasks; left > 0; left -= activitiesPerExecution) {
    const count = Math.min(left, activitiesPerExecution);
    await lastValueFrom(type.startExecution());
    const decisions = Array.from({ length: count }, (_, n) =>
      scheduleActivityTask({ activityType: resize, activityId: String(n), input: n, taskList }),
    );
    await lastValueFrom((await firstValueFrom(decider)).complete(decisions));
  }
}

async function register(client: SWFClient): Promise<Domain> {
  const domain = new Domain({ name: 'media', client });
  await lastValueFrom(domain.save());
  const type = new WorkflowType({
    domain,
    name: 'Album',
    version: '1',
    taskList: 'decisions',
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: 86_400,
    taskStartToCloseTimeout: 'NONE',
  });
  const timeouts = {
    scheduleToStartTimeout: 'NONE',
    scheduleToCloseTimeout: 'NONE',
    startToCloseTimeout: 'NONE',
  } as const;
  await lastValueFrom(
    forkJoin([
      type.save(),
      new ActivityType({ domain, ...resize, heartbeatTimeout: 'NONE', ...timeouts }).save(),
    ]),
  );
  return domain;
}

/** Tasks a second through a worker and by hand, at the same concurrency. */
export async function benchTasks(
  transport: Transport,
  tasks: number,
  concurrencies: readonly number[],
  rounds: number,
): Promise<void> {
  const { client, close } = await transports[transport]();
  const domain = await register(client);
  for (const concurrency of concurrencies) {
    let lists = 0;
    const contenders = Object.entries(performances).map(([name, takeAll]) => ({
      name,
      run: async () => {
        lists += 1;
        const taskList = `${concurrency}-${lists}`;
        await schedule(domain, taskList, tasks);
        return rateOf(async () => {
          await takeAll(domain, taskList, tasks, concurrency);
          return tasks;
        });
      },
    }));
    printFigures(
      `Tasks ${transport}, ${concurrency} at a time, ${rounds} rounds of ${tasks}`,
      'tasks',
      await compare(contenders, rounds),
    );
  }
  await close();
}
