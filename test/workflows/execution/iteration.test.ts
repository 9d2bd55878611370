import { workflow } from 'rx-swf/workflows';
import { lastValueFrom, map } from 'rxjs';
import { expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const counter = workflow({ name: 'Counter', version: '1' }, (_: undefined, { signal }) =>
  signal<number>('add').pipe(map(n => n * 2)),
);
const double = workflow({ name: 'Double', version: '1' }, (n: number, { sideEffect }) =>
  sideEffect(() => n * 2),
);

it('iterates over the result of an execution, which is one value', async () => {
  const harness = await WorkflowHarness.open([double]);
  const execution = await harness.start(double, 2);
  const seen: number[] = [];
  for await (const result of execution.result$) seen.push(result);
  expect(seen).toEqual([4]);
});

it('throws what an execution fails with into the loop', async () => {
  const harness = await WorkflowHarness.open([counter]);
  const execution = await harness.start(counter, undefined);
  await lastValueFrom(execution.terminate());
  const step = execution.result$[Symbol.asyncIterator]().next();
  await expect(step).rejects.toMatchObject({ name: 'ExecutionTerminatedError' });
});

it('iterates over the progress of an execution until it has ended', async () => {
  const harness = await WorkflowHarness.open([counter]);
  const execution = await harness.start(counter, undefined);
  await harness.signal(execution, 'add', 1);
  const seen: unknown[] = [];
  for await (const value of execution.progress({ interval: 20 })) {
    seen.push(value);
    if (value === 2) await harness.signal(execution, 'add', 2);
    else await lastValueFrom(execution.terminate());
  }
  expect(seen).toEqual([2, 4]);
});

it('iterates over the changes of a model until its signal is aborted', async () => {
  const harness = await WorkflowHarness.open([counter]);
  const stop = new AbortController();
  const lengths: number[] = [];
  const loop = async () => {
    for await (const diff of harness.domain.changes$.values({ signal: stop.signal })) {
      lengths.push(diff.length);
      stop.abort();
    }
  };
  await expect(loop()).rejects.toMatchObject({ name: 'AbortError' });
  expect(lengths).toEqual([0]);
});
