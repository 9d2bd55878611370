import { DoesNotExistError } from 'rx-swf';
import { activity, NonDeterminismError, query, queryKey, workflow } from 'rx-swf/workflows';
import { concatMap, lastValueFrom, scan, takeWhile, tap, timer } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const total = queryKey<number>('total');
const other = queryKey<string>('other');
const double = activity<number, number>({ name: 'Double', version: '1' });

const counter = workflow({ name: 'Counter', version: '1' }, (_, { signal, expose, run }) => {
  let sum = 0;
  expose(total, () => sum);
  return signal<number>('add').pipe(
    concatMap(n => run(double, n)),
    tap(n => {
      sum += n;
    }),
    scan((all, n) => all + n, 0),
    takeWhile(n => n < 10, true),
  );
});

const harness = await WorkflowHarness.open([counter], [double.with(n => n * 2)], { teardown: afterAll });

describe('query', () => {
  it('reads the state of a running execution as of its last decision', async () => {
    const execution = await harness.start(counter, undefined);
    const { workflowId, runId = '' } = execution;
    await harness.signal(execution, 'add', 2);
    await harness.history(
      execution,
      ({ activities, decisions }) => activities.completed.length === 1 && decisions.open.length === 0,
    );
    const before = await harness.history(execution);
    const seen = await lastValueFrom(
      query(counter, harness.domain, { workflowId, runId }, view => ({
        total: view.read(total),
        other: view.read(other),
        latest: view.latest,
        outcome: view.outcome,
        waitingSignals: view.waitingSignals,
        length: view.history.length,
      })),
    );
    expect(seen).toEqual({ total: 4, latest: 4, waitingSignals: 0, length: before.length });
    expect((await harness.history(execution)).length).toBe(before.length);
  });

  it('reads a closed execution', async () => {
    const execution = await harness.start(counter, undefined);
    await harness.signal(execution, 'add', 7);
    expect(await harness.result(execution)).toBe(14);
    const seen$ = query(counter, harness.domain, execution, ({ read, outcome }) => [read(total), outcome]);
    expect(await lastValueFrom(seen$)).toEqual([14, 'completed']);
  });

  it('is cold: each subscription reads the history again', async () => {
    const execution = await harness.start(counter, undefined);
    const total$ = query(counter, harness.domain, execution, ({ read }) => read(total));
    await harness.history(execution, ({ decisions }) => decisions.completed.length > 0);
    expect(await lastValueFrom(total$)).toBe(0);
    await harness.signal(execution, 'add', 1);
    await harness.history(
      execution,
      ({ activities, decisions }) => activities.completed.length === 1 && decisions.open.length === 0,
    );
    expect(await lastValueFrom(total$)).toBe(2);
  });

  it('reads an execution that has no decision yet', async () => {
    const execution = await harness.start(counter, undefined, { taskList: 'nobody' });
    expect(
      await lastValueFrom(query(counter, harness.domain, execution, ({ read }) => read(total))),
    ).toBeUndefined();
  });

  it('errors if the code does not match the history', async () => {
    const execution = await harness.start(counter, undefined);
    await harness.history(execution, ({ decisions }) => decisions.completed.length > 0);
    const changed = workflow({ name: 'Counter', version: '1' }, () => timer(1_000));
    await expect(
      lastValueFrom(query(changed, harness.domain, execution, ({ latest }) => latest)),
    ).rejects.toThrow(NonDeterminismError);
  });

  it('errors if there is no such execution', async () => {
    const nobody = { workflowId: 'nobody', runId: 'none' };
    await expect(lastValueFrom(query(counter, harness.domain, nobody, () => 1))).rejects.toThrow(
      DoesNotExistError,
    );
  });
});
