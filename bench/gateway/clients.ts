import { Domain, type WorkflowExecution } from 'rx-swf';
import { type GatewayHandler, gateway } from 'rx-swf/gateway';
import { LocalSwf } from 'rx-swf/local';
import { firstValueFrom, lastValueFrom, timer } from 'rxjs';
import { registerMedia } from '../media.js';
import { printTable } from '../report.js';
import { clientOf } from './clientOf.js';

/** Milliseconds for which the clients of a round are connected. */
const length = 3_000;

/** Prints what clients of one stream cost: the calls to SWF, and the CPU time of the gateway and of the clients. */
export async function benchClients(isQuick: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const view of ['history', 'state'])
    for (const clients of isQuick ? [1, 100] : [1, 100, 1_000]) rows.push(await row(view, clients));
  printTable(
    `Clients of one stream of a gateway for ${length / 1_000} s, in which the execution gets 10 events a second`,
    ['clients', 'calls to SWF', 'messages', 'CPU time', 'per message'],
    rows,
  );
}

async function row(view: string, clients: number): Promise<string[]> {
  const swf = new LocalSwf();
  const client = swf.client();
  const { domain, album } = await registerMedia(client);
  const execution = await lastValueFrom(album.startExecution({ workflowId: 'album-7' }));
  const counted = clientOf(swf);
  const handler = gateway({
    domain: new Domain({ name: domain.name, client: counted.client }),
    authorize: () => true,
  });
  const leaving = new AbortController();
  const before = process.cpuUsage();
  const reading = Array.from({ length: clients }, () => messagesOf(handler, view, leaving.signal));
  await signalFor(execution);
  leaving.abort();
  const messages = (await Promise.all(reading)).reduce((sum, count) => sum + count, 0);
  const { user, system } = process.cpuUsage(before);
  await swf.close();
  const cpu = (user + system) / 1_000;
  return [
    `${clients} of a ${view}`,
    `${counted.calls}`,
    `${messages}`,
    `${cpu.toFixed(0)} ms`,
    `${((1_000 * cpu) / messages).toFixed(0)} µs`,
  ];
}

async function signalFor(execution: WorkflowExecution): Promise<void> {
  for (let passed = 0; passed < length; passed += 100) {
    await lastValueFrom(execution.signal('tick'));
    await firstValueFrom(timer(100));
  }
}

/** Resolves to the number of messages that a client gets until it leaves. */
async function messagesOf(handler: GatewayHandler, view: string, signal: AbortSignal): Promise<number> {
  const request = new Request(`http://localhost/v1/executions/album-7/${view}`, { signal });
  const { body } = await handler(request);
  const decoder = new TextDecoder();
  let messages = 0;
  if (body !== null)
    for await (const chunk of body)
      messages += decoder.decode(chunk, { stream: true }).split('\ndata: ').length - 1;
  return messages;
}
