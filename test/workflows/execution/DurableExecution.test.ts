import {
  ExecutionCanceledError,
  ExecutionFailedError,
  ExecutionTerminatedError,
  ExecutionTimedOutError,
  WorkflowCancellation,
  WorkflowFailure,
  workflow,
} from 'rx-swf/workflows';
import { concatMap, EMPTY, lastValueFrom, of, take, tap, throwError, timer, toArray } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const harness = await WorkflowHarness.open([], [], { teardown: afterAll });
const quick = { interval: 5 };

describe('result$', () => {
  it('emits the last value of the workflow', async () => {
    const one = workflow({ name: 'Last', version: '1' }, () => of(1, 2, 3));
    const execution = await harness.start(one, undefined);
    expect(await lastValueFrom(execution.result$)).toBe(3);
    const nothing = workflow({ name: 'Nothing', version: '1' }, () => EMPTY);
    expect(await harness.run(nothing, undefined)).toBeUndefined();
  });

  it('errors with the failure of the execution', async () => {
    const one = workflow({ name: 'Fails', version: '1' }, () =>
      throwError(() => new WorkflowFailure('OutOfStock', { item: 7 })),
    );
    const error = await harness.failure(await harness.start(one, undefined));
    expect(error).toBeInstanceOf(ExecutionFailedError);
    expect(error).toMatchObject({ reason: 'OutOfStock', details: { item: 7 } });
  });

  it('errors with the details of a cancellation', async () => {
    const one = workflow({ name: 'Cancels', version: '1' }, () =>
      throwError(() => new WorkflowCancellation('enough')),
    );
    const error = await harness.failure(await harness.start(one, undefined));
    expect(error).toBeInstanceOf(ExecutionCanceledError);
    expect(error).toMatchObject({ details: 'enough' });
  });

  it('errors if the execution is terminated or times out', async () => {
    const one = workflow({ name: 'Waits', version: '1' }, (_, { signal }) => signal('never'));
    const terminated = await harness.start(one, undefined);
    await lastValueFrom(terminated.terminate({ reason: 'bored', details: { by: 'Ann' } }));
    const error = await harness.failure(terminated);
    expect(error).toBeInstanceOf(ExecutionTerminatedError);
    expect(error).toMatchObject({ reason: 'bored', details: { by: 'Ann' } });
    const late = await harness.start(one, undefined, { executionStartToCloseTimeout: 5 });
    expect(await harness.failure(late)).toBeInstanceOf(ExecutionTimedOutError);
  });

  it('errors if there is no such execution', async () => {
    const one = workflow({ name: 'Gone', version: '1' }, () => of(1));
    const gone = one.execution(harness.domain, { workflowId: 'nobody', runId: 'none' });
    await expect(lastValueFrom(gone.result$)).rejects.toMatchObject({ name: 'DoesNotExistError' });
  });

  it('follows an execution through the runs that continue it, from its ids alone', async () => {
    const one = workflow({ name: 'Runs', version: '1' }, (n: number, { continueAsNew }) =>
      n === 0 ? of('end') : continueAsNew(n - 1),
    );
    const { workflowId, runId } = await harness.start(one, 3);
    expect(await lastValueFrom(one.execution(harness.domain, { workflowId, runId }).result(quick))).toBe(
      'end',
    );
  });

  it('survives faults and throttling', async () => {
    const own = await WorkflowHarness.open();
    const one = workflow({ name: 'Faults', version: '1' }, (_, { signal }) => signal('go').pipe(take(1)));
    const execution = await own.start(one, undefined);
    let faults = 3;
    for (const operation of ['DescribeWorkflowExecution', 'GetWorkflowExecutionHistory'])
      own.before(operation, () => {
        faults -= 1;
        if (faults >= 0) throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
      });
    await own.signal(execution, 'go', 'gone');
    expect(await lastValueFrom(execution.result({ ...quick, backoff: { initial: 1 } }))).toBe('gone');
    expect(faults).toBeLessThan(0);
  });

  it.each([[-1], [Number.NaN]])('refuses an interval of %d', async interval => {
    const one = workflow({ name: 'Any', version: '1' }, () => of(1));
    expect(() => one.execution(harness.domain, { workflowId: 'a', runId: 'b' }).result({ interval })).toThrow(
      'interval must be',
    );
  });
});

describe('progress$', () => {
  it('emits the values of the pipeline before the last one, and completes with the execution', async () => {
    const one = workflow({ name: 'Progress', version: '1' }, (_, { signal }) =>
      signal<string>('step').pipe(take(3)),
    );
    const execution = await harness.start(one, undefined);
    const seen: unknown[] = [];
    const done = lastValueFrom(
      execution.progress(quick).pipe(
        tap(value => seen.push(value)),
        concatMap(value => execution.signal('step', value === 'a' ? 'b' : 'c')),
        toArray(),
      ),
    );
    await harness.signal(execution, 'step', 'a');
    await done;
    expect(seen).toEqual(['a', 'b']);
  });

  it('completes however the execution ends', async () => {
    const one = workflow({ name: 'Ends badly', version: '1' }, (_, { setContext }) =>
      timer(1_000).pipe(
        tap(() => setContext({ at: 'the brink' })),
        concatMap(() => timer(1_000)),
        concatMap(() => throwError(() => new Error('over it'))),
      ),
    );
    const execution = await harness.start(one, undefined);
    expect(await lastValueFrom(execution.progress(quick).pipe(toArray()))).toEqual([{ at: 'the brink' }]);
  });

  it('follows the runs that continue it', async () => {
    const one = workflow({ name: 'Shows', version: '1' }, (n: number, { continueAsNew, setContext }) => {
      setContext(n);
      return timer(1_000).pipe(concatMap(() => (n === 0 ? of('end') : continueAsNew(n - 1))));
    });
    const execution = await harness.start(one, 1);
    const seen = await lastValueFrom(execution.progress(quick).pipe(toArray()));
    expect(seen.at(-1)).toBe(0);
  });
});
