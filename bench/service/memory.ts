import type { InProcessHandler } from 'rx-swf/local';
import { collectGarbage } from '../measure.js';
import { kilobytes, printTable } from '../report.js';
import { call } from './direct.js';
import { scheduling } from './Run.js';
import { domain, makeService, workflowType } from './setup.js';

/**
 * Uncounted executions created first, so that one-time allocations are not attributed to the counted ones.
 */
const warmUp = 1000;
const taskList = { name: 'list' };
const input = '{"file":"a.png"}';

/** Brings an execution to the state in which its memory is measured. */
type Bring = (handler: InProcessHandler, workflowId: string) => Promise<unknown>;

const start: Bring = (handler, workflowId) =>
  call(handler, 'StartWorkflowExecution', { domain, workflowId, workflowType, taskList, input });

const schedule: Bring = async (handler, workflowId) => {
  await start(handler, workflowId);
  await decide(handler, scheduling('1', taskList));
};

const complete: Bring = async (handler, workflowId) => {
  await schedule(handler, workflowId);
  const { taskToken } = await call(handler, 'PollForActivityTask', { domain, taskList });
  await call(handler, 'RespondActivityTaskCompleted', { taskToken, result: '{"url":"b.png"}' });
  await decide(handler, { decisionType: 'CompleteWorkflowExecution' });
};

const terminate: Bring = async (handler, workflowId) => {
  await start(handler, workflowId);
  await call(handler, 'TerminateWorkflowExecution', { domain, workflowId });
};

async function decide(handler: InProcessHandler, decision: object): Promise<void> {
  const { taskToken } = await call(handler, 'PollForDecisionTask', { domain, taskList });
  await call(handler, 'RespondDecisionTaskCompleted', { taskToken, decisions: [decision] });
}

const states: Readonly<Record<string, Bring>> = {
  'open, just started: 2 events': start,
  'open, with an activity: 5 events': schedule,
  'closed, terminated: 3 events': terminate,
  'closed, after a whole life: 11 events': complete,
};

/** Measures the heap usage per execution, in bytes. */
async function memoryOf(bring: Bring, count: number): Promise<number> {
  const swf = await makeService('1');
  const used = async (from: number, to: number) => {
    for (let i = from; i < to; i += 1) await bring(swf.requestHandler, `album-${i}`);
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = await used(0, warmUp);
  const after = await used(warmUp, warmUp + count);
  await swf.close();
  return (after - before) / count;
}

/** Measures the heap of an execution, open and closed, for several numbers of executions. */
export async function benchMemory(counts: readonly number[]): Promise<void> {
  const rows: string[][] = [];
  for (const [name, bring] of Object.entries(states)) {
    const row = [name];
    for (const count of counts) row.push(kilobytes(await memoryOf(bring, count)));
    rows.push(row);
  }
  printTable('Heap of an execution, each of a workflow id of its own', ['', ...counts.map(String)], rows);
}
