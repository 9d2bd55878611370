import { SWFClient } from '@aws-sdk/client-swf';
import { ActivityWorker, Decider, Domain, decide, InvalidCredentialsError, perform } from 'rx-swf';
import { manualClock } from 'rx-swf/local';
import { filter, firstValueFrom, lastValueFrom, map, take, toArray } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';
import { failCalls } from '../../harness/failCalls.js';
import { openSwf } from '../../harness/openSwf.js';

const expired = () =>
  Object.assign(new Error('The security token included in the request is expired'), {
    name: 'ExpiredTokenException',
  });

describe('credentials that have expired', () => {
  it('are requested again, and the poll continues', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    let key = 0;
    const client = harness.swf.client({
      credentials: async () => ({
        accessKeyId: `key-${++key}`,
        secretAccessKey: 's',
        expiration: new Date(Date.now() + 3_600_000),
      }),
    });
    failCalls(client, /./, 1, expired());
    const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails');
    const told: string[] = [];
    const watching = worker.events$.subscribe(({ type }) => told.push(type));
    await lastValueFrom(
      worker.pipe(
        perform(() => 'done'),
        take(1),
      ),
    );
    watching.unsubscribe();
    expect(key).toBe(2);
    expect(told).toContain('recovered');
  });

  it('are requested again for answers', async () => {
    const harness = await DomainHarness.open();
    await harness.scheduled(resize);
    let key = 0;
    const client = harness.swf.client({
      credentials: async () => ({ accessKeyId: `key-${++key}`, secretAccessKey: 's' }),
    });
    failCalls(client, 'RespondActivityTaskCompleted', 1, expired());
    const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails');
    const performed = await lastValueFrom(
      worker.pipe(
        perform(() => 'done'),
        take(1),
      ),
    );
    expect(performed.status).toBe('completed');
  });

  it('are requested again for the answers of a decider', async () => {
    const harness = await DomainHarness.open();
    await lastValueFrom(harness.type.startExecution());
    let key = 0;
    const client = harness.swf.client({
      credentials: async () => ({ accessKeyId: `key-${++key}`, secretAccessKey: 's' }),
    });
    failCalls(client, 'RespondDecisionTaskCompleted', 1, expired());
    const decider = new Decider(new Domain({ name: 'media', client }), 'decisions');
    const decided$ = decider.pipe(
      decide(() => []),
      take(1),
    );
    expect(await lastValueFrom(decided$)).toMatchObject({ status: 'completed' });
  });

  it('end the actor if there are no new ones', async () => {
    const harness = await DomainHarness.open();
    const client = harness.swf.client({ credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
    failCalls(client, /./, Number.POSITIVE_INFINITY, expired());
    const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails');
    await expect(firstValueFrom(worker)).rejects.toThrow(InvalidCredentialsError);
  });
});

describe('a clock that is wrong', () => {
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' };

  it('is corrected by the clock of the service, and the poll continues', async () => {
    const swf = openSwf({ clock: manualClock(), credentials });
    const { url } = await swf.listen();
    await lastValueFrom(new Domain({ name: 'media', client: swf.client() }).save());
    const client = new SWFClient({
      endpoint: url,
      region: 'us-east-1',
      credentials,
      systemClockOffset: 3_600_000,
    });
    onTestFinished(() => client.destroy());
    const worker = new ActivityWorker(new Domain({ name: 'media', client }), 'thumbnails');
    const polls$ = worker.events$.pipe(
      filter(({ type }) => type === 'poll' || type === 'recovered'),
      map(({ type }) => type),
      take(3),
      toArray(),
    );
    const told = lastValueFrom(polls$);
    const subscription = worker.subscribe();
    expect(await told).toEqual(['poll', 'recovered', 'poll']);
    subscription.unsubscribe();
  });

  it('that cannot be corrected ends the actor', async () => {
    const harness = await DomainHarness.open();
    const refusal = Object.assign(new Error('Signature expired: a is now earlier than b (c - 5 min.)'), {
      name: 'InvalidSignatureException',
    });
    harness.fail('PollForActivityTask', 2, refusal);
    await expect(firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails'))).rejects.toThrow(
      InvalidCredentialsError,
    );
  });
});
