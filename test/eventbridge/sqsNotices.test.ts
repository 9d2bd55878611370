import { setImmediate } from 'node:timers/promises';
import { DoesNotExistError, InvalidArgumentError, type Notice, NotPermittedError } from 'rx-swf';
import { type SqsNoticesOptions, sqsNotices } from 'rx-swf/eventbridge';
import { VirtualTimeScheduler } from 'rxjs';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectionReset } from '../harness/connectionReset.js';
import { envelope } from './envelope.js';
import { FakeSqs, faults } from './FakeSqs.js';

const options = (sqs: FakeSqs): SqsNoticesOptions => ({ queueUrl: FakeSqs.url, client: sqs.client });

/**
 * Lets calls of the SDK settle and virtual time pass, less than a poll may take. The first call of a client may take
 * long, because the SDK reads files before it; `hasBegun` says when it is over.
 */
async function settled(scheduler = new VirtualTimeScheduler(), hasBegun = () => true): Promise<void> {
  for (let turn = 0; turn < 40; turn += hasBegun() ? 1 : 0) {
    await setImmediate();
    scheduler.maxFrames = scheduler.frame + (hasBegun() ? 1_000 : 0);
    scheduler.flush();
  }
}

function open(more: Partial<SqsNoticesOptions> = {}, sqs = new FakeSqs()) {
  const scheduler = new VirtualTimeScheduler();
  const seen: string[] = [];
  const errors: unknown[] = [];
  const notices$ = sqsNotices({ ...options(sqs), scheduler, ...more });
  const subscription = notices$.subscribe({
    next: ({ workflowId }: Notice) => seen.push(workflowId),
    error: (error: unknown) => errors.push(error),
    complete: () => errors.push('complete'),
  });
  const hasBegun = () => sqs.calls.length > 0 || errors.length > 0;
  onTestFinished(() => subscription.unsubscribe());
  return { sqs, seen, errors, subscription, settled: () => settled(scheduler, hasBegun) };
}

const ids = (count: number) => Array.from({ length: count }, (_, n) => `album-${n}`);

describe('sqsNotices', () => {
  it.each([
    ['client must be an SQSClient, got undefined', { client: undefined }],
    ['queueUrl must be the URL of a queue, got "media"', { queueUrl: 'media' }],
    ['queueUrl must be the URL of a queue, got undefined', { queueUrl: undefined }],
    ['queueUri', { queueUri: FakeSqs.url }],
    ['initial of backoff must be a number', { backoff: { initial: -1 } }],
  ])('refuses invalid options: %s', (message, wrong) => {
    const given = { ...options(new FakeSqs()), ...wrong };
    expect(() => Reflect.apply(sqsNotices, undefined, [given])).toThrow(InvalidArgumentError);
    expect(() => Reflect.apply(sqsNotices, undefined, [given])).toThrow(message);
  });

  it('sends nothing until it is subscribed to', async () => {
    const sqs = new FakeSqs();
    sqsNotices(options(sqs));
    await settled();
    expect(sqs.calls).toEqual([]);
  });

  it('long polls one queue for full batches, and deletes what it has emitted', async () => {
    const { sqs, seen, settled } = open();
    sqs.send(...ids(12).map(id => envelope(id)));
    await settled();
    expect(seen).toEqual(ids(12));
    expect([sqs.deleted.length, sqs.visible.size, sqs.inFlight.size]).toEqual([12, 0, 0]);
    const receive = { QueueUrl: FakeSqs.url, WaitTimeSeconds: 20, MaxNumberOfMessages: 10 };
    expect(sqs.calls.map(([name]) => name.replace('Message', ''))).toEqual([
      'Receive',
      'DeleteBatch',
      'Receive',
      'DeleteBatch',
      'Receive',
    ]);
    for (const [name, input] of sqs.calls) if (name === 'ReceiveMessage') expect(input).toEqual(receive);
  });

  it('polls again after an empty answer', async () => {
    const { sqs, seen, settled } = open();
    await settled();
    sqs.send();
    await settled();
    sqs.send(envelope('late'));
    await settled();
    expect(seen).toEqual(['late']);
  });

  it('leaves what it cannot read for the dead-letter queue, reports it, and goes on', async () => {
    const unreadable: unknown[] = [];
    const { sqs, seen, errors, settled } = open({
      onUnreadable: (error, { Body }) => {
        unreadable.push([`${error}`, Body]);
        throw new Error('thrown by the listener');
      },
    });
    const thrown: unknown[] = [];
    const listener = (error: unknown) => thrown.push(error);
    const { config } = await import('rxjs');
    config.onUnhandledError = listener;
    onTestFinished(() => {
      config.onUnhandledError = null;
    });
    sqs.send('poison', envelope('a'), { source: 'aws.ec2' });
    await settled();
    await vi.waitFor(() => expect(thrown).toHaveLength(2));
    expect([seen, errors]).toEqual([['a'], []]);
    expect(unreadable).toEqual([
      [expect.stringContaining('envelope must be valid JSON'), 'poison'],
      [expect.stringContaining('source must be "aws.swf"'), '{"source":"aws.ec2"}'],
    ]);
    expect(thrown).toHaveLength(2);
    expect([...sqs.inFlight.values()]).toEqual(['poison', '{"source":"aws.ec2"}']);
    expect(sqs.deleted).toEqual(['receipt 2']);
  });

  it.each([
    ['throttling', faults.throttled],
    ['an internal error', faults.internal],
    ['a broken connection', connectionReset()],
  ])('backs off and goes on after %s, and tells of the outage', async (_, fault) => {
    const told: unknown[] = [];
    const sqs = new FakeSqs();
    sqs.faults.push(fault, fault, fault);
    const { seen, errors, settled } = open(
      {
        backoff: { random: () => 1 },
        onRetry: ({ delay }) => told.push(delay),
        onRecovered: () => told.push('ok'),
      },
      sqs,
    );
    sqs.send(envelope('a'));
    await settled();
    expect([seen, errors, told]).toEqual([['a'], [], [250, 500, 1000, 'ok']]);
  });

  it('retries a deletion, without emitting its notices again', async () => {
    const { sqs, seen, settled } = open();
    sqs.deleteFaults.push(faults.internal, connectionReset());
    sqs.send(envelope('a'));
    await settled();
    expect([seen, sqs.deleted]).toEqual([['a'], ['receipt 1']]);
  });

  it('emits a message again that was delivered again', async () => {
    const { sqs, seen, settled } = open();
    sqs.deleteFaults.push(...Array.from({ length: 100 }, () => faults.internal));
    sqs.send(envelope('a'));
    await setImmediate();
    sqs.deleteFaults.length = 0;
    sqs.send(envelope('a'));
    await settled();
    expect(seen).toEqual(['a', 'a']);
  });

  it('renews credentials that have expired', async () => {
    const { sqs, seen, errors, settled } = open();
    await settled();
    for (const id of ['a', 'b']) {
      sqs.faults.push(faults.expired);
      sqs.send();
      await settled();
      sqs.send(envelope(id));
      await settled();
    }
    expect([seen, errors]).toEqual([['a', 'b'], []]);
  });

  it.each([
    ['the queue does not exist', faults.noQueue, DoesNotExistError],
    ['it may not read it', faults.denied, NotPermittedError],
  ])('errors if %s', async (_, fault, expected) => {
    const sqs = new FakeSqs();
    sqs.faults.push(fault);
    const { errors, settled } = open({}, sqs);
    await settled();
    expect(errors).toEqual([expect.any(expected)]);
  });

  it('errors if it may not delete', async () => {
    const { sqs, seen, errors, settled } = open();
    sqs.deleteFaults.push(faults.denied);
    sqs.send(envelope('a'));
    await settled();
    expect([seen, errors]).toEqual([['a'], [expect.any(NotPermittedError)]]);
  });

  it('aborts its poll when it is left', async () => {
    const { sqs, subscription, settled } = open();
    await settled();
    subscription.unsubscribe();
    await settled();
    sqs.send(envelope('a'));
    await settled();
    expect([sqs.aborted, sqs.calls.length, sqs.visible.size]).toEqual([1, 1, 1]);
  });

  it('leaves no wait behind when it is left during an outage', async () => {
    const sqs = new FakeSqs();
    sqs.faults.push(faults.internal);
    const scheduler = new VirtualTimeScheduler();
    const subscription = sqsNotices({ ...options(sqs), scheduler }).subscribe();
    while (scheduler.actions.length === 0) await setImmediate();
    subscription.unsubscribe();
    expect(scheduler.actions).toEqual([]);
    await settled(scheduler);
    expect(sqs.calls).toHaveLength(1);
  });
});
