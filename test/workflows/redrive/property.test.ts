import fc from 'fast-check';
import { type DurableExecution, FailureError } from 'rx-swf/workflows';
import { lastValueFrom, of } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';
import {
  broken,
  flaky,
  forest,
  numbered,
  partsOf,
  resultOf,
  sapling,
  type Tree,
  trees,
  work,
} from './tree.js';

/** How the execution ends before it is redriven: in the handler of one of its activities. */
const ends = {
  FAILED: () => of(undefined),
  TERMINATED: (execution: DurableExecution<unknown>) => execution.terminate(),
  CANCELED: (execution: DurableExecution<unknown>) => execution.requestCancel(),
};

/** What happens in the activity with a key. */
const faults = new Map<string, () => Promise<unknown>>();
const flakes = new Set<string>();
const handlers = [
  work.with(async key => {
    await faults.get(key)?.();
    return `${key}!`;
  }),
  flaky.with(key => {
    if (flakes.has(key)) return `${key}!`;
    flakes.add(key);
    throw new Error('at first');
  }),
  broken.with(() => {
    throw new Error('always');
  }),
];

const sendSignals = async (execution: DurableExecution<unknown>, tree: Tree) => {
  for (const { kind } of partsOf(tree))
    if (kind === 'signal') await lastValueFrom(execution.signal('next', 'next'));
};

/** Resolves when an execution has ended. Rejects if one of its decisions fails. */
async function closes(harness: WorkflowHarness, execution: DurableExecution<unknown>): Promise<void> {
  const error = await harness.failure(execution);
  if (!(error instanceof FailureError)) throw error;
}

const cases = fc.record({
  shape: trees,
  at: fc.nat(),
  end: fc.constantFrom('FAILED', 'TERMINATED', 'CANCELED'),
  times: fc.integer({ min: 1, max: 3 }),
});

describe('A redrive of a random workflow', () => {
  it('gives the result of a run that never failed, and repeats no completed activity', async () => {
    const harness = await WorkflowHarness.open([forest, sapling], handlers);
    let count = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ shape, at, end, times }) => {
        count += 1;
        const tree = numbered(shape, `${count}`);
        const keys = partsOf(tree).flatMap(part => (part.kind === 'activity' ? [part.key] : []));
        const key = keys[at % Math.max(1, keys.length)];
        fc.pre(key !== undefined);
        const workflowId = `forest-${count}`;
        const latest = forest.execution(harness.domain, { workflowId });
        let isReady: () => void = () => {};
        const ready = new Promise<void>(resolve => {
          isReady = resolve;
        });
        faults.set(key, async () => {
          await ready;
          await lastValueFrom(ends[end](latest));
          throw new Error('broken');
        });
        const runs = [await harness.start(forest, tree, { workflowId })];
        await sendSignals(latest, tree);
        isReady();
        for (let n = 1; n <= times; n += 1) {
          await closes(harness, latest);

          if (n === times) faults.delete(key);
          runs.push(await lastValueFrom(latest.redrive()));
        }
        expect(await harness.result(latest)).toEqual(resultOf(tree));
        const completed: string[] = [];
        for (const run of runs) {
          const { activities } = await lastValueFrom(run.history());
          completed.push(...activities.completed.map(({ input }) => String(input)));
        }
        expect(completed.toSorted()).toEqual([...new Set(completed)].toSorted());
      }),
      { numRuns: Number(process.env['RX_SWF_RUNS'] ?? 40) },
    );
  });
});
