import type { SWFClient } from '@aws-sdk/client-swf';
import {
  ActivityFailure,
  type ActivityHandler,
  type ActivityTask,
  ActivityType,
  ActivityWorker,
  completeWorkflowExecution,
  type DecideOptions,
  Decider,
  type DecisionHandler,
  DoesNotExistError,
  Domain,
  decide,
  type PerformOptions,
  perform,
  requestCancelActivityTask,
  scheduleActivityTask,
  type WorkflowExecution,
  WorkflowType,
} from 'rx-swf';
import { LocalSwf, type ManualClock, manualClock } from 'rx-swf/local';
import {
  concatMap,
  filter,
  finalize,
  firstValueFrom,
  lastValueFrom,
  map,
  mergeMap,
  NEVER,
  of,
  range,
  take,
  toArray,
} from 'rxjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let swf: LocalSwf;
let clock: ManualClock;
let client: SWFClient;
let domain: Domain;
let type: WorkflowType;
const resize = { name: 'Resize', version: '1' };

beforeEach(async () => {
  clock = manualClock();
  swf = new LocalSwf({ clock });
  client = swf.client();
  domain = new Domain({ name: 'media', client });
  await lastValueFrom(domain.save());
  type = new WorkflowType({
    domain,
    name: 'Album',
    version: '1',
    taskList: 'decisions',
    childPolicy: 'TERMINATE',
    executionStartToCloseTimeout: 3600,
    taskStartToCloseTimeout: 30,
  });
  await lastValueFrom(type.save());
  await lastValueFrom(
    new ActivityType({
      domain,
      ...resize,
      taskList: 'thumbnails',
      heartbeatTimeout: 60,
      scheduleToStartTimeout: 'NONE',
      scheduleToCloseTimeout: 'NONE',
      startToCloseTimeout: 300,
    }).save(),
  );
});
afterEach(() => swf.close());

const start = (input?: unknown) => lastValueFrom(type.startExecution({ workflowId: 'album-7', input }));
const historyOf = (execution: WorkflowExecution) => lastValueFrom(execution.history());

/** An execution with so many activities scheduled, whose inputs count from 0. */
async function scheduled(count = 1): Promise<WorkflowExecution> {
  const execution = await start();
  const task = await firstValueFrom(new Decider(domain, 'decisions'));
  const decisions = Array.from({ length: count }, (_, n) =>
    scheduleActivityTask({ activityType: resize, activityId: String(n), input: n }),
  );
  await lastValueFrom(task.complete(decisions));
  return execution;
}

/** What becomes of the first task of the list. */
const work = <R>(handler: ActivityHandler<number, R>, options?: PerformOptions) =>
  lastValueFrom(new ActivityWorker<number>(domain, 'thumbnails').pipe(perform(handler, options), take(1)));

/** Makes the next calls of an operation fail, before the service sees them. */
function fail(operation: string, times: number, error: Error): void {
  let left = times;
  client.middlewareStack.add(
    (next, context) => args => {
      if (context['commandName'] !== `${operation}Command` || left === 0) return next(args);
      left -= 1;
      throw error;
    },
    { step: 'initialize' },
  );
}
const reset = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

describe('ActivityWorker', () => {
  it('emits tasks, which answer for themselves', async () => {
    const execution = await scheduled();
    const task = await firstValueFrom(new ActivityWorker(domain, 'thumbnails', { identity: 'me' }));
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

  it('answers by token, and makes room with it', async () => {
    const execution = await scheduled(4);
    const worker = new ActivityWorker(domain, 'thumbnails');
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
    await scheduled();
    const worker = new ActivityWorker(domain, 'thumbnails');
    const task = await lastValueFrom(worker.poll());
    await lastValueFrom(worker.complete(task?.taskToken ?? '', 'done'));
    await expect(lastValueFrom(worker.complete(task?.taskToken ?? ''))).rejects.toThrow(DoesNotExistError);
  });

  it('polls once, for nothing when there is nothing', async () => {
    const worker = new ActivityWorker(domain, 'empty');
    const polled = lastValueFrom(worker.poll().pipe(toArray()));
    // The poll is in the service before the clock is moved: this later call is answered after it arrived.
    await lastValueFrom(worker.pending());
    clock.advance(60_000);
    expect(await polled).toEqual([undefined]);
  });

  it('counts the tasks that wait', async () => {
    await scheduled(3);
    const worker = new ActivityWorker(domain, 'thumbnails');
    expect(await lastValueFrom(worker.pending())).toEqual({ count: 3, truncated: false });
  });

  it('cuts reasons and details to what SWF carries', async () => {
    const execution = await scheduled();
    const task = await firstValueFrom(new ActivityWorker(domain, 'thumbnails'));
    await lastValueFrom(task.heartbeat('h'.repeat(5_000)));
    await lastValueFrom(task.fail({ reason: 'r'.repeat(300), details: 'd'.repeat(40_000) }));
    const { reason, rawDetails } = (await historyOf(execution)).activities.get('0') ?? {};
    expect([reason?.length, rawDetails?.length]).toEqual([256, 32_768]);
  });

  it('errors at once for an unknown domain and for bad credentials', async () => {
    const nowhere = new Domain({ name: 'nowhere', client });
    await expect(firstValueFrom(new ActivityWorker(nowhere, 'thumbnails'))).rejects.toThrow(
      'Unknown domain: nowhere',
    );
    fail('PollForActivityTask', 1, Object.assign(new Error('no'), { name: 'UnrecognizedClientException' }));
    await expect(firstValueFrom(new ActivityWorker(domain, 'thumbnails'))).rejects.toMatchObject({
      name: 'InvalidCredentialsError',
    });
  });

  it('goes on through network faults', async () => {
    await scheduled();
    fail('PollForActivityTask', 3, reset());
    const worker = new ActivityWorker(domain, 'thumbnails', { backoff: { initial: 1 } });
    expect((await firstValueFrom(worker)).activityId).toBe('0');
  });

  it('stops polling, and leaves no waiter behind, when it is unsubscribed from', async () => {
    const subscription = new ActivityWorker(domain, 'thumbnails', { concurrency: 5 }).subscribe();
    await lastValueFrom(new ActivityWorker(domain, 'thumbnails').pending());
    subscription.unsubscribe();
    await scheduled();
    expect(await lastValueFrom(new ActivityWorker(domain, 'thumbnails').pending())).toMatchObject({
      count: 1,
    });
  });

  it('prints its tasks short, and without the client', async () => {
    await scheduled();
    const task = await firstValueFrom(new ActivityWorker(domain, 'thumbnails'));
    expect(`${task}`).toBe("ActivityTask('0', 'Resize', '1')");
    expect(JSON.parse(JSON.stringify(task))).toMatchObject({ domain: 'media', activityId: '0' });
  });
});

describe('perform', () => {
  it.each<[string, ActivityHandler<number, string>]>([
    ['a value', () => 'done'],
    ['a Promise', async () => 'done'],
    ['an Observable, of which the last value counts', () => of('begun', 'done')],
  ])('completes a task with what its handler returns: %s', async (_, handler) => {
    const execution = await scheduled();
    expect(await work(handler)).toMatchObject({ status: 'completed', result: 'done' });
    expect((await historyOf(execution)).activities.get('0')?.result).toBe('done');
  });

  it('completes a task without a result where there is none', async () => {
    const execution = await scheduled();
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
    const execution = await scheduled();
    expect(await work(handler)).toMatchObject({ status: 'failed', error: new RangeError('too large') });
    expect((await historyOf(execution)).activities.get('0')).toMatchObject({
      state: 'failed',
      reason: 'RangeError: too large',
      details: { name: 'RangeError', message: 'too large', stack: expect.stringContaining('too large') },
    });
  });

  it('fails a task exactly as an ActivityFailure says', async () => {
    const execution = await scheduled();
    await work(() => {
      throw new ActivityFailure('NotAnImage', { type: 'text/plain' });
    });
    expect((await historyOf(execution)).activities.get('0')).toMatchObject({
      reason: 'NotAnImage',
      details: { type: 'text/plain' },
    });
  });

  it('fails a task whatever is thrown, and whatever cannot be sent', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const execution = await scheduled(4);
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
    const worker = new ActivityWorker<number>(domain, 'thumbnails');
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

  it('performs as many at once as the worker holds', async () => {
    await scheduled(10);
    let [running, most] = [0, 0];
    await lastValueFrom(
      new ActivityWorker<number>(domain, 'thumbnails', { concurrency: 3 }).pipe(
        perform(async () => {
          most = Math.max(most, ++running);
          await lastValueFrom(new ActivityWorker(domain, 'thumbnails').pending());
          running -= 1;
        }),
        take(10),
      ),
    );
    expect(most).toBe(3);
  });

  it('answers canceled when the decider asks for it, with what the handler returned as details', async () => {
    const execution = await scheduled();
    const outcome = work(
      async (_, { signal }) => {
        await lastValueFrom(execution.signal('started'));
        const next = await firstValueFrom(new Decider(domain, 'decisions'));
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
    const execution = await scheduled();
    const outcome = await work(
      (_, { signal }) => {
        signal.throwIfAborted();
        return execution.terminate().pipe(mergeMap(() => NEVER));
      },
      { heartbeatInterval: 1 },
    );
    expect(outcome.status).toBe('gone');
  });

  it('knows a task that is gone by the answer, too', async () => {
    const execution = await scheduled();
    expect(await work(() => execution.terminate())).toMatchObject({ status: 'gone' });
  });

  it('sends details with its heartbeats, which come back when the task times out', async () => {
    const execution = await scheduled();
    const beating = new Promise<void>(resolve => {
      client.middlewareStack.add(
        (next, context) => async args => {
          const answer = await next(args);
          if (context['commandName'] === 'RecordActivityTaskHeartbeatCommand') resolve();
          return answer;
        },
        { step: 'initialize' },
      );
    });
    const subscription = new ActivityWorker(domain, 'thumbnails')
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
    clock.advance(61_000);
    expect((await historyOf(execution)).activities.get('0')).toMatchObject({
      state: 'timed_out',
      timeoutType: 'HEARTBEAT',
      details: { done: 40 },
    });
  });

  it('tries an answer again until SWF has it', async () => {
    const execution = await scheduled();
    fail('RespondActivityTaskCompleted', 3, reset());
    expect(await work(() => 'done', { backoff: { initial: 1 } })).toMatchObject({ status: 'completed' });
    expect((await historyOf(execution)).activities.completed).toHaveLength(1);
  });

  it('aborts signals and answers nothing when it is unsubscribed from', async () => {
    const execution = await scheduled();
    let signal: AbortSignal | undefined;
    let torn = false;
    await new Promise<void>(resolve => {
      const subscription = new ActivityWorker(domain, 'thumbnails')
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

  it('errors when answering cannot be mended by trying again', async () => {
    await scheduled();
    fail(
      'RespondActivityTaskCompleted',
      1,
      Object.assign(new Error('no'), { name: 'ExpiredTokenException' }),
    );
    await expect(work(() => 'done')).rejects.toMatchObject({ name: 'InvalidCredentialsError' });
  });
});

describe('Decider', () => {
  it('brings the whole history, however many pages', async () => {
    const execution = await start({ files: 3 });
    await lastValueFrom(range(1_100).pipe(mergeMap(n => execution.signal('ping', n), 20)));
    fail('PollForDecisionTask', 0, reset());
    const task = await firstValueFrom(new Decider(domain, 'decisions', { identity: 'me' }));
    expect(task).toMatchObject({
      workflowExecution: { workflowId: 'album-7', runId: execution.runId },
      workflowType: { name: 'Album', version: '1' },
      startedEventId: 1_103,
      previousStartedEventId: 0,
    });
    expect(task.history.length).toBe(1_103);
    expect(task.history.signals.length).toBe(1_100);
    expect(task.history.input).toEqual({ files: 3 });
    expect(`${task}`).toBe("DecisionTask('album-7', 'Album', '1', 1103)");
  });

  it('keeps the task when a later page of it meets a fault', async () => {
    const execution = await start();
    await lastValueFrom(range(1_100).pipe(mergeMap(() => execution.signal('ping'), 20)));
    let polls = 0;
    client.middlewareStack.add(
      (next, context) => args => {
        if (context['commandName'] === 'PollForDecisionTaskCommand' && ++polls === 2) throw reset();
        return next(args);
      },
      { step: 'initialize' },
    );
    const task = await firstValueFrom(new Decider(domain, 'decisions', { backoff: { initial: 1 } }));
    expect(task.history.length).toBe(1_103);
    expect(polls).toBe(3);
  });

  it('answers by token, with an execution context and a task list of its own', async () => {
    const execution = await start();
    const decider = new Decider(domain, 'decisions');
    const task = await lastValueFrom(decider.poll());
    const options = { executionContext: { step: 1 }, taskList: 'sticky', taskListScheduleToStartTimeout: 5 };
    await lastValueFrom(decider.complete(task?.taskToken ?? '', [], options));
    const { latestExecutionContext } = await lastValueFrom(execution.upstream());
    expect(latestExecutionContext).toBe('{"step":1}');
    await lastValueFrom(execution.signal('ping'));
    expect(await lastValueFrom(new Decider(domain, 'sticky').pending())).toMatchObject({ count: 1 });
  });

  it('polls for nothing when there is nothing, and counts what waits', async () => {
    const decider = new Decider(domain, 'decisions');
    const polled = lastValueFrom(decider.poll());
    expect(await lastValueFrom(decider.pending())).toEqual({ count: 0, truncated: false });
    clock.advance(60_000);
    expect(await polled).toBeUndefined();
  });
});

describe('decide', () => {
  const turn = (handler: DecisionHandler, options?: DecideOptions) =>
    lastValueFrom(new Decider(domain, 'decisions').pipe(decide(handler, options), take(1)));

  it.each<[string, DecisionHandler]>([
    ['decisions', () => [completeWorkflowExecution({ result: 'done' })]],
    ['a Promise of them', async () => [completeWorkflowExecution({ result: 'done' })]],
    ['an Observable of them', () => of([], [completeWorkflowExecution({ result: 'done' })])],
    [
      'decisions with a context',
      () => ({ decisions: [completeWorkflowExecution({ result: 'done' })], executionContext: 1 }),
    ],
  ])('answers with what its handler returns: %s', async (_, handler) => {
    const execution = await start();
    expect(await turn(handler)).toMatchObject({
      status: 'completed',
      decisions: [{ decisionType: 'CompleteWorkflowExecution' }],
    });
    expect(await lastValueFrom(execution.upstream())).toMatchObject({ closeStatus: 'COMPLETED' });
  });

  it('decides nothing where the handler has nothing to say', async () => {
    const execution = await start();
    expect(await turn(() => [])).toMatchObject({ status: 'completed', decisions: [] });
    expect(await lastValueFrom(execution.upstream())).toMatchObject({
      status: 'OPEN',
      openCounts: { openDecisionTasks: 0 },
    });
  });

  it('leaves a task whose handler throws to time out, says so, and takes the next', async () => {
    const execution = await start();
    const turns: string[] = [];
    const decider = new Decider(domain, 'decisions').pipe(
      decide(() => {
        if (turns.length === 0) throw new Error('a bug');
        return [completeWorkflowExecution()];
      }),
    );
    await new Promise<void>((resolve, reject) => {
      const subscription = decider.subscribe({
        next: ({ status }) => {
          turns.push(status);
          if (status === 'failed') return clock.advance(30_000);
          subscription.unsubscribe();
          resolve();
        },
        error: reject,
      });
    });
    expect(turns).toEqual(['failed', 'completed']);
    expect((await historyOf(execution)).filter({ name: 'DecisionTaskTimedOut' })).toHaveLength(1);
  });

  it('fails the execution instead when told, with the error as its reason', async () => {
    const execution = await start();
    expect(
      await turn(
        () => {
          throw new RangeError('x'.repeat(300));
        },
        { onError: 'fail' },
      ),
    ).toMatchObject({ status: 'failed' });
    const { last } = await historyOf(execution);
    expect(last).toMatchObject({
      name: 'WorkflowExecutionFailed',
      attributes: { reason: `RangeError: ${'x'.repeat(244)}` },
    });
  });

  it('takes decisions that SWF refuses for a failure of the handler', async () => {
    const execution = await start();
    const refused = () => [completeWorkflowExecution(), completeWorkflowExecution()];
    expect(await turn(refused, { onError: 'fail' })).toMatchObject({
      status: 'failed',
      error: { name: 'InvalidArgumentError', message: 'Close must be last decision in list' },
    });
    expect((await lastValueFrom(execution.upstream())).closeStatus).toBe('FAILED');
  });

  it('knows a task that is gone', async () => {
    const execution = await start();
    expect(await turn(() => execution.terminate().pipe(map(() => [])))).toMatchObject({ status: 'gone' });
  });

  it('tries an answer again until SWF has it', async () => {
    const execution = await start();
    fail('RespondDecisionTaskCompleted', 3, reset());
    await turn(() => [completeWorkflowExecution()], { backoff: { initial: 1 } });
    expect((await lastValueFrom(execution.upstream())).closeStatus).toBe('COMPLETED');
  });

  it('drives an execution with a worker beside it', async () => {
    const execution = await start({ files: 25 });
    const album: DecisionHandler = ({ history }) => {
      const { files } = history.input as { files: number };
      const done = history.activities.completed.length;
      if (done === files)
        return [
          completeWorkflowExecution({ result: history.activities.completed.map(({ result }) => result) }),
        ];
      const begun = history.activities.length;
      return Array.from({ length: Math.min(files, done + 5) - begun }, (_, n) =>
        scheduleActivityTask({ activityType: resize, activityId: String(begun + n), input: begun + n }),
      );
    };
    const worker = new ActivityWorker<number>(domain, 'thumbnails', { concurrency: 5 })
      .pipe(perform(({ input }) => input * input))
      .subscribe();
    await lastValueFrom(
      new Decider(domain, 'decisions').pipe(
        decide(album),
        filter(({ task }) => task.history.activities.completed.length === 25),
        take(1),
      ),
    );
    worker.unsubscribe();
    const { result } = (await historyOf(execution)).execution;
    expect((result as number[]).sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, n) => n * n));
  });

  it('refuses an onError that there is not', () => {
    expect(() => decide(() => [], { onError: 'stop' as 'fail' })).toThrow(
      'onError must be one of timeout, fail, retry',
    );
  });
});
