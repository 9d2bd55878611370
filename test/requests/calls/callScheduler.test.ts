import { DescribeDomainCommand, SWFClient } from '@aws-sdk/client-swf';
import { ActivityWorker, type ActorEvent, Domain } from 'rx-swf';
import { concatMap, VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it, vi } from 'vitest';
import { request, retryTransient, timeoutCallsOn } from '../../../src/requests/index.js';

/** A client of which no call is ever answered, and the names of those that were made and aborted. */
function silent() {
  const [sent, aborted]: [string[], string[]] = [[], []];
  const client = new SWFClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    maxAttempts: 1,
  });
  client.middlewareStack.add(
    (_, { commandName }) =>
      async () => {
        sent.push(`${commandName}`);
        return new Promise<never>(() => {});
      },
    { step: 'initialize' },
  );
  return { client, sent, aborted };
}

/** Virtual time up to a moment, with what promises do in between. */
async function until(scheduler: VirtualTimeScheduler, end: number): Promise<void> {
  scheduler.maxFrames = end;
  scheduler.flush();
  await new Promise(resolve => setImmediate(resolve));
}

describe('the five-minute timeout of a call', () => {
  it('runs on the scheduler of the stream that makes the call', async () => {
    const scheduler = new VirtualTimeScheduler();
    const { client, sent } = silent();
    const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails', {
      scheduler,
      backoff: { initial: 1 },
    });
    const events: ActorEvent[] = [];
    worker.events$.subscribe(event => events.push(event));
    const subscription = worker.subscribe();
    await until(scheduler, 299_999);
    expect(events.map(({ type }) => type)).toEqual(['poll']);
    await until(scheduler, 300_100);
    expect(events.map(({ type }) => type)).toEqual(['poll', 'retried', 'poll']);
    expect(sent).toEqual(['PollForActivityTaskCommand', 'PollForActivityTaskCommand']);
    subscription.unsubscribe();
  });

  it('runs on the scheduler of a watch, whose calls accept no scheduler', async () => {
    const scheduler = new VirtualTimeScheduler();
    const { client, sent } = silent();
    const watching = new Domain({ name: 'media', client })
      .watch({ scheduler, backoff: { initial: 1 } })
      .subscribe();
    await until(scheduler, 300_100);
    expect(sent).toEqual(['DescribeDomainCommand', 'DescribeDomainCommand']);
    watching.unsubscribe();
  });

  it('runs on that scheduler for a call that follows another one too', async () => {
    const scheduler = new VirtualTimeScheduler();
    const schedule = vi.spyOn(scheduler, 'schedule');
    const { client } = silent();
    const answered = new SWFClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's' },
    });
    answered.middlewareStack.add(() => async () => ({ output: { $metadata: {} }, response: {} }), {
      step: 'initialize',
    });
    const ask = (of: SWFClient) => request(of, DescribeDomainCommand, { name: 'media' });
    const both = ask(answered).pipe(
      concatMap(() => ask(client)),
      timeoutCallsOn(scheduler),
      retryTransient(),
    );
    const asking = both.subscribe();
    await until(scheduler, 0);
    expect(schedule.mock.calls.map(([, delay]) => delay)).toEqual([300_000, 300_000]);
    asking.unsubscribe();
  });
});
