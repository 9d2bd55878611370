import type { SWFClient } from '@aws-sdk/client-swf';
import {
  ActivityWorker,
  Decider,
  Domain,
  InvalidCredentialsError,
  offload,
  perform,
  ResponseError,
  startTimer,
  WorkflowExecution,
} from 'rx-swf';
import { DurableExecution } from 'rx-swf/workflows';
import { filter, firstValueFrom, lastValueFrom, map, mergeMap, range, take, tap, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';
import { FakeActor } from '../../harness/FakeActor.js';
import { FakeTask } from '../../harness/FakeTask.js';
import { intercept } from '../../harness/intercept.js';
import { marbles } from '../../harness/marbles.js';

const named = (name: string, message = name) => Object.assign(new Error(message), { name });
const expired = () => named('ExpiredTokenException', 'The security token included in the request is expired');
const noCredentials = () =>
  named('CredentialsProviderError', 'Could not load credentials from any providers');
const task = (poll: number) => new FakeTask(String(poll));

/** Lets calls of an operation fail if `failureOf` returns an error for their number, which begins at 0. */
function failing(client: SWFClient, operation: string, failureOf: (call: number) => unknown): void {
  let calls = 0;
  intercept(client, operation, async ({ send }) => {
    const failure = await failureOf(calls++);
    if (failure !== undefined) throw failure;
    return send();
  });
}

/** Releases calls once eight of them are in flight. */
function eightCalls(): () => Promise<void> {
  let calls = 0;
  let go = () => {};
  const all = new Promise<void>(resolve => {
    go = resolve;
  });
  return () => {
    calls += 1;
    if (calls === 8) go();
    return all;
  };
}

/** A client with renewable credentials, and the number of times they were requested. */
function renewable(harness: DomainHarness) {
  const asked = { times: 0 };
  const client = harness.swf.client({
    credentials: async () => ({ accessKeyId: `key-${++asked.times}`, secretAccessKey: 's' }),
  });
  return { asked, client, domain: new Domain({ name: 'media', client }) };
}

describe('an actor that has worked before', () => {
  it.each<[string, Error]>([
    [
      'that its provider has no credentials',
      new InvalidCredentialsError('none', { kind: 'CredentialsProviderError' }),
    ],
    ['an error without a name', new ResponseError('something broke', { transient: false })],
    [
      'an answer that lacks a member',
      new ResponseError('lacks events', { kind: 'IncompleteResponse', transient: false }),
    ],
  ])('backs off from %s and recovers', (_, error) =>
    marbles(m => {
      const outcomes = [undefined, error, error];
      const actor = new FakeActor(poll => (poll < 3 ? outcomes[poll] : task(poll)));
      const retried: unknown[] = [];
      actor.events$.subscribe(event => event.type === 'retried' && retried.push(event.error));
      // Four polls of 10 ms, and delays of 100 and 200 ms.
      m.expect(
        actor.pipe(
          map(({ activityId }) => activityId),
          take(1),
        ),
      ).toBeObservable('340ms (3|)');
      m.flush();
      expect(retried).toEqual([error, error]);
    })(),
  );

  it('counts any subscription that has worked', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize, resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { backoff: { initial: 1 } });
    await firstValueFrom(worker);
    harness.fail('PollForActivityTask', 1, noCredentials());
    expect(await firstValueFrom(worker)).toMatchObject({ input: 1 });
  });

  it('keeps answering and sending heartbeats while its provider temporarily has no credentials', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    harness.fail('RespondActivityTaskCompleted', 2, noCredentials());
    const performed$ = worker.pipe(
      perform(() => 'done', { backoff: { initial: 1 } }),
      take(1),
    );
    expect(await lastValueFrom(performed$)).toMatchObject({ status: 'completed' });
  });

  it('keeps answering and sending heartbeats while its payload store temporarily has no credentials', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    let puts = 0;
    const kept = new Map<string, string>();
    const dataConverter = offload({
      put: async payload => {
        puts += 1;
        if (puts === 1) throw noCredentials();
        kept.set(`key-${puts}`, payload);
        return `key-${puts}`;
      },
      get: async key => kept.get(key),
    });
    const domain = new Domain({ name: 'media', client: harness.client, dataConverter });
    const performed$ = new ActivityWorker(domain, 'thumbnails').pipe(
      perform(() => 'x'.repeat(40_000), { backoff: { initial: 1 } }),
      take(1),
    );
    expect(await lastValueFrom(performed$)).toMatchObject({ status: 'completed' });
    expect(puts).toBe(2);
  });

  it('continues when all its pollers fail with expired credentials, which are requested once', async () => {
    const harness = await DomainHarness.open();
    const { asked, client, domain } = renewable(harness);
    // The first is refused at once, each of the others later, the last after the renewal is over.
    const underWay = eightCalls();
    failing(client, 'PollForActivityTask', async call => {
      if (call >= 8) return undefined;
      await underWay();
      for (let tick = 0; tick < call * 20; tick += 1) await undefined;
      return expired();
    });
    const worker = new ActivityWorker(domain, 'thumbnails', { concurrency: 8 });
    const recovered$ = worker.events$.pipe(
      filter(({ type }) => type === 'recovered'),
      take(8),
      toArray(),
    );
    const recovered = lastValueFrom(recovered$);
    const failures: unknown[] = [];
    const subscription = worker.subscribe({ error: error => failures.push(error) });
    await recovered;
    await harness.scheduled(resize);
    subscription.unsubscribe();
    expect(failures).toEqual([]);
    expect(asked.times).toBe(2);
  });

  it('continues if all its pollers are refused because of a wrong clock', async () => {
    const harness = await DomainHarness.open();
    const underWay = eightCalls();
    failing(harness.client, 'PollForActivityTask', async call => {
      if (call >= 8) return undefined;
      await underWay();
      for (let tick = 0; tick < call * 20; tick += 1) await undefined;
      return named('InvalidSignatureException', 'Signature expired: a is now earlier than b (c - 5 min.)');
    });
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { concurrency: 8 });
    expect(await firstValueFrom(worker)).toMatchObject({ input: 0 });
  });

  it('waits for a provider that cannot renew expired credentials yet', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize, resize);
    let asked = 0;
    const client = harness.swf.client({
      credentials: async () => {
        asked += 1;
        if (asked === 2) throw noCredentials();
        return { accessKeyId: `key-${asked}`, secretAccessKey: 's' };
      },
    });
    const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails', {
      backoff: { initial: 1 },
    });
    await firstValueFrom(worker);
    failing(client, 'PollForActivityTask', call => (call < 2 ? expired() : undefined));
    expect(await firstValueFrom(worker)).toMatchObject({ input: 1 });
    expect(asked).toBe(3);
  });

  it('ends when SWF refuses it', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    await firstValueFrom(worker);
    harness.fail('PollForActivityTask', 1, named('AccessDeniedException'));
    await expect(firstValueFrom(worker)).rejects.toMatchObject({ name: 'NotPermittedError' });
  });

  it('ends with the embedded service', async () => {
    const harness = await DomainHarness.open();
    const ended = lastValueFrom(new ActivityWorker(harness.domain, 'thumbnails'));
    const nextEnded = expect(ended).rejects.toThrow('This LocalSwf is closed');
    await harness.swf.close();
    await nextEnded;
  });
});

describe('an actor that has never worked', () => {
  it('ends at once when there are no credentials', async () => {
    const harness = await DomainHarness.open();
    harness.fail('PollForActivityTask', 1, noCredentials());
    await expect(firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails'))).rejects.toThrow(
      'Could not load credentials',
    );
  });

  it('ends when new credentials are refused as well', async () => {
    const harness = await DomainHarness.open();
    const { asked, client, domain } = renewable(harness);
    failing(client, 'PollForActivityTask', () => named('UnrecognizedClientException'));
    await expect(firstValueFrom(new ActivityWorker(domain, 'thumbnails'))).rejects.toMatchObject({
      kind: 'UnrecognizedClientException',
    });
    expect(asked.times).toBe(2);
  });
});

describe('a page token that has expired', () => {
  it('fails only its decision task', async () => {
    const harness = await DomainHarness.open();
    const long = await harness.start();
    await lastValueFrom(range(1_100).pipe(mergeMap(() => long.signal('ping'), 20)));
    await lastValueFrom(harness.type.startExecution({ workflowId: 'album-8' }));
    failing(harness.client, 'PollForDecisionTask', call =>
      call === 1
        ? named('ValidationException', 'Specified token has exceeded its maximum lifetime')
        : undefined,
    );
    const decider = new Decider(harness.domain, 'decisions', { backoff: { initial: 1 } });
    const retried: string[] = [];
    decider.events$.subscribe(event => event.type === 'retried' && retried.push(String(event.error)));
    const next = await firstValueFrom(decider);
    expect(next.workflowExecution.workflowId).toBe('album-8');
    expect(retried).toHaveLength(1);
    expect(retried[0]).toContain('"album-7" was given up');
    await lastValueFrom(next.complete([startTimer({ timerId: '1', startToFireTimeout: 60 })]));
    // SWF assigns the other task again once it has timed out.
    harness.clock.advance(31_000);
    expect((await firstValueFrom(decider)).workflowExecution.workflowId).toBe('album-7');
  });
});

describe('a watch', () => {
  const soon = { interval: 1, backoff: { initial: 1 } };

  it('continues when credentials have expired: changes$', async () => {
    const harness = await DomainHarness.open();
    const { client, domain } = renewable(harness);
    failing(client, 'DescribeDomain', call => (call === 1 ? expired() : undefined));
    const heard$ = domain.watch(soon).pipe(
      tap(() => domain.deprecate().subscribe({ error: () => {} })),
      take(2),
      toArray(),
    );
    expect(await lastValueFrom(heard$)).toHaveLength(2);
  });

  it('continues when its provider temporarily has no credentials: changes$', async () => {
    const harness = await DomainHarness.open();
    failing(harness.client, 'DescribeDomain', call => (call === 1 ? noCredentials() : undefined));
    const heard$ = harness.domain.watch(soon).pipe(
      tap(() => harness.domain.deprecate().subscribe({ error: () => {} })),
      take(2),
      toArray(),
    );
    expect(await lastValueFrom(heard$)).toHaveLength(2);
  });

  it('errors at once if there have never been credentials', async () => {
    const harness = await DomainHarness.open();
    failing(harness.client, 'DescribeDomain', noCredentials);
    await expect(firstValueFrom(harness.domain.watch(soon))).rejects.toThrow(InvalidCredentialsError);
  });

  it.each(['result', 'progress'] as const)('continues when credentials have expired: %s$', async what => {
    const harness = await DomainHarness.open();
    const { client, domain } = renewable(harness);
    const execution = new DurableExecution(await harness.start());
    const polled = what === 'result' ? 'GetWorkflowExecutionHistory' : 'DescribeWorkflowExecution';
    failing(client, polled, call => {
      if (call === 1) execution.terminate().subscribe();
      if (call === 1) return expired();
      return call === 2 ? noCredentials() : undefined;
    });
    const watched = new DurableExecution<unknown>(new WorkflowExecution({ ...execution, domain }));
    const end = lastValueFrom<unknown, string>(watched[what](soon), { defaultValue: 'ended' });
    if (what === 'result') await expect(end).rejects.toMatchObject({ name: 'ExecutionTerminatedError' });
    else expect(await end).toBe('ended');
  });
});
