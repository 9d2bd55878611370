import { LambdaFailedError, LambdaNotScheduledError, LambdaTimedOutError, workflow } from 'rx-swf/workflows';
import { catchError, EMPTY } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const harness = await WorkflowHarness.open([], [], {
  teardown: afterAll,
  service: {
    lambda: {
      Double: n => Number(n) * 2,
      Nothing: () => undefined,
      Broken: () => {
        throw new RangeError('too far');
      },
      Hang: () => new Promise(() => {}),
    },
  },
});
const lambdaRole = 'arn:aws:iam::123456789012:role/lambda';
let workflows = 0;

/** Returns the result of a call by a workflow, or its error. */
async function called(name: string, input?: unknown, role?: string, startToCloseTimeout?: number) {
  let seen: unknown;
  workflows += 1;
  const one = workflow(
    { name: `Lambda ${workflows}`, version: '1', ...(role === undefined ? {} : { lambdaRole: role }) },
    (_, { lambda }) =>
      lambda(name, input, startToCloseTimeout === undefined ? {} : { startToCloseTimeout }).pipe(
        catchError((error: unknown) => {
          seen = error;
          return EMPTY;
        }),
      ),
  );
  const result = await harness.run(one, undefined);
  return seen ?? result;
}

describe('lambda', () => {
  it('emits the result of the function', async () => {
    expect(await called('Double', 21, lambdaRole)).toBe(42);
    expect(await called('Nothing', undefined, lambdaRole)).toBeUndefined();
  });

  it('errors with the error of the function', async () => {
    const error = await called('Broken', 1, lambdaRole);
    expect(error).toBeInstanceOf(LambdaFailedError);
    expect(error).toMatchObject({
      reason: 'Unhandled',
      details: { errorMessage: 'too far', errorType: 'RangeError' },
      message: "Lambda function 'Broken' failed: Unhandled",
    });
  });

  it('errors if the function times out', async () => {
    expect(await called('Hang', 1, lambdaRole, 1)).toBeInstanceOf(LambdaTimedOutError);
  });

  it('needs a role', async () => {
    const error = await called('Double', 1);
    expect(error).toBeInstanceOf(LambdaNotScheduledError);
    expect(error).toMatchObject({
      reason: 'ASSUME_ROLE_FAILED',
      message: expect.stringContaining('lambdaRole'),
    });
  });
});
