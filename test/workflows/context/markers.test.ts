import { InvalidArgumentError } from 'rx-swf';
import { activity, type WorkflowContext, workflow } from 'rx-swf/workflows';
import { catchError, defer, map, type Observable, of } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const double = activity<number, number>({ name: 'Double', version: '1' });

// Each decision replays the whole history.
const harness = await WorkflowHarness.open([], [double.with(n => n * 2)], {
  teardown: afterAll,
  worker: { sticky: false },
});

let workflows = 0;
const define = <O>(run: (context: WorkflowContext) => Observable<O>) => {
  workflows += 1;
  return workflow({ name: `Marker ${workflows}`, version: '1' }, (_, context) => run(context));
};

describe('marker', () => {
  it('records details that people and other programs can read', async () => {
    const one = define(({ marker }) => marker('reviewed', { by: 'Ann' }).pipe(map(() => 'done')));
    const execution = await harness.start(one, undefined);
    expect(await harness.result(execution)).toBe('done');
    const { markers } = await harness.history(execution);
    expect([...markers].map(({ id, details }) => [id, details])).toEqual([['reviewed', { by: 'Ann' }]]);
  });

  it('rejects names that are reserved for the library', async () => {
    const one = define(({ marker }) =>
      defer(() => marker('rx-swf.mine')).pipe(
        catchError((error: unknown) => of(error instanceof InvalidArgumentError)),
      ),
    );
    expect(await harness.run(one, undefined)).toBe(true);
  });
});
