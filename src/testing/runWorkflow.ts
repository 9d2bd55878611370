import type { CloseStatus } from '@aws-sdk/client-swf';
import { lastValueFrom, mergeMap, NEVER } from 'rxjs';
import type { History } from '../history/index.js';
import type { WorkflowExecution } from '../models/index.js';
import { requireMember } from '../requests/index.js';
import { runHandler } from '../streams/actors/tasks/runHandler.js';
import { type ExecutionId, executionId } from '../values/index.js';
import { nextRun } from '../workflows/execution/closingEvent.js';
import { resultOf } from '../workflows/execution/resultOf.js';
import { query, type WorkflowDefinition } from '../workflows/index.js';
import { TestEnvironment } from './environment/TestEnvironment.js';
import { WorkflowTest } from './environment/WorkflowTest.js';
import { checkTestOptions, type WorkflowTestOptions } from './environment/WorkflowTestOptions.js';

/** A completed execution of a test. */
export interface RunWorkflowResult<O> {
  /** The last value that the workflow emitted. */
  readonly result: O;
  /** The whole history; if the workflow continued as new, that of its last run. */
  readonly history: History;
  /** The histories of all runs that continue each other, in order. */
  readonly histories: readonly History[];
  /** The ids of the last run, which `replay` may need in addition to its history. */
  readonly execution: ExecutionId;
}

/** A closed execution of a test, whatever its status. */
export interface TryWorkflowResult<O> extends Omit<RunWorkflowResult<O>, 'result'> {
  readonly status: CloseStatus;
  /** The last value that the workflow emitted; `undefined` unless it completed. */
  readonly result: O | undefined;
  /** `ExecutionFailedError`, `ExecutionCanceledError`, `ExecutionTimedOutError` or `ExecutionTerminatedError`. */
  readonly error: unknown;
}

/**
 * Runs a workflow to its end on its own embedded SWF, with real or mocked activities and skipped time: thirty
 * days take milliseconds. Everything is closed when it settles. Resolves with the result and the history.
 *
 * Rejects with `ExecutionFailedError` or a similar error if the execution fails, is canceled or terminated,
 * or times out ({@link tryWorkflow} resolves with that error instead). Rejects immediately with the error of
 * a failed decision (`NonDeterminismError`, `StalledError` or another `DeterminismError`), and with
 * {@link NotMockedError} if the workflow calls something that the test does not provide.
 *
 * @example
 * ```ts
 * import { mock, runWorkflow } from 'rx-swf/testing';
 * import { activity, workflow } from 'rx-swf/workflows';
 * import { concatMap, timer } from 'rxjs';
 *
 * const remind = activity<string, void>({ name: 'Remind', version: '1' });
 * const reminder = workflow({ name: 'Reminder', version: '1' }, (text: string, { run }) =>
 *   timer(30 * 86_400_000).pipe(concatMap(() => run(remind, text))),
 * );
 *
 * const sent: string[] = [];
 * const { history } = await runWorkflow(reminder, 'water the plants', {
 *   activities: [mock(remind, text => void sent.push(text))],
 * });
 * console.log(sent, history.timers.fired.length);
 * ```
 */
export async function runWorkflow<I, O>(
  workflow: WorkflowDefinition<I, O>,
  input: NoInfer<I>,
  options: WorkflowTestOptions<NoInfer<O>> = {},
): Promise<RunWorkflowResult<O>> {
  const { status, result, error, ...run } = await tryWorkflow(workflow, input, options);
  if (status !== 'COMPLETED') throw error;
  // The result of a completed workflow is the last value of its pipeline.
  return { ...run, result: result as O };
}

/**
 * Like {@link runWorkflow}, but also resolves for an execution that fails, is canceled or terminated, or
 * times out, with its `status`, its `error` and its history. Rejects only for errors of the test itself.
 *
 * @example
 * ```ts
 * import { fails, mock, tryWorkflow } from 'rx-swf/testing';
 * import { activity, workflow } from 'rx-swf/workflows';
 *
 * const pay = activity<number, string>({ name: 'Pay', version: '1' });
 * const order = workflow({ name: 'Order', version: '1' }, (amount: number, { run }) => run(pay, amount));
 *
 * const { status, error, history } = await tryWorkflow(order, 7, { activities: [mock(pay, fails('no money'))] });
 * console.log(status, `${error}`, history.activities.failed.length);
 * ```
 */
export async function tryWorkflow<I, O>(
  workflow: WorkflowDefinition<I, O>,
  input: NoInfer<I>,
  options: WorkflowTestOptions<NoInfer<O>> = {},
): Promise<TryWorkflowResult<O>> {
  checkTestOptions(options);
  const { start = {}, during, ...environmentOptions } = options;
  const environment = new TestEnvironment(workflow, environmentOptions);
  try {
    await environment.unlessFailed(environment.start(start.taskList));
    const execution = await environment.unlessFailed(
      lastValueFrom(workflow.start(environment.domain, input, start)),
    );
    if (during !== undefined) {
      const test = new WorkflowTest<O>(environment, execution, read =>
        execution.current().pipe(mergeMap(run => query(workflow, environment.domain, run, read))),
      );
      await test.settled();
      const done = lastValueFrom(
        runHandler(() => during(test), NEVER),
        { defaultValue: undefined },
      );
      await environment.unlessFailed(done);
    }
    const histories = await environment.unlessFailed(runToEnd(environment, execution));
    return endOf(`${execution}`, environment, histories);
  } finally {
    await environment.close();
  }
}

/** A closed run. */
interface ClosedRun {
  readonly run: WorkflowExecution;
  readonly history: History;
}

/** Advances time until an execution and all runs that continue it have closed. */
async function runToEnd(
  { clock }: TestEnvironment,
  execution: WorkflowExecution,
): Promise<readonly ClosedRun[]> {
  const closed: ClosedRun[] = [];
  for (let run: WorkflowExecution | undefined = execution; run !== undefined; ) {
    await clock.idleDetector.idle();
    const { status } = await lastValueFrom(run.upstream());
    if (status === 'OPEN') await clock.advance();
    else {
      const history: History = await lastValueFrom(run.history());
      closed.push({ run, history });
      run = nextRun(run, requireMember(history.last, 'events'));
    }
  }
  return closed;
}

function endOf<O>(
  what: string,
  { domain }: TestEnvironment,
  closed: readonly ClosedRun[],
): TryWorkflowResult<O> {
  const { run, history } = requireMember(closed.at(-1), 'runs');
  const end = {
    status: requireMember(history.execution.closeStatus, 'closeStatus'),
    history,
    histories: closed.map(one => one.history),
    execution: executionId(run),
  };
  try {
    // The result is the last value of the workflow, whose type its definition declares.
    return { ...end, result: resultOf(what, domain, history.last) as O, error: undefined };
  } catch (error) {
    return { ...end, result: undefined, error };
  }
}
