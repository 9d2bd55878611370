import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  RegisterActivityTypeCommand,
  RegisterDomainCommand,
  RegisterWorkflowTypeCommand,
  StartWorkflowExecutionCommand,
  type SWFClient,
} from '@aws-sdk/client-swf';
import { LocalSwf, type LocalSwfOptions } from 'rx-swf/local';
import { collectGarbage, compare, quantile, turnOf } from './measure.js';
import { printFigures, printTable } from './report.js';
import { liveAll } from './service/lives.js';
import { registrations } from './service/setup.js';

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

/** Ways to fill a folder with this many events. Each resolves to the number of executions. */
const fillings: Readonly<Record<string, (client: SWFClient, events: number) => Promise<number>>> = {
  'open, 2 events each': (client, events) => start(client, events / 2, 200),

  async 'closed, 11 events each'(client, events) {
    const executions = Math.ceil(events / 11);
    await client.send(new RegisterActivityTypeCommand(registrations('1').RegisterActivityType));
    await liveAll(client, executions, 200);
    return executions;
  },
};

/** Measures how long it takes to open a folder, by the number of events in it and by how they got there. */
export async function benchOpening(sizes: readonly number[], rounds: number): Promise<void> {
  const rows: string[][] = [];
  for (const events of sizes) {
    for (const [name, fill] of Object.entries(fillings)) {
      await withFolder(async data => {
        const swf = await prepare({ data });
        const executions = await fill(swf.client(), events);
        await swf.close();
        const turns: Opening[] = [];
        for (let round = 0; round < rounds; round += 1) turns.push(await open(data));
        const [time, cpu] = [turns.map(turn => turn.time), turns.map(turn => turn.cpu)].map(values =>
          Math.round(quantile(values, 0.5)),
        );
        rows.push([`${executions} ${name}`, `${events}`, `${time} ms`, `${cpu} ms`]);
      });
    }
  }
  printTable(`Opening a folder, median of ${rounds}`, ['executions', 'events', 'time', 'CPU'], rows);
}

/** Durations in milliseconds. */
interface Opening {
  readonly time: number;
  readonly cpu: number;
}

async function open(data: string): Promise<Opening> {
  collectGarbage();
  const before = process.cpuUsage();
  const begin = performance.now();
  const swf = new LocalSwf({ data, quotas });
  await swf.ready();
  const time = performance.now() - begin;
  const { user, system } = process.cpuUsage(before);
  await swf.close();
  return { time, cpu: (user + system) / 1000 };
}
