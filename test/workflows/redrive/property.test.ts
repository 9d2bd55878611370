import fc from 'fast-check';
import type { Activity } from 'rx-swf';
import { type DurableExecution, FailureError, planRedrive, type RedriveOptions } from 'rx-swf/workflows';
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
  undo,
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
  undo.with(key => `${key}!`),
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

/** Runs a tree until it ends in the activity with a key, which then fails no more. */
class Execution {
  readonly latest: DurableExecution<unknown>;
  readonly #harness: WorkflowHarness;
  readonly #tree: Tree;
  readonly #id: string;
  readonly #runs: DurableExecution<unknown>[] = [];

  constructor(harness: WorkflowHarness, tree: Tree, id: string) {
    this.#harness = harness;
    this.#tree = tree;
    this.#id = id;
    this.latest = forest.execution(harness.domain, { workflowId: id });
  }

  async fail(key: string, end: keyof typeof ends): Promise<void> {
    let isReady: () => void = () => {};
    const ready = new Promise<void>(resolve => {
      isReady = resolve;
    });
    faults.set(key, async () => {
      await ready;
      await lastValueFrom(ends[end](this.latest));
      throw new Error('broken');
    });
    this.#runs.push(await this.#harness.start(forest, this.#tree, { workflowId: this.#id }));
    await sendSignals(this.latest, this.#tree);
    isReady();
    await closes(this.#harness, this.latest);
  }

  async redrive(options: RedriveOptions = {}): Promise<void> {
    await lastValueFrom(planRedrive(forest, this.#harness.domain, this.latest, options));
    this.#runs.push(await lastValueFrom(this.latest.redrive(options)));
  }

  /** Resolves to the types and inputs of the activities that completed, once the last run has. */
  async completed(): Promise<string[]> {
    expect(await this.#harness.result(this.latest)).toEqual(resultOf(this.#tree));
    const completed: string[] = [];
    for (const run of this.#runs) {
      const { activities } = await lastValueFrom(run.history());
      // Each failure is compensated for.
      completed.push(...activities.completed.map(keyOf).filter(key => !key.startsWith('Undo')));
    }
    return completed.toSorted();
  }
}

const keyOf = ({ activityType, input }: Activity) => `${activityType?.name} ${input}`;

/** Returns the key of an activity of a tree. */
function keyIn(tree: Tree, at: number): string {
  const keys = partsOf(tree).flatMap(part =>
    part.kind === 'activity' || part.kind === 'compensated' ? [part.key] : [],
  );
  const key = keys[at % Math.max(1, keys.length)];
  fc.pre(key !== undefined);
  return key;
}

let count = 0;
const numRuns = Number(process.env['RX_SWF_RUNS'] ?? 25);

describe('A redrive of a random workflow', () => {
  it.each([
    ['in memory', {}],
    ['by replaying', false],
  ] as const)(
    '%s, gives the result of a run that never failed, and repeats no completed activity',
    async (_, sticky) => {
      const harness = await WorkflowHarness.open([forest, sapling], handlers, { worker: { sticky } });
      await fc.assert(
        fc.asyncProperty(cases, async ({ shape, at, end, times }) => {
          count += 1;
          const tree = numbered(shape, `${count}`);
          const key = keyIn(tree, at);
          const execution = new Execution(harness, tree, `forest-${count}`);
          await execution.fail(key, end);
          for (let n = 1; n < times; n += 1) {
            await execution.redrive();
            await closes(harness, execution.latest);
          }
          faults.delete(key);
          await execution.redrive();
          const completed = await execution.completed();
          expect(completed).toEqual([...new Set(completed)]);
        }),
        { numRuns },
      );
    },
  );

  it('from a command, repeats nothing that was issued before', async () => {
    const harness = await WorkflowHarness.open([forest, sapling], handlers);
    await fc.assert(
      fc.asyncProperty(cases, fc.nat(), async ({ shape, at, end }, chosen) => {
        count += 1;
        const tree = numbered(shape, `${count}`);
        const key = keyIn(tree, at);
        const execution = new Execution(harness, tree, `forest-${count}`);
        await execution.fail(key, end);
        faults.delete(key);
        const plan = await lastValueFrom(execution.latest.redrivePlan());
        const steps = [...plan.taken, ...plan.again].filter(({ name }) => !name.startsWith('timer'));
        const from = steps[chosen % steps.length];
        fc.pre(from !== undefined);
        const kept = new Set<string>();
        const { activities } = await lastValueFrom(execution.latest.history());
        for (const activity of activities.completed)
          if ((activity.scheduledEventId ?? 0) < from.eventId) kept.add(keyOf(activity));
        await execution.redrive({ from: from.name });
        const completed = await execution.completed();
        for (const key of kept) expect(completed.filter(one => one === key)).toHaveLength(1);
      }),
      { numRuns },
    );
  });
});
