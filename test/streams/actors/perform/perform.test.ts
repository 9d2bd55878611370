import {
  ActivityFailure,
  type ActivityHandler,
  ActivityWorker,
  Decider,
  type PerformOptions,
  perform,
  requestCancelActivityTask,
  type WorkflowExecution,
} from 'rx-swf';
import {
  filter,
  finalize,
  firstValueFrom,
  lastValueFrom,
  map,
  mergeMap,
  NEVER,
  of,
  take,
  toArray,
} from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionReset } from '../../../harness/connectionReset.js';
import { DomainHarness } from '../../../harness/DomainHarness.js';
import { intercept } from '../../../harness/intercept.js';

let harness: DomainHarness;
beforeEach(async () => {
  harness = await DomainHarness.open();
});

const historyOf = (execution: WorkflowExecution) => lastValueFrom(execution.history());

/** Performs the first task of the list. */
const work = <R>(handler: ActivityHandler<number, R>, options?: PerformOptions) =>
  lastValueFrom(
    new ActivityWorker<number>(harness.domain, 'thumbnails').pipe(perform(handler, options), take(1)),
  );

describe('perform', () => {
  it.each<[string, ActivityHandler<number, string>]>([
    ['a value', () => 'done'],
    ['a Promise', async () => 'done'],
    ['an Observable, of which the last value counts', () => of('begun', 'done')],
  ])('completes a task with the return value of its handler: %s', async (_, handler) => {
    const execution = await harness.resizing(0);
    expect(await work(handler)).toMatchObject({ status: 'completed', result: 'done' });
    expect((await historyOf(execution)).activities.get('0')?.result).toBe('done');
  });

  it('completes a task without a result if there is none', async () => {
    const execution = await harness.resizing(0);
    expect(await work(() => of<string>().pipe(filter(Boolean)))).toMatchObject({
      status: 'completed',
      result: undefined,
    });
    expect((await historyOf(execution)).activities.get('0')?.rawResult).toBeUndefined();
  });

  it.each<[string, ActivityHandler<number, never>]>([
    [
      'throws',
      () => {
        throw new RangeError('too large');
      },
    ],
    [
      'rejects',
      async () => {
        throw new RangeError('too large');
      },
    ],
  ])('fails a task whose handler %s, with a reason and details', async (_, handler) => {
    const execution = await harness.resizing(0);
    expect(await work(handler)).toMatchObject({ status: 'failed', error: new RangeError('too large') });
    expect((await historyOf(execution)).activities.get('0')).toMatchObject({
      state: 'failed',
      reason: 'RangeError: too large',
      details: { name: 'RangeError', message: 'too large', stack: expect.stringContaining('too large') },
    });
  });

  it('fails a task with the reason and details of an ActivityFailure', async () => {
    const execution = await harness.resizing(0);
    await work(() => {
      throw new ActivityFailure('NotAnImage', { type: 'text/plain' });
    });
    expect((await historyOf(execution)).activities.get('0')).toMatchObject({
      reason: 'NotAnImage',
      details: { type: 'text/plain' },
    });
  });

  it('fails a task for any thrown value and any result that cannot be sent', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const execution = await harness.resizing(0, 1, 2, 3);
    const handlers: ActivityHandler<number, unknown>[] = [
      () => {
        throw 'a text';
      },
      () => {
        throw circular;
      },
      () => 'x'.repeat(40_000),
      () => circular,
    ];
    const worker = new ActivityWorker<number>(harness.domain, 'thumbnails');
    const statuses = await lastValueFrom(
      worker.pipe(
        perform((task, context) => handlers[task.input]?.(task, context)),
        map(({ status }) => status),
        take(4),
        toArray(),
      ),
    );
    expect(statuses).toEqual(['failed', 'failed', 'failed', 'failed']);
    const reasons = (await historyOf(execution)).activities.failed.map(({ reason }) => reason);
    expect(reasons[0]).toBe('a text');
    expect(reasons[1]).toBe('[object Object]');
    expect(reasons[2]).toContain('result must be a payload of at most 32768 characters');
    expect(reasons[3]).toContain('circular');
  });

  it('performs as many tasks at a time as the worker holds', async () => {
    await harness.resizing(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    let [running, most] = [0, 0];
    await lastValueFrom(
      new ActivityWorker<number>(harness.domain, 'thumbnails', { concurrency: 3 }).pipe(
        perform(async () => {
          most = Math.max(most, ++running);
          await lastValueFrom(new ActivityWorker(harness.domain, 'thumbnails').pending());
          running -= 1;
        }),
        take(10),
      ),
    );
    expect(most).toBe(3);
  });

  it('answers canceled when the decider requests it, with the return value of the handler as details', async () => {
    const execution = await harness.resizing(0);
    const outcome = work(
      async (_, { signal }) => {
        await lastValueFrom(execution.signal('started'));
        const next = await firstValueFrom(new Decider(harness.domain, 'decisions'));
        await lastValueFrom(next.complete([requestCancelActivityTask({ activityId: '0' })]));
        await new Promise(resolve => signal.addEventListener('abort', resolve));
        return 'half done';
      },
      { heartbeatInterval: 1 },
    );
    expect((await outcome).status).toBe('canceled');
    expect((await historyOf(execution)).activities.get('0')).toMatchObject({
      state: 'canceled',
      details: 'half done',
    });
  });

  it('answers nothing for a task that is gone', async () => {
    const execution = await harness.resizing(0);
    const outcome = await work(
      (_, { signal }) => {
        signal.throwIfAborted();
        return execution.terminate().pipe(mergeMap(() => NEVER));
      },
      { heartbeatInterval: 1 },
    );
    expect(outcome.status).toBe('gone');
  });

  it('also detects by the answer that a task is gone', async () => {
    const execution = await harness.resizing(0);
    expect(await work(() => execution.terminate())).toMatchObject({ status: 'gone' });
  });

  it('sends details with its heartbeats, which come back when the task times out', async () => {
    const execution = await harness.resizing(0);
    const beating = new Promise<void>(resolve => {
      intercept(harness.client, 'RecordActivityTaskHeartbeat', ({ send }) => send().finally(resolve));
    });
    const subscription = new ActivityWorker(harness.domain, 'thumbnails')
      .pipe(
        perform(
          (_, { heartbeat }) => {
            heartbeat({ done: 40 });
            return NEVER;
          },
          { heartbeatInterval: 1 },
        ),
      )
      .subscribe();
    await beating;
    subscription.unsubscribe();
    harness.clock.advance(61_000);
    expect((await historyOf(execution)).activities.get('0')).toMatchObject({
      state: 'timedOut',
      timeoutType: 'HEARTBEAT',
      details: { done: 40 },
    });
  });

  it('retries an answer until SWF accepts it', async () => {
    const execution = await harness.resizing(0);
    harness.fail('RespondActivityTaskCompleted', 3, connectionReset());
    expect(await work(() => 'done', { backoff: { initial: 1 } })).toMatchObject({ status: 'completed' });
    expect((await historyOf(execution)).activities.completed).toHaveLength(1);
  });

  it('aborts signals and answers nothing when it is unsubscribed from', async () => {
    const execution = await harness.resizing(0);
    let signal: AbortSignal | undefined;
    let torn = false;
    await new Promise<void>(resolve => {
      const subscription = new ActivityWorker(harness.domain, 'thumbnails')
        .pipe(
          perform((_, context) => {
            signal = context.signal;
            queueMicrotask(() => {
              subscription.unsubscribe();
              resolve();
            });
            return NEVER.pipe(
              finalize(() => {
                torn = true;
              }),
            );
          }),
        )
        .subscribe();
    });
    expect([signal?.aborted, torn]).toEqual([true, true]);
    expect((await historyOf(execution)).activities.started).toHaveLength(1);
  });

  it('errors if retrying an answer cannot help', async () => {
    await harness.resizing(0);
    harness.fail(
      'RespondActivityTaskCompleted',
      1,
      Object.assign(new Error('no'), { name: 'ExpiredTokenException' }),
    );
    await expect(work(() => 'done')).rejects.toMatchObject({ name: 'InvalidCredentialsError' });
  });
});
