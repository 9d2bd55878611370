import { paginateGetWorkflowExecutionHistory, SWFClient } from '@aws-sdk/client-swf';
import { Domain, type History, HistoryQuerySet } from 'rx-swf';
import { HistoryBuilder } from 'rx-swf/testing';
import { activity, workflow, workflowWorker } from 'rx-swf/workflows';
import { concatMap, count, lastValueFrom, range, take } from 'rxjs';
import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';

const pageSize = 1_000;

/**
 * Histories per turn of a contender. The garbage collection before a turn discards compiled code, and
 * compiling it again would otherwise cost more than what is measured.
 */
const histories = 10;

const execution = { workflowId: 'album-7', runId: 'run' };
const workType = { name: 'Work', version: '1' };
const chainType = { name: 'Chain', version: '1' };

const work = activity<number, number>(workType);

/** Activities one after the other, each of which is a turn of six events. */
const chain = workflow(chainType, (turns: number, { run }) =>
  range(turns).pipe(
    concatMap(n => run(work, n)),
    count(),
  ),
);

function historyOf(turns: number): History {
  const builder = new HistoryBuilder().start({ workflowType: chainType, input: turns });
  for (let n = 1; n <= turns; n += 1)
    builder.activity(`${n}`, {
      type: workType,
      input: n - 1,
      result: n,
      scheduleToStartTimeout: 60,
      scheduleToCloseTimeout: 120,
      startToCloseTimeout: 60,
      heartbeatTimeout: 'NONE',
    });
  return builder.decisionTaskStarted().build();
}

/** Returns the response bodies of a decision task's pages, which are those of its history as well. */
function pagesOf(history: History): Buffer[] {
  return Array.from({ length: Math.ceil(history.length / pageSize) }, (_, n) => {
    const end = (n + 1) * pageSize;
    const page = {
      taskToken: 'token',
      workflowExecution: execution,
      workflowType: chainType,
      startedEventId: history.length,
      previousStartedEventId: history.length - 6,
      events: [...history.slice(n * pageSize, end)].map(({ raw, timestamp }) => ({
        ...raw,
        eventTimestamp: timestamp.getTime() / 1_000,
      })),
      nextPageToken: end < history.length ? String(n + 1) : undefined,
    };
    return Buffer.from(JSON.stringify(page));
  });
}

/** Creates a client as an application does, except that constant responses take the place of the network. */
function clientOf(pages: readonly Buffer[]): SWFClient {
  const accepted = Buffer.from('{}');
  return new SWFClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: {
      async handle({ body }: { readonly body: Uint8Array }) {
        const { nextPageToken = '0', decisions } = JSON.parse(new TextDecoder().decode(body));
        return {
          response: {
            statusCode: 200,
            headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'constant' },
            body: decisions === undefined ? pages[Number(nextPageToken)] : accepted,
          },
        };
      },
      updateHttpClientConfig() {},
      httpHandlerConfigs: () => ({}),
    },
  });
}

/**
 * Measures what a history costs per event until it is read, until its state is compiled, and until a worker
 * that doesn't know the execution has replayed and decided it, compared with the SDK's paginator, which only
 * reads it.
 */
export async function benchCold(events: number, rounds: number): Promise<void> {
  const history = historyOf(Math.round(events / 6));
  const { length } = history;
  const pages = pagesOf(history);
  const sdk = clientOf(pages);
  const domain = new Domain({ name: 'media', client: clientOf(pages) });
  const read = () => lastValueFrom(new HistoryQuerySet(domain).get(execution));

  const contenders = Object.entries({
    'SDK paginator': async () => {
      let found = 0;
      for await (const page of paginateGetWorkflowExecutionHistory(
        { client: sdk },
        { domain: 'media', execution },
      ))
        found += page.events?.length ?? 0;
      if (found !== length) throw new Error(`${found} of ${length} events`);
    },
    'rx-swf, read': async () => {
      await read();
    },
    'rx-swf, read and compiled': async () => {
      const { activities } = await read();
      if (activities.completed.length === 0) throw new Error('nothing compiled');
    },
    'rx-swf, decided by a workflow worker': async () => {
      const options = { concurrency: 1, shadow: 0, sticky: false } as const;
      const { status } = await lastValueFrom(
        workflowWorker(domain, 'decisions', [chain], options).pipe(take(1)),
      );
      if (status !== 'completed') throw new Error(`The decision was ${status}`);
    },
  }).map(([name, run]) => ({
    name,
    run: () =>
      turnOf(async () => {
        for (let n = 0; n < histories; n += 1) await run();
        return histories * length;
      }),
  }));
  const title = `A history of ${length} events, ${pageSize} a page, without a service, ${rounds} rounds`;
  printFigures(title, 'events', await compare(contenders, rounds));
}
