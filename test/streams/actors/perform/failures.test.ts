import {
  ActivityFailure,
  ActivityTask,
  ActivityWorker,
  type ActorEvent,
  type ActorOptions,
  completeWorkflowExecution,
  type DecideOptions,
  Decider,
  decide,
  type Logger,
  perform,
  retryTransient,
  ThrottledError,
  tally,
} from 'rx-swf';
import {
  config,
  defer,
  firstValueFrom,
  lastValueFrom,
  map,
  NEVER,
  type Observable,
  of,
  take,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DomainHarness } from '../../../harness/DomainHarness.js';

let harness: DomainHarness;
beforeEach(async () => {
  harness = await DomainHarness.open();
});

type Line = readonly [level: string, message: string, details: Record<string, unknown>];

/** A logger that keeps its lines. */
function keeping() {
  const lines: Line[] = [];
  const write = (level: string) => (details: object, message: string) =>
    void lines.push([level, message, { ...details }]);
  const logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  return { logger, lines, of: (message: string) => lines.filter(([, told]) => told === message) };
}

function eventsOf(actor: { readonly events$: Observable<ActorEvent> }) {
  const events: ActorEvent[] = [];
  const subscription = actor.events$.subscribe(event => events.push(event));
  onTestFinished(() => subscription.unsubscribe());
  return events;
}

const bug = new RangeError('a bug');
const broken = () => {
  throw bug;
};

describe('a decision that fails', () => {
  const decideOnce = async (onError: NonNullable<DecideOptions['onError']>, logger: Logger) => {
    await harness.start();
    const decider = new Decider(harness.domain, 'decisions', { logger });
    const events = eventsOf(decider);
    await lastValueFrom(decider.pipe(decide(broken, { onError }), take(1)));
    return events;
  };

  it.each<[NonNullable<DecideOptions['onError']>, string, number | undefined]>([
    ['timeout', 'abandoned', undefined],
    ['fail', 'failed', undefined],
    ['retry', 'failed', 1],
  ])(
    "is an event and a warning with onError: '%s', and no completed task",
    async (onError, answer, retryIn) => {
      const { logger, lines, of: linesOf } = keeping();
      const events = await decideOnce(onError, logger);
      const [failed] = events.filter(({ type }) => type === 'decisionFailed');
      expect(failed).toMatchObject({ error: bug, reason: 'RangeError: a bug' });
      expect(failed).toHaveProperty('task');
      expect((failed as { retryIn?: number }).retryIn).toBe(retryIn);
      expect(linesOf('decision failed')).toEqual([
        [
          'warn',
          'decision failed',
          expect.objectContaining({ error: bug, err: bug, reason: 'RangeError: a bug' }),
        ],
      ]);
      expect(lines.map(([, message]) => message)).not.toContain('task completed');
      expect(events.find(({ type }) => type === 'answered')).toMatchObject({
        answer,
        reason: 'RangeError: a bug',
      });
    },
  );

  it('is counted', async () => {
    await harness.start();
    const decider = new Decider(harness.domain, 'decisions');
    const events: ActorEvent[] = eventsOf(decider);
    await lastValueFrom(decider.pipe(decide(broken, { onError: 'retry' }), take(1)));
    const counts = await lastValueFrom(of(...events).pipe(tally()));
    expect(counts).toMatchObject({ decisionsFailed: 1, failed: 1, completed: 0 });
  });

  it('is reported even if SWF has refused it', async () => {
    await harness.start();
    const { logger, of: linesOf } = keeping();
    const decider = new Decider(harness.domain, 'decisions', { logger });
    const refused = () => [completeWorkflowExecution(), completeWorkflowExecution()];
    await lastValueFrom(decider.pipe(decide(refused), take(1)));
    expect(linesOf('decision failed')).toHaveLength(1);
  });
});

describe('an activity that fails', () => {
  it.each<[() => never, string]>([
    [broken, 'RangeError: a bug'],
    [
      () => {
        throw new ActivityFailure('NotAnImage', { type: 'text' });
      },
      'NotAnImage',
    ],
  ])('has a reason in its event and in its log line', async (handler, reason) => {
    await harness.resizing(0);
    const { logger, of: linesOf } = keeping();
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { logger });
    const events = eventsOf(worker);
    await lastValueFrom(worker.pipe(perform(handler), take(1)));
    expect(events.find(({ type }) => type === 'answered')).toMatchObject({ answer: 'failed', reason });
    expect(linesOf('task failed')).toEqual([
      [expect.any(String), 'task failed', expect.objectContaining({ reason })],
    ]);
  });
});

describe('the error that ends an actor', () => {
  const denied = () => Object.assign(new Error('no'), { name: 'AccessDeniedException' });

  it.each([
    ['a poll', 'PollForActivityTask', undefined],
    ['an answer', 'RespondActivityTaskCompleted', '0'],
  ])('causes an event and an error in the log: of %s', async (_, operation, activityId) => {
    await harness.resizing(0);
    harness.fail(operation, 10, denied());
    const { logger, of: linesOf } = keeping();
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { logger });
    const events = eventsOf(worker);
    await expect(lastValueFrom(worker.pipe(perform(() => 'done')))).rejects.toThrow('no');
    expect(events.filter(({ type }) => type === 'error')).toEqual([
      expect.objectContaining({ error: expect.objectContaining({ name: 'NotPermittedError' }) }),
    ]);
    const [line] = linesOf('actor failed');
    expect(line?.[0]).toBe('error');
    expect(line?.[2]['err']).toMatchObject({ name: 'NotPermittedError' });
    const { task } = events.find(({ type }) => type === 'error') as { task?: ActivityTask };
    expect(task?.activityId).toBe(activityId);
  });

  it('is a warning for a logger without error()', async () => {
    harness.fail('PollForActivityTask', 1, denied());
    const { logger, of: linesOf } = keeping();
    const { error: _, ...older } = logger;
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { logger: older });
    await expect(lastValueFrom(worker)).rejects.toThrow('no');
    expect(linesOf('actor failed').map(([level]) => level)).toEqual(['warn']);
  });
});

describe('a decision that is never made', () => {
  it('frees its slot when the timeout of the task has passed, and reports it', async () => {
    const execution = await harness.start();
    const scheduler = new VirtualTimeScheduler(undefined, 0);
    const { logger, of: linesOf } = keeping();
    const decider = new Decider(harness.domain, 'decisions', { logger, concurrency: 1 });
    const events = eventsOf(decider);
    const decided: unknown[] = [];
    let calls = 0;
    const handler = () => {
      calls += 1;
      return calls === 1 ? new Promise<never>(() => {}) : [completeWorkflowExecution()];
    };
    const done = new Promise<void>(resolve => {
      const subscription = decider
        .pipe(decide(handler, { scheduler, onError: 'fail' }))
        .subscribe(one => decided.push(one) === 2 && resolve());
      onTestFinished(() => subscription.unsubscribe());
    });
    await vi.waitFor(() => expect(calls).toBe(1));
    scheduler.maxFrames = 29_999;
    scheduler.flush();
    expect(decided).toEqual([]);
    harness.clock.advance(30_000);
    scheduler.maxFrames = 30_000;
    scheduler.flush();
    expect(decided).toMatchObject([{ status: 'failed', error: { name: 'DecisionTimeoutError' } }]);
    await done;
    expect(decided[1]).toMatchObject({ status: 'completed' });
    expect(linesOf('decision failed')).toHaveLength(1);
    expect(events.find(({ type }) => type === 'answered')).toMatchObject({ answer: 'abandoned' });
    const { decisions } = await lastValueFrom(execution.history());
    expect(decisions.timedOut).toHaveLength(1);
  });

  it('is awaited if the task has no timeout', async () => {
    await lastValueFrom(
      harness.type.startExecution({ workflowId: 'patient', taskStartToCloseTimeout: 'NONE' }),
    );
    const scheduler = new VirtualTimeScheduler(undefined, 1_000_000_000);
    const decided: unknown[] = [];
    const decider = new Decider(harness.domain, 'decisions');
    const begun = new Promise<void>(resolve => {
      const subscription = decider
        .pipe(
          decide(
            () => {
              resolve();
              return NEVER;
            },
            { scheduler },
          ),
        )
        .subscribe(one => decided.push(one));
      onTestFinished(() => subscription.unsubscribe());
    });
    await begun;
    scheduler.flush();
    expect(decided).toEqual([]);
  });
});

describe('a logger that throws', () => {
  const reported: unknown[] = [];
  beforeEach(() => {
    reported.length = 0;
    config.onUnhandledError = error => reported.push(error);
  });
  afterEach(() => {
    config.onUnhandledError = null;
  });
  const noise = new Error('disk full');
  const throws = () => {
    throw noise;
  };

  it.each(['debug', 'info', 'warn'] as const)('at %s is reported, and the worker continues', async level => {
    await harness.resizing(0, 1, 2);
    const fine = () => {};
    const logger: Logger = { debug: fine, info: fine, warn: fine, [level]: throws };
    harness.fail('RespondActivityTaskCompleted', 1, new ThrottledError('Rate exceeded'));
    const options: ActorOptions = { logger, concurrency: 1 };
    const worker = new ActivityWorker<number>(harness.domain, 'thumbnails', options);
    const statuses = worker.pipe(
      perform(({ input }) => (input === 1 ? broken() : 'done'), { backoff: { initial: 1 } }),
      map(({ status }) => status),
      take(3),
    );
    expect(await lastValueFrom(statuses)).toBe('completed');
    await vi.waitFor(() => expect(reported).toContain(noise));
    expect(new Set(reported)).toEqual(new Set([noise]));
  });

  it.each(['debug', 'info', 'warn'] as const)('or rejects, at %s, is reported, too', async level => {
    await harness.resizing(0);
    const fine = () => {};
    const logger: Logger = { debug: fine, info: fine, warn: fine, [level]: async () => throws() };
    harness.fail('RespondActivityTaskCompleted', 1, new ThrottledError('Rate exceeded'));
    const worker = new ActivityWorker(harness.domain, 'thumbnails', { logger });
    const performed = worker.pipe(
      perform(() => 'done', { backoff: { initial: 1 } }),
      take(1),
    );
    expect(await lastValueFrom(performed)).toMatchObject({ status: 'completed' });
    await vi.waitFor(() => expect(reported).toContain(noise));
  });

  it('and a throwing observer of events do not affect tasks', async () => {
    await harness.resizing(0, 1);
    const worker = new ActivityWorker(harness.domain, 'thumbnails');
    const subscription = worker.events$.subscribe(throws);
    onTestFinished(() => subscription.unsubscribe());
    const performed = worker.pipe(
      perform(() => 'done'),
      take(2),
    );
    expect(await lastValueFrom(performed)).toMatchObject({ status: 'completed' });
    await vi.waitFor(() => expect(reported).toContain(noise));
  });

  it('does not keep a task whose observer throws from being settled', async () => {
    const { domain } = harness;
    const sdk = {
      taskToken: 't',
      activityId: '1',
      startedEventId: 3,
      activityType: { name: 'Resize', version: '1' },
      workflowExecution: { workflowId: 'album-7', runId: 'r' },
    };
    const task = new ActivityTask(domain, sdk, throws);
    task.abandon();
    expect(await firstValueFrom(task.answered$)).toBe('abandoned');
    await vi.waitFor(() => expect(reported).toEqual([noise]));
  });

  it('does not keep a call whose onRetry throws from being retried', async () => {
    let calls = 0;
    const call$ = defer(() => {
      calls += 1;
      return calls === 1 ? throwError(() => new ThrottledError('Rate exceeded')) : of('done');
    });
    expect(await lastValueFrom(call$.pipe(retryTransient({ initial: 1, onRetry: throws })))).toBe('done');
    await vi.waitFor(() => expect(reported).toEqual([noise]));
  });

  it('is rejected immediately if it is not a logger', () => {
    const logger = { log: () => {} } as unknown as Logger;
    expect(() => new ActivityWorker(harness.domain, 'thumbnails', { logger })).toThrow(
      'logger must be an object with the methods debug, info and warn',
    );
  });
});
