import { activity, ChildNotStartedError, saga, type WorkflowContext, wait, workflow } from 'rx-swf/workflows';
import {
  catchError,
  concat,
  concatMap,
  delay,
  EMPTY,
  ignoreElements,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  race,
  range,
  retry,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { semanticsFor } from '../../../src/workflows/commands/Semantics.js';
import { decisionLabels, RunHarness } from '../../harness/RunHarness.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const work = activity<unknown, number>({ name: 'Work', version: '1' });
const greet = workflow({ name: 'Greet', version: '1' }, (name: string) =>
  of(`hello ${name}`).pipe(delay(60_000)),
);
/** Unsubscribes from an Observable right after subscribing to it. */
const leftAtOnce =
  <T>() =>
  (source$: Observable<T>) =>
    race(source$, EMPTY);
const abandon = { onUnsubscribe: 'abandon' } as const;

const code = (run: (context: WorkflowContext) => Observable<unknown>) =>
  workflow({ name: 'Play', version: '1' }, (_: unknown, context) => run(context));

const harness = await WorkflowHarness.open([greet], [], { teardown: afterAll });
let workflows = 0;
const start = (run: (context: WorkflowContext) => Observable<unknown>) => {
  workflows += 1;
  return harness.start(
    workflow({ name: `Abandon ${workflows}`, version: '1' }, (_: undefined, context) => run(context)),
    undefined,
  );
};

describe('a command that is abandoned in the decision that issued it', () => {
  it('starts a child', async () => {
    const workflowId = 'left at once';
    const execution = await start(({ child }) =>
      child(greet, 'Ann', { ...abandon, workflowId }).pipe(leftAtOnce()),
    );
    await harness.result(execution);
    const child = greet.execution(harness.domain, { workflowId });
    expect(await lastValueFrom(child.result$)).toBe('hello Ann');
  });

  it('schedules an activity', () => {
    const left = code(({ run }) => concat(run(work, 1, abandon).pipe(leftAtOnce()), timer(1_000)));
    const harness = new RunHarness(left);
    expect(decisionLabels(harness.decide())).toEqual(['ScheduleActivityTask 1', 'StartTimer 2']);
    // Nobody waits for the activity.
    expect(decisionLabels(harness.after(b => b.timerFired('2')))).toEqual(['CompleteWorkflowExecution']);
    harness.replayWith(left);
  });

  it('sends a signal or a cancel request to another execution, which nothing can revoke', () => {
    const other = { workflowId: 'other', runId: undefined };
    const left = code(({ signalExternal, cancelExternal }) =>
      concat(
        signalExternal(other, 'go').pipe(leftAtOnce()),
        cancelExternal(other).pipe(leftAtOnce()),
        timer(1_000),
      ),
    );
    const harness = new RunHarness(left);
    expect(decisionLabels(harness.decide())).toEqual([
      'SignalExternalWorkflowExecution other',
      'RequestCancelExternalWorkflowExecution other',
      'StartTimer 1',
    ]);
    expect(decisionLabels(harness.after(b => b.timerFired('1')))).toEqual(['CompleteWorkflowExecution']);
    harness.replayWith(left);
  });

  it('is sent later if it exceeds a limit or does not fit into one answer', () => {
    const many = code(({ run, signal }) =>
      range(0, 3).pipe(
        mergeMap(n => run(work, n, abandon)),
        ignoreElements(),
        takeUntil(signal('enough')),
      ),
    );
    const harness = new RunHarness(many, { semantics: semanticsFor({ activities: 2 }) });
    harness.decide();
    // It is still to be sent, and so is the end.
    expect(decisionLabels(harness.after(b => b.signal('enough')))).toEqual([]);
    const end = harness.after(b => b.activityStarted('1').activityCompleted('1'));
    expect(decisionLabels(end)).toEqual(['ScheduleActivityTask 3', 'CompleteWorkflowExecution']);
    harness.replayWith(many);
  });

  it('does not delay the end of a canceled execution', () => {
    const waits = code(({ child, signal }) =>
      merge(child(greet, 'Ann', { ...abandon, workflowId: 'c' }).pipe(leftAtOnce()), signal('never')),
    );
    const harness = new RunHarness(waits);
    expect(decisionLabels(harness.decide())).toEqual(['StartChildWorkflowExecution c']);
    expect(decisionLabels(harness.after(b => b.cancelRequested()))).toEqual(['CancelWorkflowExecution']);
    harness.replayWith(waits);
  });

  it('was not sent in the earliest histories, which are replayed as they are', () => {
    const left = code(({ run, child }) =>
      concat(
        merge(run(work, 1, abandon), child(greet, 'Ann', { ...abandon, workflowId: 'c' })).pipe(leftAtOnce()),
        run(work, 2),
        timer(1_000),
      ),
    );
    const harness = new RunHarness(left);
    harness.builder.turn().activityScheduled('3', { type: work }).activityStarted('3').activityCompleted('3');
    expect(decisionLabels(harness.decide())).toEqual(['StartTimer 4']);
    harness.after(b => b.timerFired('4'));
    harness.replayWith(left);
  });

  it('does not keep an execution from being continued automatically', () => {
    const ticking = workflow({ name: 'Play', version: '1', maxEvents: 10 }, (_: unknown, { child, signal }) =>
      merge(
        child(greet, 'Ann', { ...abandon, workflowId: 'c' }).pipe(leftAtOnce()),
        signal('tick').pipe(ignoreElements()),
      ),
    );
    const harness = new RunHarness(ticking);
    harness.decide();
    harness.after(b => b.childStarted('c'));
    expect(harness.after(b => b.signal('tick')).closes).toBe('continued');
  });
});

describe('started$', () => {
  it('starts a child and abandons it, in one step of a saga', async () => {
    const execution = await start(({ child }) =>
      saga(function* () {
        const { workflowId, runId } = yield* child(greet, 'Bob').started$;
        return { workflowId, runId };
      }),
    );
    const id = (await harness.result(execution)) as { workflowId: string; runId: string };
    expect(await lastValueFrom(greet.execution(harness.domain, id).result$)).toBe('hello Bob');
  });

  it('belongs to the child whose result is awaited, before or after', async () => {
    for (const order of ['before', 'after']) {
      const execution = await start(({ child }) =>
        saga(function* () {
          const greeting = child(greet, 'Eve');
          if (order === 'after') {
            const result = yield* wait(
              merge(greeting, greeting.started$.pipe(map(({ runId }) => runId.length > 0))).pipe(take(2)),
            );
            return [result, yield* greeting.started$];
          }
          yield* greeting.started$;
          return yield* greeting;
        }),
      );
      await harness.result(execution);
      expect((await harness.history(execution)).childExecutions).toHaveLength(1);
    }
  });

  it('emits the result of a child that ended before anyone asked for it, once', () => {
    const late = code(({ child, signal }) =>
      saga(function* () {
        const one = child(greet, 'Ann', { workflowId: 'c' });
        yield* one.started$;
        yield* wait(signal('go'));
        return [yield* one, yield* one];
      }),
    );
    const harness = new RunHarness(late);
    harness.decide();
    harness.after(b => b.childStarted('c'));
    harness.after(b => b.childCompleted('c', { result: 'first' }));
    expect(decisionLabels(harness.after(b => b.signal('go')))).toEqual(['StartChildWorkflowExecution c']);
    harness.builder.childStarted('c').childCompleted('c', { result: 'second' });
    const [end] = harness.decide().decisions;
    expect(end?.completeWorkflowExecutionDecisionAttributes?.result).toBe('["first","second"]');
    harness.replayWith(late);
  });

  it('errors if the child cannot be started, and starts another one when it is retried', () => {
    const twice = code(({ child }) =>
      child(greet, 'Ann', { workflowId: 'c' }).started$.pipe(
        retry(1),
        catchError((error: unknown) => of(error instanceof ChildNotStartedError && error.reason)),
      ),
    );
    const harness = new RunHarness(twice);
    harness.decide();
    const refused = () =>
      harness.after(b => b.childStartFailed('c', { type: greet, cause: 'WORKFLOW_TYPE_DEPRECATED' }));
    expect(decisionLabels(refused())).toEqual(['StartChildWorkflowExecution c']);
    expect(decisionLabels(refused())).toEqual(['CompleteWorkflowExecution']);
    harness.replayWith(twice);
  });

  it('withdraws the child if it is unsubscribed from before the child starts', () => {
    const hasty = code(({ child, signal }) =>
      merge(
        child(greet, 'Ann', { workflowId: 'a' }).started$.pipe(leftAtOnce()),
        child(greet, 'Ann', { workflowId: 'b' }).started$.pipe(takeUntil(signal('stop'))),
        child(greet, 'Ann', { ...abandon, workflowId: 'c' }).started$.pipe(leftAtOnce()),
        signal('never'),
      ),
    );
    const harness = new RunHarness(hasty);
    expect(decisionLabels(harness.decide())).toEqual([
      'StartChildWorkflowExecution b',
      'StartChildWorkflowExecution c',
    ]);
    expect(decisionLabels(harness.after(b => b.signal('stop')))).toEqual([]);
    expect(decisionLabels(harness.after(b => b.childStarted('b')))).toEqual([
      'RequestCancelExternalWorkflowExecution b',
    ]);
    harness.replayWith(hasty);
  });

  it('of a child that nobody waits for does not delay the end, nor does its failure', () => {
    const alone = code(({ child, signal }) =>
      merge(child(greet, 'Ann', { workflowId: 'c' }).started$, signal('end')).pipe(
        concatMap(() => EMPTY),
        takeUntil(signal('end')),
      ),
    );
    const harness = new RunHarness(alone);
    harness.decide();
    harness.after(b => b.childStarted('c'));
    harness.after(b => b.childFailed('c', { reason: 'broken' }));
    expect(decisionLabels(harness.after(b => b.signal('end')))).toEqual(['CompleteWorkflowExecution']);
    harness.replayWith(alone);
  });
});
