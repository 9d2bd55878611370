import {
  ActivityWorker,
  completeWorkflowExecution,
  type DecideOptions,
  Decider,
  type DecisionHandler,
  decide,
  perform,
  scheduleActivityTask,
  type WorkflowExecution,
} from 'rx-swf';
import { filter, lastValueFrom, map, of, take } from 'rxjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { connectionReset } from '../../../harness/connectionReset.js';
import { DomainHarness, resize } from '../../../harness/DomainHarness.js';

let harness: DomainHarness;
beforeEach(async () => {
  harness = await DomainHarness.open();
});

const historyOf = (execution: WorkflowExecution) => lastValueFrom(execution.history());

describe('decide', () => {
  const turn = (handler: DecisionHandler, options?: DecideOptions) =>
    lastValueFrom(new Decider(harness.domain, 'decisions').pipe(decide(handler, options), take(1)));

  it.each<[string, DecisionHandler]>([
    ['decisions', () => [completeWorkflowExecution({ result: 'done' })]],
    ['a Promise of them', async () => [completeWorkflowExecution({ result: 'done' })]],
    ['an Observable of them', () => of([], [completeWorkflowExecution({ result: 'done' })])],
    [
      'decisions with a context',
      () => ({ decisions: [completeWorkflowExecution({ result: 'done' })], executionContext: 1 }),
    ],
  ])('answers with the return value of its handler: %s', async (_, handler) => {
    const execution = await harness.start();
    expect(await turn(handler)).toMatchObject({
      status: 'completed',
      decisions: [{ decisionType: 'CompleteWorkflowExecution' }],
    });
    expect(await lastValueFrom(execution.upstream())).toMatchObject({ closeStatus: 'COMPLETED' });
  });

  it('makes no decisions if the handler completes without a value', async () => {
    const execution = await harness.start();
    expect(await turn(() => [])).toMatchObject({ status: 'completed', decisions: [] });
    expect(await lastValueFrom(execution.upstream())).toMatchObject({
      status: 'OPEN',
      openCounts: { openDecisionTasks: 0 },
    });
  });

  it('lets a task time out whose handler throws, reports it, and takes the next', async () => {
    const execution = await harness.start();
    const turns: string[] = [];
    const decider = new Decider(harness.domain, 'decisions').pipe(
      decide(() => {
        if (turns.length === 0) throw new Error('a bug');
        return [completeWorkflowExecution()];
      }),
    );
    await new Promise<void>((resolve, reject) => {
      const subscription = decider.subscribe({
        next: ({ status }) => {
          turns.push(status);
          if (status === 'failed') return harness.clock.advance(30_000);
          subscription.unsubscribe();
          resolve();
        },
        error: reject,
      });
    });
    expect(turns).toEqual(['failed', 'completed']);
    expect((await historyOf(execution)).filter({ name: 'DecisionTaskTimedOut' })).toHaveLength(1);
  });

  it('fails the execution if onError says so, with the error as its reason', async () => {
    const execution = await harness.start();
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

  it('treats decisions that SWF refuses as a failure of the handler', async () => {
    const execution = await harness.start();
    const refused = () => [completeWorkflowExecution(), completeWorkflowExecution()];
    expect(await turn(refused, { onError: 'fail' })).toMatchObject({
      status: 'failed',
      error: { name: 'InvalidArgumentError', message: 'Close must be last decision in list' },
    });
    expect((await lastValueFrom(execution.upstream())).closeStatus).toBe('FAILED');
  });

  it('reports a task that is gone', async () => {
    const execution = await harness.start();
    expect(await turn(() => execution.terminate().pipe(map(() => [])))).toMatchObject({ status: 'gone' });
  });

  it('retries an answer until SWF accepts it', async () => {
    const execution = await harness.start();
    harness.fail('RespondDecisionTaskCompleted', 3, connectionReset());
    await turn(() => [completeWorkflowExecution()], { backoff: { initial: 1 } });
    expect((await lastValueFrom(execution.upstream())).closeStatus).toBe('COMPLETED');
  });

  it('drives an execution together with a worker', async () => {
    const execution = await harness.start({ files: 25 });
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
    const worker = new ActivityWorker<number>(harness.domain, 'thumbnails', { concurrency: 5 })
      .pipe(perform(({ input }) => input * input))
      .subscribe();
    await lastValueFrom(
      new Decider(harness.domain, 'decisions').pipe(
        decide(album),
        filter(({ task }) => task.history.activities.completed.length === 25),
        take(1),
      ),
    );
    worker.unsubscribe();
    const { result } = (await historyOf(execution)).execution;
    expect((result as number[]).sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, n) => n * n));
  });

  it('refuses an unknown onError', () => {
    expect(() => decide(() => [], { onError: 'stop' as 'fail' })).toThrow(
      'onError must be one of timeout, fail, retry',
    );
  });
});
