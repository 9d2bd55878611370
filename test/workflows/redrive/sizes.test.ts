import { type DataConverter, Domain, jsonConverter, offload } from 'rx-swf';
import { replay, stepsOf } from 'rx-swf/testing';
import { activity, activityWorker, workflow, workflowWorker } from 'rx-swf/workflows';
import { concat, from, lastValueFrom, merge, mergeMap, reduce } from 'rxjs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MemoryStore } from '../../harness/MemoryStore.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const produce = activity<number, string>({ name: 'Produce', version: '1' });
const finish = activity<number, string>({ name: 'Finish', version: '1' });

/** Runs many activities, and one that fails at first; then redrives it. */
async function redriven(count: number, length: number, dataConverter: DataConverter = jsonConverter) {
  const harness = await WorkflowHarness.open();
  const domain = new Domain({ name: 'media', client: harness.domain.client, dataConverter });
  const many = workflow({ name: 'Many', version: '1' }, (n: number, { run }) =>
    concat(
      from(Array.from({ length: n }, (_, i) => i)).pipe(
        mergeMap(i => run(produce, i), 100),
        reduce((sum, text) => sum + text.length, 0),
      ),
      run(finish, n),
    ).pipe(reduce((all, value) => [...all, value], [] as unknown[])),
  );
  let isBroken = true;
  let calls = 0;
  const decider = workflowWorker(domain, 'decisions', [many], { shadow: 0.01 });
  const worker = activityWorker(
    domain,
    'activities',
    [
      produce.with(() => {
        calls += 1;
        // Of quotes, which JSON escapes once more in the record.
        return `"${'é'.repeat(length)}"`;
      }),
      finish.with(() => {
        if (isBroken) throw new Error('not yet');
        return 'finished';
      }),
    ],
    { concurrency: 20 },
  );
  await lastValueFrom(concat(decider.register(), worker.register()));
  const failures: unknown[] = [];
  const workers = merge(decider, worker).subscribe(
    done => done.status === 'failed' && failures.push(done.error),
  );
  onTestFinished(() => workers.unsubscribe());
  const execution = await lastValueFrom(many.start(domain, count));
  await harness.failure(execution);
  isBroken = false;
  const again = await lastValueFrom(execution.redrive());
  const result = await harness.result(again);
  const history = await lastValueFrom(again.history());
  const parts = history.markers.all.filter(({ id }) => id.startsWith('rx-swf.redriven.'));
  const { runId, workflowId } = again;
  expect(replay(many, history, { runId, workflowId, dataConverter }).latest).toEqual(result);
  expect([result, calls]).toEqual([[count * (length + 2), 'finished'], count]);
  const steps = [...stepsOf(many, history, { runId, workflowId, dataConverter })];
  expect(steps.at(-1)).toMatchObject({ outcome: 'completed' });
  expect(steps.some(({ error }) => error !== undefined)).toBe(false);
  return { parts: parts.length, events: history.length };
}

describe('A redriven run', () => {
  it('takes over 1,000 activities in a few events', async () => {
    const { parts, events } = await redriven(1_000, 10);
    expect(parts).toBeLessThan(15);
    expect(events).toBeLessThan(40);
  });

  it('takes over 200 results of 30,000 characters in several answers', async () => {
    const { parts, events } = await redriven(200, 30_000);
    expect(parts).toBeGreaterThan(180);
    expect(parts).toBeLessThan(200);
    expect(events).toBeLessThan(300);
  });

  it('keeps the record in a store, if there is one', async () => {
    const { parts } = await redriven(20, 100_000, offload(new MemoryStore()));
    expect(parts).toBe(1);
  });
});
