import { ActivityFailure } from 'rx-swf';
import {
  activity,
  FailureError,
  saga,
  type WorkflowContext,
  WorkflowFailure,
  workflow,
} from 'rx-swf/workflows';
import { concatMap, type Observable, of, throwError, timer } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

const fail = activity<void, void>({ name: 'Fail', version: '1' });
const child = workflow({ name: 'Child', version: '1' }, (_, { run }) => run(fail));
const harness = await WorkflowHarness.open(
  [child],
  [
    fail.with(() => {
      throw new ActivityFailure('NotToday', { seat: 7 });
    }),
  ],
  { teardown: afterAll },
);

let workflows = 0;

/** Returns the reason and the details of a failed execution. */
async function failureOf(run: (context: WorkflowContext) => Observable<unknown>) {
  workflows += 1;
  const one = workflow({ name: `Uncaught ${workflows}`, version: '1' }, (_, context) => run(context));
  const execution = await harness.start(one, undefined);
  const error = await harness.failure(execution);
  if (!(error instanceof FailureError)) throw error;
  const { reason, details } = error;
  return { reason, details };
}

describe('an uncaught error', () => {
  it('fails the execution with the reason and details of a failed activity', async () => {
    const own = { reason: 'NotToday', details: { seat: 7 } };
    expect(await failureOf(({ run }) => run(fail))).toEqual(own);
    expect(await failureOf(({ child: start }) => start(child))).toEqual(own);
  });

  it('fails the execution with the reason and details of a WorkflowFailure', async () => {
    const error = new WorkflowFailure('OutOfStock', { item: 7 });
    expect(await failureOf(() => throwError(() => error))).toEqual({
      reason: 'OutOfStock',
      details: { item: 7 },
    });
    const long = await failureOf(() => throwError(() => new WorkflowFailure('r'.repeat(300))));
    expect(long.reason).toBe('r'.repeat(256));
  });

  it('fails the execution with the name, message and stack of any other error', async () => {
    const { reason, details } = await failureOf(() => throwError(() => new RangeError('too far')));
    expect(reason).toBe('RangeError: too far');
    expect(details).toMatchObject({ name: 'RangeError', message: 'too far', stack: expect.any(String) });
    expect(await failureOf(() => throwError(() => 'a word'))).toEqual({
      reason: 'a word',
      details: 'a word',
    });
  });

  it('fails the execution wherever it is thrown: by the function itself, in an operator, in a saga, by a timer of the host', async () => {
    const broken = new Error('broken');
    const thrown = () => {
      throw broken;
    };
    const reason = 'Error: broken';
    expect(await failureOf(thrown)).toMatchObject({ reason });
    expect(await failureOf(() => timer(1_000).pipe(concatMap(thrown)))).toMatchObject({ reason });
    expect(await failureOf(() => saga(thrown))).toMatchObject({ reason });
    expect(
      await failureOf(({ signal }) => {
        setTimeout(thrown, 1_000);
        return signal('never');
      }),
    ).toMatchObject({ reason });
  });

  it('fails the execution if the details cannot be a payload, or are too long', async () => {
    expect(await failureOf(() => throwError(() => new WorkflowFailure('Odd', () => {})))).toEqual({
      reason: 'Odd',
      details:
        'details cannot be converted to a payload: a function cannot be a payload: JSON cannot represent it',
    });
    expect(
      await failureOf(() => throwError(() => new WorkflowFailure('Long', 'x'.repeat(40_000)))),
    ).toMatchObject({
      reason: 'Long',
      details: { truncated: true, preview: expect.stringMatching(/^x{30000,}$/) },
    });
  });
});

describe('a result that SWF would reject', () => {
  it('fails the execution, and says why', async () => {
    expect(await failureOf(() => of('x'.repeat(32_768)))).toMatchObject({
      reason: expect.stringMatching(
        /^InvalidArgumentError: result must be a payload of at most 32768 characters, got 32770\. .*offload\(store\)$/,
      ),
    });
    expect(await failureOf(() => of(() => {}))).toMatchObject({
      reason:
        'InvalidArgumentError: result cannot be converted to a payload: a function cannot be a payload: JSON cannot represent it',
    });
  });
});
