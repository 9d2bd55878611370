import { type ActivityTask, ActivityWorker, DoesNotExistError, Domain, type WorkflowExecution } from 'rx-swf';
import { concatMap, firstValueFrom, lastValueFrom, of, take, toArray } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionReset } from '../../harness/connectionReset.js';
import { DomainHarness, resize } from '../../harness/DomainHarness.js';

let harness: DomainHarness;
beforeEach(async () => {
  harness = await DomainHarness.open();
});

const historyOf = (execution: WorkflowExecution) => lastValueFrom(execution.history());

describe('ActivityWorker', () => {
  it('emits tasks, which answer for themselves', async () => {
    const execution = await harness.resizing(0);
    const task = await firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails', { identity: 'me' }));
    expect(task).toMatchObject({
      activityId: '0',
      activityType: resize,
      input: 0,
      rawInput: '0',
      workflowExecution: { workflowId: 'album-7', runId: execution.runId },
    });
    await lastValueFrom(task.complete({ url: '/0' }));
    const history = await historyOf(execution);
    expect(history.activities.get('0')).toMatchObject({
      state: 'completed',
      result: { url: '/0' },
      identity: 'me',
    });
    await expect(lastValueFrom(task.complete())).rejects.toThrow(DoesNotExistError);
  });

  it('answers by token, which frees the slot', async () => {
    const execution = await harness.resizing(0, 1, 2, 3);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const answers = [
      ({ taskToken }: ActivityTask) => worker.complete(taskToken, 'done'),
      ({ taskToken }: ActivityTask) => worker.fail(taskToken, { reason: 'broken', details: [1] }),
      ({ taskToken }: ActivityTask) => worker.cancel(taskToken, 'no more'),
      ({ taskToken }: ActivityTask) =>
        worker.heartbeat(taskToken, 'beat').pipe(concatMap(() => worker.complete(taskToken))),
    ];
    await lastValueFrom(
      worker.pipe(
        concatMap((task, n) => answers[n]?.(task) ?? of(undefined)),
        take(4),
      ),
    );
    const { activities } = await historyOf(execution);
    expect(activities.completed.map(({ id }) => id)).toEqual(['0', '3']);
    expect(activities.failed[0]).toMatchObject({ id: '1', reason: 'broken', details: [1] });
    expect(activities.canceled[0]).toMatchObject({ id: '2', details: 'no more' });
  });

  it('answers tasks that came from a single poll', async () => {
    await harness.resizing(0);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const task = await lastValueFrom(worker.poll());
    await lastValueFrom(worker.complete(task?.taskToken ?? '', 'done'));
    await expect(lastValueFrom(worker.complete(task?.taskToken ?? ''))).rejects.toThrow(DoesNotExistError);
  });

  it('polls once, and emits undefined if there is no task', async () => {
    const worker = new ActivityWorker(harness.domain, 'empty');
    const polled = lastValueFrom(worker.poll().pipe(toArray()));
    // The poll is in the service before the clock is moved: this later call is answered after it arrived.
    await lastValueFrom(worker.pending());
    harness.clock.advance(60_000);
    expect(await polled).toEqual([undefined]);
  });

  it('counts the waiting tasks', async () => {
    await harness.resizing(0, 1, 2);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    expect(await lastValueFrom(worker.pending())).toEqual({ count: 3, truncated: false });
  });

  it('truncates long reasons, and replaces details that are too long', async () => {
    const execution = await harness.resizing(0);
    const task = await firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails'));
    await lastValueFrom(task.heartbeat('h'.repeat(5_000)));
    await lastValueFrom(task.fail({ reason: 'r'.repeat(300), details: 'd'.repeat(40_000) }));
    const { reason, rawDetails, details } = (await historyOf(execution)).activities.get('0') ?? {};
    expect(reason).toHaveLength(256);
    expect(rawDetails?.length).toBeLessThanOrEqual(32_768);
    expect(details).toEqual({ truncated: true, preview: expect.stringMatching(/^d{30000,}$/) });
  });

  it('errors at once for an unknown domain and for bad credentials', async () => {
    const nowhere = new Domain({ name: 'nowhere', client: harness.client });
    await expect(firstValueFrom(new ActivityWorker(nowhere, 'thumbnails'))).rejects.toThrow(
      'Unknown domain: nowhere',
    );
    harness.fail(
      'PollForActivityTask',
      1,
      Object.assign(new Error('no'), { name: 'UnrecognizedClientException' }),
    );
    await expect(firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails'))).rejects.toMatchObject({
      name: 'InvalidCredentialsError',
    });
  });

  it('continues through network errors', async () => {
    await harness.resizing(0);
    harness.fail('PollForActivityTask', 3, connectionReset());
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { backoff: { initial: 1 } });
    expect((await firstValueFrom(worker)).activityId).toBe('0');
  });

  it('stops polling and leaves no waiting poll behind when it is unsubscribed from', async () => {
    const subscription = new ActivityWorker(harness.domain, 'thumbnails', { concurrency: 5 }).subscribe();
    await lastValueFrom(new ActivityWorker(harness.domain, 'thumbnails').pending());
    subscription.unsubscribe();
    await harness.resizing(0);
    expect(await lastValueFrom(new ActivityWorker(harness.domain, 'thumbnails').pending())).toMatchObject({
      count: 1,
    });
  });

  it('prints its tasks short, and without the client', async () => {
    await harness.resizing(0);
    const task = await firstValueFrom(new ActivityWorker(harness.domain, 'thumbnails'));
    expect(`${task}`).toBe("ActivityTask('0', 'Resize', '1')");
    expect(JSON.parse(JSON.stringify(task))).toMatchObject({ domain: 'media', activityId: '0' });
  });
});
