import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  StartWorkflowExecutionCommand,
  type SWFClient,
} from '@aws-sdk/client-swf';
import { LocalSwf, type LocalSwfOptions } from 'rx-swf/local';
import { collectGarbage, compare, quantile, turnOf } from './measure.js';
import { printFigures, printTable } from './report.js';

const domain = 'media';
const workflowType = { name: 'Album', version: '1' };
const quotas = { openExecutionsPerDomain: Number.POSITIVE_INFINITY };

/** Runs `use` with a temporary folder, which is deleted afterwards. */
async function withFolder<T>(use: (data: string) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'rx-swf-bench-'));
  try {
    return await use(data);
  } finally {
    rmSync(data, { recursive: true });
  }
}

/** Creates a service with a registered workflow type. */
async function prepare(options: LocalSwfOptions): Promise<LocalSwf> {
  const swf = new LocalSwf({ quotas, ...options });
  const client = swf.client();
  await client.send(new RegisterDomainCommand({ name: domain, workflowExecutionRetentionPeriodInDays: '1' }));
  await client.send(
    new RegisterWorkflowTypeCommand({
      domain,
      ...workflowType,
      defaultTaskList: { name: 'decisions' },
      defaultChildPolicy: 'TERMINATE',
      defaultExecutionStartToCloseTimeout: '31536000',
      defaultTaskStartToCloseTimeout: 'NONE',
    }),
  );
  return swf;
}

let started = 0;

/** Starts executions with two events each, with `concurrency` calls at a time. */
async function start(client: SWFClient, executions: number, concurrency: number): Promise<number> {
  let left = executions;
  const loop = async () => {
    while (left > 0) {
      left -= 1;
      started += 1;
      const workflowId = `w${started}`;
      await client.send(new StartWorkflowExecutionCommand({ domain, workflowId, workflowType, input: '{}' }));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  return executions;
}

/** Measures state-changing calls per second, with a data folder and without. */
export async function benchDurability(
  calls: number,
  concurrencies: readonly number[],
  rounds: number,
): Promise<void> {
  for (const concurrency of concurrencies) {
    await withFolder(async data => {
      const services = [
        { name: 'in memory', swf: await prepare({}) },
        { name: 'with data', swf: await prepare({ data }) },
      ];
      const contenders = services.map(({ name, swf }) => {
        const client = swf.client();
        return { name, run: () => turnOf(() => start(client, calls, concurrency)) };
      });
      printFigures(
        `StartWorkflowExecution, ${concurrency} at a time, ${rounds} rounds of ${calls}`,
        'calls',
        await compare(contenders, rounds),
      );
      for (const { swf } of services) await swf.close();
    });
  }
}

/** Measures how long it takes to open a folder, by the number of executions in it. */
export async function benchOpening(sizes: readonly number[], rounds: number): Promise<void> {
  const rows: string[][] = [];
  for (const executions of sizes) {
    await withFolder(async data => {
      const swf = await prepare({ data });
      await start(swf.client(), executions, 200);
      await swf.close();
      const times: number[] = [];
      for (let round = 0; round < rounds; round += 1) times.push(await open(data));
      const time = quantile(times, 0.5);
      const perSecond = Math.round((2 * executions) / (time / 1000));
      rows.push([`${executions} executions`, `${2 * executions}`, `${Math.round(time)} ms`, `${perSecond}`]);
    });
  }
  printTable(`Opening a folder, median of ${rounds}`, ['', 'events', 'time', 'events/s'], rows);
}

async function open(data: string): Promise<number> {
  collectGarbage();
  const begin = performance.now();
  const swf = new LocalSwf({ data, quotas });
  await swf.ready();
  const time = performance.now() - begin;
  await swf.close();
  return time;
}
