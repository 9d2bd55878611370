import type { SWFClient } from '@aws-sdk/client-swf';
import {
  Decider,
  type DeciderOptions,
  decide,
  recordMarker,
  type WorkflowExecution,
  type WorkflowType,
} from 'rx-swf';
import { concatMap, firstValueFrom, lastValueFrom, map, take } from 'rxjs';
import { collectGarbage, compare, turnOf } from './measure.js';
import { registerMedia } from './media.js';
import { type Group, printGroups, printTable } from './report.js';
import { transports } from './transports.js';

/** Decisions per round: few, so that the history stays at about its nominal length. */
const decisions = 20;

/** Number of markers sent in one request. */
const perAnswer = 2_000;

const modes: Readonly<Record<string, DeciderOptions>> = {
  'whole history': { cache: false },
  incremental: {},
};

/** A decider with a list of its own and an execution that it has decided once. */
interface Subject {
  readonly decider: Decider;
  readonly execution: WorkflowExecution;
}

/** Prepares an execution with `events` events. */
async function prepare(type: WorkflowType, events: number, options: DeciderOptions): Promise<Subject> {
  const workflowId = `${Date.now()}-${Math.random()}`;
  const taskList = `decisions-${workflowId}`;
  const execution = await lastValueFrom(type.startExecution({ workflowId, taskList }));
  const decider = new Decider(type.domain, taskList, options);
  for (let left = events - 8; left > 0; left -= perAnswer) {
    const markers = Array.from({ length: Math.min(left, perAnswer) }, (_, n) =>
      recordMarker({ markerName: `step ${n}`, details: { n, text: 'x'.repeat(100) } }),
    );
    await lastValueFrom(execution.signal('next'));
    await firstValueFrom(decider.pipe(concatMap(task => task.complete(markers))));
  }
  await lastValueFrom(execution.signal('next'));
  await run({ decider, execution }, 1);
  return { decider, execution };
}

/** Makes `count` decisions. Each decision task causes the next one. */
function run({ decider, execution }: Subject, count: number): Promise<unknown> {
  return lastValueFrom(
    decider.pipe(
      decide(({ history }) => {
        if (history.signals.length === 0) throw new Error('nothing compiled');
        return execution.signal('next').pipe(map(() => []));
      }),
      take(count),
    ),
  );
}

/** Counts the bytes of the responses that contain events. */
function countBytes(client: SWFClient): () => number {
  let bytes = 0;
  client.middlewareStack.add(
    next => async args => {
      const result = await next(args);
      if ('events' in result.output) bytes += Buffer.byteLength(JSON.stringify(result.output.events ?? []));
      return result;
    },
    { step: 'initialize', name: 'countBytes' },
  );
  return () => {
    client.middlewareStack.remove('countBytes');
    return bytes;
  };
}

/**
 * Measures decisions per second by history length, with and without the cache, and the bytes that they fetch.
 */
export async function benchDecider(lengths: readonly number[], rounds: number): Promise<void> {
  const groups: Group[] = [];
  const bytes: string[][] = [];
  for (const [transport, open] of Object.entries(transports)) {
    const { client, close } = await open();
    const { album } = await registerMedia(client);
    for (const length of lengths) {
      const contenders = Object.entries(modes).map(([name, options]) => ({
        name,
        run: async () => {
          const subject = await prepare(album, length, options);
          const turn = await turnOf(async () => {
            await run(subject, decisions);
            return decisions;
          });
          await lastValueFrom(subject.execution.terminate());
          return turn;
        },
      }));
      groups.push([`${transport}, ${length} events`, await compare(contenders, rounds)]);
      const row = [`${transport}, ${length} events`];
      for (const options of Object.values(modes)) row.push(await fetched(client, album, length, options));
      bytes.push(row);
    }
    await close();
  }
  printGroups(`Decisions, ${rounds} rounds of ${decisions}`, 'decisions', groups);
  printTable('Bytes of events a decision, as JSON', ['', ...Object.keys(modes)], bytes);
}

async function fetched(
  client: SWFClient,
  type: WorkflowType,
  length: number,
  options: DeciderOptions,
): Promise<string> {
  const subject = await prepare(type, length, options);
  collectGarbage();
  const stop = countBytes(client);
  await run(subject, decisions);
  const bytes = stop() / decisions;
  await lastValueFrom(subject.execution.terminate());
  return String(Math.round(bytes));
}
