import { workflow } from 'rx-swf/workflows';
import { concatWith, delay, map, merge, of, timer, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

it('work without a delay runs after everything else at the same time, as in the virtual time of RxJS', async () => {
  const ties = workflow({ name: 'Ties', version: '1' }, (_input: undefined, { scheduler }) =>
    merge(
      timer(1_000, scheduler).pipe(
        map(() => 'first'),
        concatWith(of('last').pipe(delay(0, scheduler))),
      ),
      timer(1_000, scheduler).pipe(map(() => 'second')),
    ).pipe(toArray()),
  );
  const harness = await WorkflowHarness.open([ties]);
  expect(await harness.run(ties, undefined)).toEqual(['first', 'second', 'last']);
});
