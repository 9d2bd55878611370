import { ActivityFailure, type DataConverter, jsonConverter } from 'rx-swf';
import {
  type ActivityContext,
  ActivityFailedError,
  activity,
  type RetryPolicy,
  workflow,
} from 'rx-swf/workflows';
import { catchError, firstValueFrom, lastValueFrom, map, NEVER, of, Subject, tap } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { formatEnvelope, parseEnvelope } from '../../../src/payloads/envelope.js';
import { RunHarness } from '../../harness/RunHarness.js';
import { WorkflowHarness, type WorkflowHarnessOptions } from '../../harness/WorkflowHarness.js';

const copy = activity<number, number>({ name: 'Copy', version: '1', heartbeatTimeout: 60 });
const policy: RetryPolicy<number> = { initial: 0, factor: 1, resume: (_, copied) => Number(copied) };
const copying = workflow({ name: 'Copying', version: '1' }, (_: undefined, { run }) =>
  run(copy, 0, { retry: policy }),
);

type Attempt = (from: number, context: ActivityContext<number>) => unknown;

/** Inputs of the attempts, in order, and the history of the execution. */
async function inputsOf(attempts: readonly Attempt[], options: WorkflowHarnessOptions = {}) {
  const inputs: number[] = [];
  const harness = await WorkflowHarness.open(
    [copying],
    [
      copy.with((from, context) => {
        inputs.push(from);
        return attempts[inputs.length - 1]?.(from, context) as number;
      }),
    ],
    options,
  );
  const execution = await harness.start(copying, undefined);
  await harness.result(execution);
  return { inputs, history: await harness.history(execution) };
}

const fails =
  (told?: number): Attempt =>
  (_, { heartbeat }) => {
    if (told !== undefined) heartbeat(told);
    throw new ActivityFailure('Broken', { at: told });
  };

describe('resume', () => {
  it('receives the last progress of a failed attempt, whether or not a heartbeat sent it', async () => {
    const { inputs, history } = await inputsOf([fails(3), fails(5), from => from]);
    expect(inputs).toEqual([0, 3, 5]);
    // The details are the activity's own.
    expect(history.activities.failed.map(({ details }) => details)).toEqual([{ at: 3 }, { at: 5 }]);
  });

  it('receives the progress of an earlier attempt if the latest reported none', async () => {
    const { inputs } = await inputsOf([fails(3), fails(), fails(), from => from]);
    expect(inputs).toEqual([0, 3, 3, 3]);
  });

  it('is not called if no progress was reported', async () => {
    const { inputs } = await inputsOf([fails(), from => from]);
    expect(inputs).toEqual([0, 0]);
  });

  it('receives the progress of a heartbeat that the task itself sent', async () => {
    const { inputs } = await inputsOf([
      async (_, { task }) => {
        await lastValueFrom(task.heartbeat(4));
        throw new Error('broken');
      },
      from => from,
    ]);
    expect(inputs).toEqual([0, 4]);
  });

  it('receives the progress through the converter, which never sees the envelope', async () => {
    const sealing: DataConverter = {
      toPayload: value => `sealed ${jsonConverter.toPayload(value)}`,
      fromPayload: payload => {
        if (!payload.startsWith('sealed ')) throw new Error(`not sealed: ${payload}`);
        return jsonConverter.fromPayload(payload.slice(7));
      },
    };
    const text = formatEnvelope({ payload: sealing.toPayload('why'), progress: sealing.toPayload(7) });
    const seen = new RunHarness(
      workflow({ name: 'Play', version: '1' }, (_: unknown, { run }) =>
        run(copy, 0).pipe(catchError((error: ActivityFailedError) => of([error.progress, error.details]))),
      ),
      { converter: sealing, rawInput: text },
    );
    seen.decide();
    seen.builder.activityStarted('1').activityFailed('1', { details: text });
    const [end] = seen.decide().decisions;
    expect(end?.completeWorkflowExecutionDecisionAttributes?.result).toBe('sealed [7,"why"]');
  });

  it('receives the progress if a worker stopped at its deadline', async () => {
    const stop$ = new Subject<void>();
    const harness = await WorkflowHarness.open([copying]);
    const inputs: number[] = [];
    const first = copy.with((from, { heartbeat }) => {
      inputs.push(from);
      heartbeat(6);
      stop$.next();
      return NEVER;
    });
    await harness.startActivityWorker([first], { drainOn: stop$, drain: { deadline: 0, pollGrace: 0 } });
    const execution = await harness.start(copying, undefined);
    await harness.history(execution, ({ activities }) => activities.failed.length === 1);
    await harness.startActivityWorker([copy.with(from => inputs.push(from))]);
    await harness.result(execution);
    expect(inputs).toEqual([0, 6]);
    expect((await harness.history(execution)).activities.failed[0]?.reason).toBe('WorkerStopped');
  });

  it('receives the progress if the worker is gone and the activity times out', async () => {
    const mortal = workflow({ name: 'Mortal', version: '1' }, (_: undefined, { run }) =>
      run(copy, 0, { retry: policy, heartbeatTimeout: 1 }),
    );
    const harness = await WorkflowHarness.open([mortal]);
    const inputs: number[] = [];
    const worker = await harness.startActivityWorker([
      copy.with((from, { task }) => {
        inputs.push(from);
        return task.heartbeat(8).pipe(
          tap(() => worker.unsubscribe()),
          map(() => from),
        );
      }),
    ]);
    const execution = await harness.start(mortal, undefined);
    await harness.history(execution, ({ activities }) => activities.timedOut.length === 1);
    await harness.startActivityWorker([copy.with(from => inputs.push(from))]);
    await harness.result(execution);
    expect(inputs).toEqual([0, 8]);
  });

  it('costs the details of failures only space', async () => {
    const { inputs, history } = await inputsOf([
      (_, { heartbeat }) => {
        heartbeat(2);
        throw new ActivityFailure('Long', 'x'.repeat(40_000));
      },
      from => from,
    ]);
    expect(inputs).toEqual([0, 2]);
    const [failed] = history.filter({ name: 'ActivityTaskFailed' });
    expect(failed?.attributes.details?.length).toBeLessThanOrEqual(32_768);
    expect(parseEnvelope(failed?.attributes.details).progress).toBe('2');
    expect(history.activities.failed[0]?.details).toMatchObject({ truncated: true });
  });
});

it('the error of a failed activity has its progress', async () => {
  const asking = workflow({ name: 'Asking', version: '1' }, (_: undefined, { run }) =>
    run(copy, 0).pipe(
      catchError((error: unknown) => of(error instanceof ActivityFailedError ? error.progress : undefined)),
    ),
  );
  const harness = await WorkflowHarness.open([asking], [copy.with(fails(9) as never)]);
  const execution = await harness.start(asking, undefined);
  expect(await harness.result(execution)).toBe(9);
  expect(await firstValueFrom(execution.result$)).toBe(9);
});
