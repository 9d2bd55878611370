import { ActivityWorker, Decider, decide, perform } from 'rx-swf';
import { lastValueFrom, map, take, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { DomainHarness } from '../../../harness/DomainHarness.js';
import { hostileErrors } from '../../../harness/hostileErrors.js';

const errors = [...hostileErrors.values()];

/** Input of a task: the number of the error that its handler throws. */
const throwing = (n: number) => {
  throw errors[n];
};

describe('an error that cannot be described', () => {
  it('fails only its task, and the worker continues', async () => {
    const harness = await DomainHarness.open();
    const execution = await harness.resizing(...errors.keys(), errors.length);
    const worker = new ActivityWorker<number>(harness.domain, 'thumbnails');
    const statuses = await lastValueFrom(
      worker.pipe(
        perform(({ input }) => (input < errors.length ? throwing(input) : 'done')),
        map(({ status }) => status),
        take(errors.length + 1),
        toArray(),
      ),
    );
    expect(statuses).toEqual([...errors.map(() => 'failed'), 'completed']);
    const { activities } = await lastValueFrom(execution.history());
    expect(activities.failed).toHaveLength(errors.length);
    for (const { reason } of activities.failed) expect(reason?.length).toBeLessThanOrEqual(256);
  });

  it.each(['timeout', 'fail', 'retry'] as const)(
    "is that of a decision with onError: '%s'",
    async onError => {
      const harness = await DomainHarness.open();
      for (const n of errors.keys())
        await lastValueFrom(harness.type.startExecution({ workflowId: `album-${n}`, input: n }));
      const decider = new Decider(harness.domain, 'decisions');
      const decided = await lastValueFrom(
        decider.pipe(
          decide(({ history }) => throwing(history.execution.input as number), { onError }),
          map(({ status }) => status),
          take(errors.length),
          toArray(),
        ),
      );
      expect(decided).toEqual(errors.map(() => 'failed'));
    },
  );
});
