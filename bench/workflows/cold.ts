import { paginateGetWorkflowExecutionHistory, SWFClient } from '@aws-sdk/client-swf';
import { lastValueFrom } from 'rxjs';
import type { History } from '../../src/history/index.js';
import { HistoryQuerySet } from '../../src/index.js';
import { Domain } from '../../src/models/index.js';
import { compare, turnOf } from '../measure.js';
import { printFigures } from '../report.js';
import { historyOf, replay } from './chain.js';

const pageSize = 1_000;
const execution = { workflowId: 'w', runId: 'r' };

/** Returns the response bodies of a history's pages. */
function pagesOf(history: History): Buffer[] {
  return Array.from({ length: Math.ceil(history.length / pageSize) }, (_, n) => {
    const end = (n + 1) * pageSize;
    const events = [...history.slice(n * pageSize, end)].map(({ raw, timestamp }) => ({
      ...raw,
      eventTimestamp: timestamp.getTime() / 1_000,
    }));
    const nextPageToken = end < history.length ? String(n + 1) : undefined;
    return Buffer.from(JSON.stringify({ events, nextPageToken }));
  });
}

/** Creates a client as an application does, except that constant pages take the place of the network. */
function clientOf(pages: readonly Buffer[]): SWFClient {
  return new SWFClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    requestHandler: {
      async handle({ body }: { readonly body: Uint8Array }) {
        const { nextPageToken = '0' } = JSON.parse(new TextDecoder().decode(body));
        return {
          response: {
            statusCode: 200,
            headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'constant' },
            body: pages[Number(nextPageToken)],
          },
        };
      },
      updateHttpClientConfig() {},
      httpHandlerConfigs: () => ({}),
    },
  });
}

/**
 * Measures what a history costs per event until it is read, until its state is compiled, and until a workflow
 * has replayed it, compared with the SDK's paginator, which only reads it.
 */
export async function benchCold(events: number, rounds: number): Promise<void> {
  const built = historyOf(Math.round(events / 6));
  const pages = pagesOf(built);
  const sdk = clientOf(pages);
  const histories = new HistoryQuerySet(new Domain({ name: 'media', client: clientOf(pages) }));
  const read = () => lastValueFrom(histories.get(execution));

  const contenders = Object.entries({
    'SDK paginator': async () => {
      let count = 0;
      for await (const page of paginateGetWorkflowExecutionHistory(
        { client: sdk },
        { domain: 'media', execution },
      ))
        count += page.events?.length ?? 0;
      return count;
    },
    read: async () => (await read()).length,
    'read and compiled': async () => {
      const history = await read();
      if (history.activities.completed.length === 0) throw new Error('nothing compiled');
      return history.length;
    },
    'read and replayed': async () => {
      const history = await read();
      replay(history);
      return history.length;
    },
  }).map(([name, work]) => ({ name, run: () => turnOf(work) }));
  const title = `A history of ${built.length} events, ${pageSize} a page, without a service, ${rounds} rounds`;
  printFigures(title, 'events', await compare(contenders, rounds));
}
