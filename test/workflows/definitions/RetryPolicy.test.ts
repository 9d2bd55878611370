import { ActivityFailure, InvalidArgumentError } from 'rx-swf';
import {
  type ActivityFailedError,
  type ActivityTimedOutError,
  activity,
  type RetryPolicy,
  workflow,
} from 'rx-swf/workflows';
import { catchError, concat, ignoreElements, map, NEVER, of } from 'rxjs';
import { afterAll, describe, expect, it } from 'vitest';
import { retryDelay } from '../../../src/workflows/definitions/RetryPolicy.js';
import { WorkflowHarness } from '../../harness/WorkflowHarness.js';

interface Flakiness {
  readonly failures: number;
  readonly reason?: string;
}

/** Fails the given number of times, with a reason. */
const flaky = activity<Flakiness, number>({ name: 'Flaky', version: '1' });
const copy = activity<number, number>({ name: 'Copy', version: '1', startToCloseTimeout: 1 });
const refused = activity<void, void>({ name: 'Refused', version: '1', retry: {} });
const givenUp = activity<void, void>({ name: 'GivenUp', version: '1', retry: {} });

const attempts = new Map<string, number>();
const inputs: number[] = [];

const harness = await WorkflowHarness.open(
  [],
  [
    flaky.with(({ failures, reason = 'Busy' }, { task: { workflowExecution } }) => {
      const { runId } = workflowExecution;
      const n = (attempts.get(runId) ?? 0) + 1;
      attempts.set(runId, n);
      if (n <= failures) throw new ActivityFailure(reason, n);
      return n;
    }),
    copy.with((from, { task }) => {
      inputs.push(from);
      if (from >= 2) return from;
      return concat(task.heartbeat(from + 1).pipe(ignoreElements()), NEVER);
    }),
    givenUp.with((_, { task }) => task.cancel()),
  ],
  { teardown: afterAll, activityWorker: { heartbeatInterval: Number.POSITIVE_INFINITY } },
);

let workflows = 0;

/** Effects of a policy on an activity that fails: what the workflow sees, and the delays in seconds. */
async function tried(input: Flakiness, retry: RetryPolicy<Flakiness>, registered?: RetryPolicy<Flakiness>) {
  workflows += 1;
  const definition =
    registered === undefined ? flaky : activity<Flakiness, number>({ ...flaky.options, retry: registered });
  const one = workflow({ name: `Retry ${workflows}`, version: '1' }, (_, { run }) =>
    run(definition, input, registered === undefined ? { retry } : {}).pipe(
      map(result => ({ result })),
      catchError((error: ActivityFailedError) => of({ reason: error.reason, details: error.details })),
    ),
  );
  const execution = await harness.start(one, undefined);
  const seen = await harness.result(execution);
  const history = await harness.history(execution);
  const waits = history
    .filter({ name: 'TimerStarted' })
    .map(({ attributes }) => attributes.startToFireTimeout);
  return { ...seen, waits };
}

describe('a retry policy', () => {
  it('delays by SWF timers, from 1 s on, each twice as long as the one before', async () => {
    expect(await tried({ failures: 4 }, {})).toEqual({ result: 5, waits: [1, 2, 4, 8] });
  });

  it('ends with the error after count retries', async () => {
    expect(await tried({ failures: 9 }, { count: 2 })).toEqual({ reason: 'Busy', details: 3, waits: [1, 2] });
    expect(await tried({ failures: 9 }, { count: 0 })).toEqual({ reason: 'Busy', details: 1, waits: [] });
  });

  it('sets how the delays grow, and the longest one', async () => {
    const policy = { initial: 10, factor: 3, max: 50 };
    expect(await tried({ failures: 4 }, policy)).toEqual({ result: 5, waits: [10, 30, 50, 50] });
    expect(await tried({ failures: 2 }, { initial: 1.5, factor: 1 })).toEqual({ result: 3, waits: [2, 2] });
  });

  it('may retry without a delay', async () => {
    expect(await tried({ failures: 3 }, { initial: 0 })).toEqual({ result: 4, waits: [] });
  });

  it('never retries an error with one of its reasons', async () => {
    const unless = ['NotAnImage', 'TooLarge'];
    expect(await tried({ failures: 3 }, { unless })).toMatchObject({ result: 4 });
    expect(await tried({ failures: 3, reason: 'TooLarge' }, { unless })).toMatchObject({
      details: 1,
      waits: [],
    });
  });

  it('never retries an error for which its function returns true', async () => {
    const unless = ({ details }: { readonly details: unknown }) => details === 2;
    expect(await tried({ failures: 3 }, { unless })).toMatchObject({ details: 2, waits: [1] });
  });

  it('is that of the definition unless a run has its own', async () => {
    expect(await tried({ failures: 2 }, {}, { initial: 7, factor: 1 })).toEqual({ result: 3, waits: [7, 7] });
  });

  it('resumes from the details of the last heartbeat', async () => {
    const one = workflow({ name: 'Resume', version: '1' }, (_, { run }) =>
      run(copy, 0, { retry: { resume: (_input, copied) => Number(copied) } }),
    );
    expect(await harness.run(one, undefined)).toBe(2);
    expect(inputs).toEqual([0, 1, 2]);
  });

  it('never retries what SWF refused or what was canceled', async () => {
    const one = workflow({ name: 'Neither', version: '1' }, (_, { run }) =>
      concat(
        run(refused).pipe(catchError((error: Error) => of(error.name))),
        run(givenUp).pipe(catchError((error: Error) => of(error.name))),
      ),
    );
    const execution = await harness.start(one, undefined);
    expect(await harness.result(execution)).toBe('ActivityCanceledError');
    expect((await harness.history(execution)).filter({ name: 'TimerStarted' })).toHaveLength(0);
  });

  it('distinguishes a timeout from a failure', async () => {
    const one = workflow({ name: 'Timeout', version: '1' }, (_, { run }) =>
      run(copy, 0, {
        startToCloseTimeout: 60,
        scheduleToStartTimeout: 5,
        taskList: 'nobody',
        retry: { count: 3, unless: ['timed out: SCHEDULE_TO_START'] },
      }).pipe(catchError(({ timeoutType }: ActivityTimedOutError) => of(timeoutType))),
    );
    expect(await harness.run(one, undefined)).toBe('SCHEDULE_TO_START');
  });

  it.each([
    [{ count: -1 }, 'retry.count must be a whole number of at least 0, got -1'],
    [{ count: 1.5 }, 'retry.count must be a whole number of at least 0, got 1.5'],
    [{ initial: -1 }, 'retry.initial must be a number of seconds of at least 0, got -1'],
    [{ max: Number.NaN }, 'retry.max must be a number of seconds of at least 0, got NaN'],
    [{ factor: 0.5 }, 'retry.factor must be a number of at least 1, got 0.5'],
  ] satisfies [RetryPolicy, string][])('is refused if it is invalid: %o', (retry, message) => {
    const define = () => activity<void, void>({ name: 'Any', version: '1', retry });
    expect(define).toThrow(InvalidArgumentError);
    expect(define).toThrow(message);
  });

  it('may explicitly have no limits', () => {
    const retry = { count: Number.POSITIVE_INFINITY, max: Number.POSITIVE_INFINITY };
    expect(() => activity({ name: 'Any', version: '1', retry })).not.toThrow();
  });

  it('has a valid delay after thousands of attempts', () => {
    expect(retryDelay(5_000, {})).toBe(300);
    expect(retryDelay(5_000, { initial: 0 })).toBe(0);
  });
});
