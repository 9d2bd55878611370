import { activity, WorkflowCancellation, type WorkflowContext, workflow } from 'rx-swf/workflows';
import {
  concat,
  concatMap,
  finalize,
  ignoreElements,
  lastValueFrom,
  merge,
  mergeMap,
  NEVER,
  type Observable,
  of,
  take,
  takeUntil,
  throwError,
  timer,
} from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const done: string[] = [];
const hang = activity<string, string>({ name: 'Hang', version: '1', heartbeatTimeout: 60 });
const note = activity<string, void>({ name: 'Note', version: '1' });

const harness = await WorkflowHarness.open(
  [],
  [
    hang.with(what => NEVER.pipe(finalize(() => done.push(`${what} stopped`)))),
    note.with(what => {
      done.push(what);
    }),
  ],
  { teardown: afterAll, activityWorker: { heartbeatInterval: 20 } },
);

let workflows = 0;

/** Requests that an execution cancel itself, once it waits for something. */
async function canceled<O>(run: (context: WorkflowContext) => Observable<O>) {
  done.length = 0;
  workflows += 1;
  const execution = await harness.start(
    workflow({ name: `Cancel ${workflows}`, version: '1' }, (_, context) => run(context)),
    undefined,
  );
  await harness.history(execution, ({ decisions }) => decisions.completed.length > 0);
  await lastValueFrom(execution.requestCancel());
  return execution;
}

const canceledError = { name: 'ExecutionCanceledError' };

describe('a request that an execution cancel itself', () => {
  it('unsubscribes from the pipeline, waits for what that cancels, and ends the execution as canceled', async () => {
    const execution = await canceled(({ run }) =>
      run(hang, 'a').pipe(finalize(() => done.push('finalized'))),
    );
    expect(await harness.failure(execution)).toMatchObject(canceledError);
    expect(done).toEqual(expect.arrayContaining(['finalized', 'a stopped']));
    const names = [...(await harness.history(execution))].map(({ name }) => name);
    expect(names.indexOf('ActivityTaskCanceled')).toBeLessThan(names.indexOf('WorkflowExecutionCanceled'));
  });

  it('cancels timers without waiting for them', async () => {
    const execution = await canceled(() => timer(86_400_000));
    expect(await harness.failure(execution)).toMatchObject(canceledError);
    const history = await harness.history(execution);
    expect(history.filter({ name: 'TimerFired' })).toHaveLength(0);
  });

  it('ends the execution at once if nothing is in progress', async () => {
    const execution = await canceled(({ signal }) => signal('never'));
    expect(await harness.failure(execution)).toMatchObject(canceledError);
  });

  it('does not wait for abandoned commands', async () => {
    const execution = await canceled(({ run }) => run(hang, 'a', { onUnsubscribe: 'abandon' }));
    expect(await harness.failure(execution)).toMatchObject(canceledError);
    const history = await harness.history(execution);
    expect(history.filter({ name: 'ActivityTaskCancelRequested' })).toHaveLength(0);
  });

  it('waits for a child that it cancels', async () => {
    const child = workflow({ name: 'Canceled child', version: '1' }, (_, { run }) => run(hang, 'child'));
    await harness.startWorker([child], {}, { taskLists: ['children'] });
    const execution = await canceled(({ child: start }) => start(child, undefined));
    expect(await harness.failure(execution)).toMatchObject(canceledError);
    expect(
      (await harness.history(execution)).filter({ name: 'ChildWorkflowExecutionCanceled' }),
    ).toHaveLength(1);
  });

  it('emits from cancelRequested$, whose subscriber decides what to do', async () => {
    const execution = await canceled(({ run, cancelRequested$ }) =>
      concat(
        run(hang, 'a').pipe(takeUntil(cancelRequested$)),
        run(note, 'cleaned up').pipe(ignoreElements()),
        of('went on'),
      ),
    );
    expect(await harness.result(execution)).toBe('went on');
    expect(done).toContain('cleaned up');
  });

  it('is delivered to late subscribers, too', async () => {
    const execution = await canceled(({ cancelRequested$, signal }) =>
      merge(
        cancelRequested$.pipe(ignoreElements(), takeUntil(signal('stop'))),
        signal('next').pipe(
          take(1),
          mergeMap(() => cancelRequested$.pipe(take(1))),
        ),
      ).pipe(takeUntil(signal('end'))),
    );
    await harness.signal(execution, 'next');
    await harness.signal(execution, 'end');
    expect(await harness.result(execution)).toEqual({});
  });

  it('ends the execution as canceled, with the details of a WorkflowCancellation', async () => {
    const execution = await canceled(({ run, cancelRequested$ }) =>
      cancelRequested$.pipe(
        take(1),
        concatMap(() => run(note, 'released')),
        concatMap(() => throwError(() => new WorkflowCancellation({ released: 1 }))),
      ),
    );
    expect(await harness.failure(execution)).toMatchObject({ ...canceledError, details: { released: 1 } });
    expect(done).toEqual(['released']);
  });

  it('does not have to lead to a cancellation', async () => {
    const execution = await canceled(({ cancelRequested$, signal }) =>
      merge(cancelRequested$.pipe(ignoreElements()), signal('go')).pipe(take(1)),
    );
    await harness.signal(execution, 'go', 'went');
    expect(await harness.result(execution)).toBe('went');
  });

  it('has no effect the second time', async () => {
    const execution = await canceled(({ run }) => run(hang, 'a'));
    await lastValueFrom(execution.requestCancel()).catch(() => {});
    expect(await harness.failure(execution)).toMatchObject(canceledError);
  });

  it('comes too late after the pipeline has ended: the end does not change', async () => {
    const own = await WorkflowHarness.open();
    const ends = workflow({ name: 'Ends', version: '1' }, (_, { signal }) => signal('end').pipe(take(1)));
    const execution = await own.start(ends, undefined);
    await own.history(execution, ({ decisions }) => decisions.completed.length > 0);
    let isLate = true;
    own.before('RespondDecisionTaskCompleted', () => {
      if (!isLate) return undefined;
      isLate = false;
      return lastValueFrom(execution.requestCancel());
    });
    await own.signal(execution, 'end', 'done');
    expect(await own.result(execution)).toBe('done');
    const [refused] = (await own.history(execution)).filter({ name: 'CompleteWorkflowExecutionFailed' });
    expect(refused?.attributes.cause).toBe('UNHANDLED_DECISION');
  });

  it('has no cause if a user makes it', async () => {
    const child = workflow({ name: 'Told', version: '1' }, (_, { cancelRequested$, run }) =>
      cancelRequested$.pipe(
        take(1),
        concatMap(({ cause }) => run(note, `${cause}`)),
      ),
    );
    await harness.startWorker([child], {}, { taskLists: ['told'] });
    const execution = await canceled(({ child: start }) =>
      start(child, undefined, { childPolicy: 'REQUEST_CANCEL' }),
    );
    expect(await harness.failure(execution)).toMatchObject(canceledError);
    expect(done).toEqual(['undefined']);
  });

  it('is sent to children with the policy REQUEST_CANCEL when their parent is terminated', async () => {
    const child = workflow({ name: 'Orphan', version: '1' }, (_, { cancelRequested$, run }) =>
      cancelRequested$.pipe(
        take(1),
        concatMap(({ cause }) => run(note, `${cause}`)),
      ),
    );
    await harness.startWorker([child], {}, { taskLists: ['orphans'] });
    const parent = workflow({ name: 'Parent', version: '1', childPolicy: 'REQUEST_CANCEL' }, (_, context) =>
      context.child(child, undefined, { workflowId: 'orphan' }),
    );
    done.length = 0;
    const execution = await harness.start(parent, undefined);
    const { childExecutions } = await harness.history(
      execution,
      ({ childExecutions: { started } }) => started.length > 0,
    );
    await lastValueFrom(execution.terminate());
    const { runId = '' } = childExecutions.started[0] ?? {};
    await harness.result(child.execution(harness.domain, { workflowId: 'orphan', runId }));
    expect(done).toEqual(['CHILD_POLICY_APPLIED']);
  });
});
