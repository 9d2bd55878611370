import { WorkflowExecutionQuerySet } from 'rx-swf';
import { type DurableExecution, query, queryKey, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { concatMap, filter, firstValueFrom, lastValueFrom, map, merge, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const quick = { interval: 5 };
const run = queryKey<number>('run');

/** Continues as new at each `next`, and ends with the input of `end`. */
const relay = workflow(
  { name: 'Relay', version: '1' },
  (n: number, { signal, continueAsNew, setContext, expose }: WorkflowContext) => {
    setContext(`run ${n}`);
    expose(run, () => n);
    return merge(
      signal('next').pipe(concatMap(() => continueAsNew(n + 1))),
      signal<string>('end').pipe(map(word => `${word} in run ${n}`)),
    ).pipe(take(1));
  },
);

/** A handle of the first run of three, the last of which is open; or one of its id alone. */
async function inThirdRun(of: 'start()' | 'a workflowId alone') {
  const harness = await WorkflowHarness.open([relay]);
  const started = await harness.start(relay, 1, { workflowId: 'relay' });
  const alone = relay.execution(harness.domain, { workflowId: 'relay' });
  for (const n of [2, 3]) {
    await lastValueFrom(alone.signal('next'));
    await firstValueFrom(alone.progress(quick).pipe(filter(shown => shown === `run ${n}`)));
  }
  return { harness, execution: of === 'start()' ? started : alone };
}

const failureOf = (execution: DurableExecution<unknown>) =>
  lastValueFrom(execution.result(quick)).then(
    () => undefined,
    (error: unknown) => error,
  );

describe.each(['start()', 'a workflowId alone'] as const)('the execution of %s', of => {
  it('signals the current run, and emits the result', async () => {
    const { execution } = await inThirdRun(of);
    const done = lastValueFrom(execution.result(quick));
    await lastValueFrom(execution.signal('end', 'done'));
    expect(await done).toBe('done in run 3');
    expect(await lastValueFrom(execution.result(quick))).toBe('done in run 3');
  });

  it('requests cancellation, and terminates', async () => {
    for (const [end, error] of [
      ['requestCancel', 'ExecutionCanceledError'],
      ['terminate', 'ExecutionTerminatedError'],
    ] as const) {
      const { execution } = await inThirdRun(of);
      await lastValueFrom(execution[end]());
      expect(await failureOf(execution)).toMatchObject({ name: error });
    }
  });

  it('shows progress', async () => {
    const { execution } = await inThirdRun(of);
    expect(await firstValueFrom(execution.progress(quick).pipe(filter(shown => shown === 'run 3')))).toBe(
      'run 3',
    );
  });

  it('distinguishes a continued run from an ended execution', async () => {
    const { harness, execution } = await inThirdRun(of);
    const first = relay.execution(harness.domain, {
      workflowId: 'relay',
      runId: (await firstRun(harness)).runId,
    });
    const before = await lastValueFrom(first.upstream());
    expect([before.status, before.isContinued, before.hasEnded]).toEqual(['CLOSED', true, false]);
    const open = await lastValueFrom(execution.current());
    expect([open.status, open.isContinued, open.hasEnded]).toEqual(['OPEN', false, false]);
    await lastValueFrom(execution.signal('end', 'done'));
    await lastValueFrom(execution.result(quick));
    const last = await lastValueFrom(execution.current());
    expect([last.status, last.isContinued, last.hasEnded]).toEqual(['CLOSED', false, true]);
    expect(last.runId).toBe(open.runId);
  });

  it('errors with how it ended', async () => {
    const { execution } = await inThirdRun(of);
    await lastValueFrom(execution.signal('end', 'done'));
    await lastValueFrom(execution.result(quick));
    const late = lastValueFrom(execution.signal('end', 'late'));
    await expect(late).rejects.toMatchObject({ name: 'DoesNotExistError' });
    if (of === 'start()') await expect(late).rejects.toThrow(/has ended \(completed\)/);
  });

  it('throws immediately for arguments that SWF would reject', async () => {
    const { execution } = await inThirdRun(of);
    expect(() => execution.signal('')).toThrow('signalName must be');
    expect(() => execution.terminate({ reason: 'x'.repeat(257) })).toThrow('reason must be');
  });
});

/** The first of the closed runs. */
async function firstRun(harness: WorkflowHarness) {
  const closed$ = new WorkflowExecutionQuerySet(harness.domain).filter({
    status: 'CLOSED',
    reverseOrder: true,
  });
  const [first] = await lastValueFrom(closed$.pipe(toArray()));
  if (first === undefined) throw new Error('No run has closed');
  return first;
}

it('never reaches an unrelated execution with the same id', async () => {
  const harness = await WorkflowHarness.open([relay]);
  const first = await harness.start(relay, 1, { workflowId: 'relay' });
  await lastValueFrom(first.signal('end', 'first'));
  await harness.result(first);
  const second = await harness.start(relay, 10, { workflowId: 'relay' });
  await expect(lastValueFrom(first.terminate())).rejects.toMatchObject({ name: 'DoesNotExistError' });
  await lastValueFrom(second.signal('end', 'second'));
  expect(await harness.result(second)).toBe('second in run 10');
});

it('starts from the latest known run', async () => {
  const { harness, execution } = await inThirdRun('start()');
  let calls = 0;
  harness.before('SignalWorkflowExecution', () => {
    calls += 1;
  });
  await lastValueFrom(execution.signal('note'));
  expect(calls).toBe(3);
  await lastValueFrom(execution.signal('note'));
  expect(calls).toBe(4);
});

it('is queried by its workflowId alone, in the open run', async () => {
  const { harness } = await inThirdRun('start()');
  expect(
    await lastValueFrom(query(relay, harness.domain, { workflowId: 'relay' }, ({ read }) => read(run))),
  ).toBe(3);
});
