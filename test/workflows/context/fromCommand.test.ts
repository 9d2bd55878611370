import { skipClock } from 'rx-swf/local';
import {
  activity,
  ChildTimedOutError,
  type DurableExecution,
  type WorkflowContext,
  workflow,
} from 'rx-swf/workflows';
import {
  catchError,
  concat,
  delay,
  EMPTY,
  finalize,
  from,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  race,
  range,
  switchMap,
  take,
  takeUntil,
  timeout,
  timer,
  toArray,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const double = activity<number, number>({ name: 'Double', version: '1' });
const hang = activity<void, string>({ name: 'Hang', version: '1' });
const waiting = activity<void, string>({ name: 'Hang', version: '1', taskList: 'nobody' });
const child = workflow({ name: 'Child', version: '1' }, (_, { cancelRequested$ }) =>
  cancelRequested$.pipe(take(1), ignoreElements()),
);

let hanging: (() => void) | undefined;

const harness = await WorkflowHarness.open(
  [child],
  [
    double.with(n => n * 2),
    hang.with(() => {
      hanging?.();
      return NEVER;
    }),
  ],
  { teardown: afterAll, activityWorker: { heartbeatInterval: 20 } },
);

let workflows = 0;
const start = (run: (context: WorkflowContext) => Observable<unknown>) => {
  workflows += 1;
  return harness.start(
    workflow({ name: `Workflow ${workflows}`, version: '1' }, (_, context) => run(context)),
    undefined,
  );
};

/** Names of the events of commands and of their outcomes. */
async function namesOf(execution: DurableExecution<unknown>): Promise<string[]> {
  await harness.result(execution);
  return [...(await harness.history(execution))]
    .map(({ name }) => name as string)
    .filter(name => !/^(Decision|WorkflowExecution(Started|Signaled|Completed))/.test(name));
}

describe('unsubscribing', () => {
  it('requests cancellation of a started activity', async () => {
    const started = new Promise<void>(resolve => {
      hanging = resolve;
    });
    const execution = await start(({ run, signal }) => run(hang).pipe(takeUntil(signal('stop'))));
    await started;
    await harness.signal(execution, 'stop');
    expect(await namesOf(execution)).toEqual([
      'ActivityTaskScheduled',
      'ActivityTaskStarted',
      'ActivityTaskCancelRequested',
    ]);
  });

  it('cancels an activity that no worker has started', async () => {
    const execution = await start(({ run }) =>
      merge(run(waiting).pipe(takeUntil(timer(5_000))), timer(6_000)),
    );
    expect(await namesOf(execution)).toEqual([
      'TimerStarted',
      'ActivityTaskScheduled',
      'TimerStarted',
      'TimerFired',
      'ActivityTaskCancelRequested',
      'ActivityTaskCanceled',
      'TimerFired',
    ]);
  });

  it('leaves an activity running with onUnsubscribe: abandon', async () => {
    const execution = await start(({ run }) =>
      run(waiting, undefined, { onUnsubscribe: 'abandon' }).pipe(takeUntil(timer(5_000))),
    );
    expect(await namesOf(execution)).toEqual(['TimerStarted', 'ActivityTaskScheduled', 'TimerFired']);
  });

  it('cancels a timer', async () => {
    const execution = await start(({ signal }) =>
      merge(timer(3_600_000).pipe(takeUntil(signal('stop'))), signal('end').pipe(take(1))),
    );
    await harness.history(execution, ({ last }) => last?.name === 'TimerStarted');
    await harness.signal(execution, 'stop');
    await harness.history(execution, history => history.filter({ name: 'TimerCanceled' }).length === 1);
    await harness.signal(execution, 'end');
    expect(await namesOf(execution)).toEqual(['TimerStarted', 'TimerCanceled']);
  });

  it('requests cancellation of a child', async () => {
    const execution = await start(context =>
      merge(context.child(child).pipe(takeUntil(timer(5_000))), timer(6_000)),
    );
    expect(await namesOf(execution)).toEqual([
      'TimerStarted',
      'StartChildWorkflowExecutionInitiated',
      'TimerStarted',
      'ChildWorkflowExecutionStarted',
      'TimerFired',
      'RequestCancelExternalWorkflowExecutionInitiated',
      'ExternalWorkflowExecutionCancelRequested',
      'ChildWorkflowExecutionCompleted',
      'TimerFired',
    ]);
  });

  it('leaves a child running with onUnsubscribe: abandon', async () => {
    const execution = await start(context =>
      context.child(child, undefined, { onUnsubscribe: 'abandon' }).pipe(takeUntil(timer(5_000))),
    );
    expect(await namesOf(execution)).toEqual([
      'TimerStarted',
      'StartChildWorkflowExecutionInitiated',
      'ChildWorkflowExecutionStarted',
      'TimerFired',
    ]);
  });

  it('is done by race to the losers', async () => {
    const execution = await start(({ run }) => race(run(waiting), run(double, 2).pipe(delay(1_000))));
    expect(await harness.result(execution)).toBe(4);
    expect(await namesOf(execution)).toContain('ActivityTaskCancelRequested');
  });

  it('is done by switchMap to the previous inner Observable', async () => {
    const execution = await start(({ run, signal }) =>
      signal<number>('next').pipe(
        take(2),
        switchMap(n => (n === 1 ? run(waiting) : run(double, n))),
      ),
    );
    await harness.signal(execution, 'next', 1);
    await harness.history(
      execution,
      history => history.filter({ name: 'ActivityTaskScheduled' }).length === 1,
    );
    await harness.signal(execution, 'next', 2);
    expect(await harness.result(execution)).toBe(4);
    expect(await namesOf(execution)).toContain('ActivityTaskCancelRequested');
  });

  it('is done by timeout to its source', async () => {
    const execution = await start(({ run, scheduler }) =>
      run(waiting).pipe(
        timeout({ first: 60_000, scheduler, with: () => timer(1_000).pipe(map(() => 'late')) }),
      ),
    );
    expect(await harness.result(execution)).toBe('late');
    expect(await namesOf(execution)).toContain('ActivityTaskCancelRequested');
  });

  it('sends nothing to SWF for commands of the same decision', async () => {
    const execution = await start(({ run, child: childOf, sideEffect, signalExternal }) =>
      merge(
        run(waiting),
        childOf(child),
        timer(5_000),
        signalExternal({ workflowId: 'a', runId: '1' }, 'b'),
      ).pipe(
        takeUntil(sideEffect(() => true).pipe(mergeMap(() => of(1)))),
        (kept$: Observable<unknown>) => merge(kept$, timer(1_000)),
        finalize(() => {}),
      ),
    );
    expect(await namesOf(execution)).toEqual(['MarkerRecorded', 'TimerStarted', 'TimerFired']);
  });

  it('does not reuse the numbers of withdrawn commands', async () => {
    const execution = await start(({ run }) =>
      concat(race(run(waiting), run(waiting), of(1)), run(double, 1)),
    );
    await harness.result(execution);
    expect([...(await harness.history(execution)).activities].map(({ id }) => id)).toEqual(['3']);
  });

  it('sends nothing after the command has ended', async () => {
    const execution = await start(({ run }) => merge(run(double, 1), run(double, 2)).pipe(toArray()));
    expect(await namesOf(execution)).not.toContain('ActivityTaskCancelRequested');
  });
});

describe('a command that SWF refuses temporarily', () => {
  it('is retried after durable timers until SWF accepts it', async () => {
    const busy = await WorkflowHarness.open([], [double.with(n => n * 2)], {
      service: { quotas: { openActivityTasksPerExecution: 2 } },
    });
    const many = workflow({ name: 'Many', version: '1' }, (_, { run }) =>
      from([1, 2, 3, 4, 5]).pipe(
        mergeMap(n => run(double, n)),
        toArray(),
      ),
    );
    const execution = await busy.start(many, undefined);
    expect((await busy.result(execution)).sort((a, b) => a - b)).toEqual([2, 4, 6, 8, 10]);
    const history = await busy.history(execution);
    const causes = history
      .filter({ name: 'ScheduleActivityTaskFailed' })
      .map(({ attributes }) => attributes.cause);
    expect(new Set(causes)).toEqual(new Set(['OPEN_ACTIVITIES_LIMIT_EXCEEDED']));
    expect(history.filter({ name: 'TimerStarted' })[0]?.attributes.startToFireTimeout).toBe(1);
  });

  it('may be refused for exceeding a rate, too', async () => {
    const clock = skipClock({ patience: 5 });
    const busy = await WorkflowHarness.open([], [], {
      service: { clock, throttle: true },
      worker: { shadow: 0 },
    });
    await lastValueFrom(child.type(busy.domain, 'nobody').save());
    const flood = workflow({ name: 'Flood', version: '1' }, (_, { child: start }) =>
      range(0, 600).pipe(
        // No decider polls for these.
        mergeMap(() =>
          start(child, undefined, { executionStartToCloseTimeout: 60 }).pipe(
            catchError((error: unknown) => {
              if (error instanceof ChildTimedOutError) return EMPTY;
              throw error;
            }),
          ),
        ),
      ),
    );
    const execution = await busy.start(flood, undefined);
    await busy.result(execution);
    const history = await busy.history(execution);
    const refused = history.filter({ name: 'StartChildWorkflowExecutionFailed' });
    expect(refused[0]?.attributes.cause).toBe('CHILD_CREATION_RATE_EXCEEDED');
    expect(history.filter({ name: 'ChildWorkflowExecutionStarted' })).toHaveLength(600);
  });
});
