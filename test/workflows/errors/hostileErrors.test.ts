import { describeError } from 'rx-swf';
import { type SideEffectFailedError, workflow } from 'rx-swf/workflows';
import { catchError, of, throwError } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { hostileErrors } from '../../harness/hostileErrors.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const errors = [...hostileErrors.values()];
const failing = workflow({ name: 'Failing', version: '1' }, (n: number) => throwError(() => errors[n]));
const effects = workflow({ name: 'Effects', version: '1' }, (n: number, { sideEffect }) =>
  sideEffect(() => {
    throw errors[n];
  }).pipe(catchError((error: SideEffectFailedError) => of(error.reason))),
);
const harness = await WorkflowHarness.open([failing, effects], [], { teardown: afterAll });

describe.each([...hostileErrors.keys()].map((name, n) => [name, n] as const))('%s', (_, n) => {
  it('fails the execution instead of failing the decision forever', async () => {
    const execution = await harness.start(failing, n);
    expect(describeError(await harness.failure(execution)).name).toBe('ExecutionFailedError');
  });

  it('may be the error of a side effect', async () => {
    expect(typeof (await harness.run(effects, n))).toBe('string');
  });
});
