import {
  ChildCanceledError,
  ChildFailedError,
  ChildNotStartedError,
  ChildTerminatedError,
  ChildTimedOutError,
  ExternalExecutionError,
  WorkflowCancellation,
  type WorkflowContext,
  WorkflowFailure,
  workflow,
} from 'rx-swf/workflows';
import {
  catchError,
  concat,
  lastValueFrom,
  map,
  merge,
  mergeMap,
  type Observable,
  of,
  take,
  throwError,
  toArray,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const length = workflow({ name: 'Length', version: '1' }, (text: string) => of(text.length));
const fails = workflow({ name: 'Fails', version: '1' }, () =>
  throwError(() => new WorkflowFailure('OutOfStock', { item: 7 })),
);
const gives = workflow({ name: 'Gives up', version: '1' }, () =>
  throwError(() => new WorkflowCancellation('no time')),
);
const waits = workflow({ name: 'Waits', version: '1' }, (_, { signal }) =>
  signal<string>('go').pipe(take(1)),
);
const countdown = workflow({ name: 'Countdown', version: '1' }, (n: number, { continueAsNew }) =>
  n === 0 ? of('liftoff') : continueAsNew(n - 1),
);
const unregistered = workflow({ name: 'Unregistered', version: '1' }, () => of(1));
const retired = workflow({ name: 'Retired', version: '1' }, () => of(1));

const harness = await WorkflowHarness.open([length, fails, gives, waits, countdown, retired], [], {
  teardown: afterAll,
});

let workflows = 0;
const parent = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return workflow({ name: `Parent ${workflows}`, version: '1' }, (_, context) => run(context));
};

const errorOf = (wait: (context: WorkflowContext) => Observable<unknown>) => harness.errorOf(wait);

describe('a child', () => {
  it('emits its result', async () => {
    expect(
      await harness.run(
        parent(({ child }) => child(length, 'abc')),
        undefined,
      ),
    ).toBe(3);
  });

  it('has an id that is unique among the children of all runs', async () => {
    const two = parent(({ child }) => merge(child(length, 'a'), child(length, 'ab')).pipe(toArray()));
    const ids = new Set<string>();
    for (const workflowId of ['same', 'same']) {
      const execution = await harness.start(two, undefined, { workflowId });
      expect(await harness.result(execution)).toHaveLength(2);
      for (const { id } of (await harness.history(execution)).childExecutions) ids.add(id);
    }
    expect(ids.size).toBe(4);
    expect([...ids].every(id => /^same\.\w+\.[12]$/.test(id))).toBe(true);
  });

  it('takes options in place of those of its definition', async () => {
    const one = parent(({ child }) =>
      child(length, 'a', { workflowId: 'mine', tagList: ['x'], childPolicy: 'ABANDON', taskPriority: 3 }),
    );
    const execution = await harness.start(one, undefined);
    await harness.result(execution);
    const [initiated] = (await harness.history(execution)).filter({
      name: 'StartChildWorkflowExecutionInitiated',
    });
    expect(initiated?.attributes).toMatchObject({
      workflowId: 'mine',
      tagList: ['x'],
      childPolicy: 'ABANDON',
      taskPriority: 3,
    });
  });

  it('errors with how it ended', async () => {
    const failed = await errorOf(({ child }) => child(fails));
    expect(failed).toBeInstanceOf(ChildFailedError);
    expect(failed).toMatchObject({ reason: 'OutOfStock', details: { item: 7 } });

    const canceled = await errorOf(({ child }) => child(gives));
    expect(canceled).toBeInstanceOf(ChildCanceledError);
    expect(canceled).toMatchObject({ details: 'no time' });

    const late = await errorOf(({ child }) => child(waits, undefined, { executionStartToCloseTimeout: 5 }));
    expect(late).toBeInstanceOf(ChildTimedOutError);
  });

  it('errors if it is terminated', async () => {
    const one = parent(({ child }) =>
      child(waits, undefined, { workflowId: 'victim' }).pipe(
        catchError((error: unknown) => of(error instanceof ChildTerminatedError)),
      ),
    );
    const execution = await harness.start(one, undefined);
    const { childExecutions } = await harness.history(
      execution,
      history => history.childExecutions.started.length > 0,
    );
    const { runId = '' } = childExecutions.started[0] ?? {};
    await lastValueFrom(waits.execution(harness.domain, { workflowId: 'victim', runId }).terminate());
    expect(await harness.result(execution)).toBe(true);
  });

  it('errors if SWF refuses to start it, with a remedy', async () => {
    const unknown = await errorOf(({ child }) => child(unregistered));
    expect(unknown).toBeInstanceOf(ChildNotStartedError);
    expect(unknown).toMatchObject({
      reason: 'WORKFLOW_TYPE_DOES_NOT_EXIST',
      message: expect.stringContaining('Register the type: run its worker with { register: true }'),
    });

    await harness.start(waits, undefined, { workflowId: 'taken' });
    expect(await errorOf(({ child }) => child(waits, undefined, { workflowId: 'taken' }))).toMatchObject({
      reason: 'WORKFLOW_ALREADY_RUNNING',
      message: expect.stringContaining('Use a workflowId that no open execution in the domain has'),
    });

    await lastValueFrom(retired.type(harness.domain, 'decisions').deprecate());
    expect(await errorOf(({ child }) => child(retired))).toMatchObject({
      reason: 'WORKFLOW_TYPE_DEPRECATED',
    });
  });

  it('that continues as new ends with its last run', async () => {
    expect(
      await harness.run(
        parent(({ child }) => child(countdown, 3)),
        undefined,
      ),
    ).toBe('liftoff');
  });

  it('that has continued as new can still be canceled', async () => {
    const forever = workflow({ name: 'Forever', version: '1' }, (n: number, { continueAsNew, signal }) =>
      n === 0 ? signal('never') : continueAsNew(n - 1),
    );
    await harness.startWorker([forever], {}, { taskLists: ['forever'] });
    const one = parent(({ child }) =>
      child(forever, 1, { workflowId: 'forever' }).pipe(catchError((error: Error) => of(error.name))),
    );
    const execution = await harness.start(one, undefined);
    await harness.history(execution, ({ childExecutions }) => childExecutions.started.length > 0);
    await lastValueFrom(execution.requestCancel());
    expect(await harness.failure(execution)).toMatchObject({ name: 'ExecutionCanceledError' });
    expect((await harness.history(execution)).childExecutions.canceled).toHaveLength(1);
  });
});

describe('another execution', () => {
  it('is signaled and asked to cancel', async () => {
    const one = parent(({ child, signalExternal }) =>
      merge(
        child(waits, undefined, { workflowId: 'other' }),
        child(waits, undefined, { workflowId: 'trigger' }).pipe(
          mergeMap(() => signalExternal({ workflowId: 'other', runId: undefined }, 'go', 'hello')),
          map(() => 'signaled'),
        ),
      ).pipe(toArray()),
    );
    const execution = await harness.start(one, undefined);
    const { childExecutions } = await harness.history(
      execution,
      history => history.childExecutions.started.length === 2,
    );
    const { runId = '' } = childExecutions.get('trigger') ?? {};
    await harness.signal(waits.execution(harness.domain, { workflowId: 'trigger', runId }), 'go');
    expect(await harness.result(execution)).toEqual(['signaled', 'hello']);
  });

  it('is asked to cancel', async () => {
    const other = await harness.start(waits, undefined, { workflowId: 'to cancel' });
    const one = parent(({ cancelExternal }) =>
      cancelExternal({ workflowId: 'to cancel', runId: other.runId }).pipe(map(() => 'asked')),
    );
    expect(await harness.run(one, undefined)).toBe('asked');
    expect(await harness.failure(other)).toMatchObject({ name: 'ExecutionCanceledError' });
  });

  it('causes an error if it does not exist', async () => {
    const nobody = { workflowId: 'nobody', runId: undefined };
    const signal = await errorOf(({ signalExternal }) => signalExternal(nobody, 'go'));
    expect(signal).toBeInstanceOf(ExternalExecutionError);
    expect(signal).toMatchObject({
      reason: 'UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION',
      message:
        "Signal 'go' to 'nobody' was refused: UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION. " +
        'No open execution has this id',
    });
    const cancel = await errorOf(({ cancelExternal }) => cancelExternal(nobody));
    expect(cancel).toBeInstanceOf(ExternalExecutionError);
  });

  it('receives two requests in one decision, each with its own answer', async () => {
    const listener = await harness.start(waits, undefined, { workflowId: 'listener' });
    const one = parent(({ signalExternal }) =>
      concat(
        merge(
          signalExternal({ workflowId: 'nobody', runId: undefined }, 'go').pipe(
            map(() => 'told'),
            catchError((error: Error) => of(error.name)),
          ),
          signalExternal({ workflowId: 'listener', runId: undefined }, 'go', 1).pipe(map(() => 'told')),
        ),
      ).pipe(toArray()),
    );
    expect(await harness.run(one, undefined)).toEqual(['ExternalExecutionError', 'told']);
    expect(await harness.result(listener)).toBe(1);
  });
});
