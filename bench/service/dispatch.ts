import {
  PollForActivityTaskCommand,
  PollForDecisionTaskCommand,
  RespondDecisionTaskCompletedCommand,
  StartWorkflowExecutionCommand,
  type SWFClient,
  TerminateWorkflowExecutionCommand,
} from '@aws-sdk/client-swf';
import { quantile } from '../measure.js';
import { printTable } from '../report.js';
import { transports } from '../transports.js';
import { register } from './life.js';
import { Run, scheduling } from './Run.js';
import { domain, makeService, workflowType } from './setup.js';

/** Time for a poll to arrive and start waiting, in milliseconds. */
const settling = 5;
/** Number of other polls that are waiting. */
const crowd = 1000;
const taskList = { name: 'dispatch' };
const parts = [0.25, 0.5, 0.75, 0.99];

/** Dispatches a decision task and an activity task. Resolves to the duration of each, in milliseconds. */
type Dispatch = (workflowId: string) => Promise<{ readonly decision: number; readonly activity: number }>;

/** Measures the time from before the call that schedules a task until a waiting poll has it. */
async function timeOf<T>(poll: () => Promise<T>, schedule: () => Promise<unknown>): Promise<[number, T]> {
  const polled = poll().then(task => [performance.now(), task] as const);
  await new Promise(resolve => setTimeout(resolve, settling));
  const start = performance.now();
  await schedule();
  const [end, task] = await polled;
  return [end - start, task];
}

const throughClient =
  (client: SWFClient): Dispatch =>
  async workflowId => {
    const [decision, { taskToken }] = await timeOf(
      () => client.send(new PollForDecisionTaskCommand({ domain, taskList })),
      () => client.send(new StartWorkflowExecutionCommand({ domain, workflowId, workflowType, taskList })),
    );
    const answer = { taskToken, decisions: [scheduling('1', taskList)] };
    const [activity] = await timeOf(
      () => client.send(new PollForActivityTaskCommand({ domain, taskList })),
      () => client.send(new RespondDecisionTaskCompletedCommand(answer)),
    );
    await client.send(new TerminateWorkflowExecutionCommand({ domain, workflowId }));
    return { decision, activity };
  };

const throughRun =
  (run: Run): Dispatch =>
  async activityId => {
    const { execution, taskList } = run;
    const [decision, { taskToken }] = await timeOf(
      () => run.call('PollForDecisionTask', { taskList, maximumPageSize: 10, reverseOrder: true }),
      () => run.call('SignalWorkflowExecution', { ...execution, signalName: 'wake' }),
    );
    const answer = { taskToken, decisions: [scheduling(activityId, taskList)] };
    const [activity] = await timeOf(
      () => run.call('PollForActivityTask', { taskList }),
      () => run.call('RespondDecisionTaskCompleted', answer),
    );
    return { decision, activity };
  };

/** Measures the quartiles of `count` dispatches, after half as many that do not count. */
async function rowsOf(name: string, dispatch: Dispatch, count: number): Promise<string[][]> {
  const times = { decision: [] as number[], activity: [] as number[] };
  for (let i = -count / 2; i < count; i += 1) {
    const { decision, activity } = await dispatch(`dispatch-${i}`);
    if (i < 0) continue;
    times.decision.push(decision);
    times.activity.push(activity);
  }
  return Object.entries(times).map(([kind, values]) => [
    `${kind} task, ${name}`,
    ...parts.map(part => quantile(values, part).toFixed(3)),
  ]);
}

async function withoutSdk(crowded: boolean, count: number): Promise<string[][]> {
  const swf = await makeService('1');
  const run = await Run.start(swf.requestHandler, 10);
  const others = Array.from({ length: crowded ? crowd : 0 }, (_, i) =>
    run.call('PollForActivityTask', { taskList: { name: `other-${i}` } }),
  );
  const name = crowded ? `without the SDK, ${crowd} other polls` : 'without the SDK';
  const rows = await rowsOf(name, throughRun(run), count);
  await swf.close();
  await Promise.all(others);
  return rows;
}

/** Measures how long tasks take to reach waiting polls. */
export async function benchDispatch(count: number): Promise<void> {
  const rows = [...(await withoutSdk(false, count)), ...(await withoutSdk(true, count))];
  for (const [name, open] of Object.entries(transports)) {
    const { client, close } = await open();
    await register(client);
    rows.push(...(await rowsOf(name, throughClient(client), count)));
    await close();
  }
  printTable(
    `From the call that schedules a task to the poll that has it, ${count} tasks of each kind`,
    ['ms', 'lower quartile', 'median', 'upper quartile', '99 of 100'],
    rows,
  );
}
