import type { CloseStatus } from '@aws-sdk/client-swf';
import { lastValueFrom, mergeMap, NEVER } from 'rxjs';
import type { History } from '../history/index.js';
import type { WorkflowExecution } from '../models/index.js';
import { requireMember } from '../requests/index.js';
import { runHandler } from '../streams/actors/tasks/runHandler.js';
import { type ExecutionId, executionId } from '../values/index.js';
import { resultOf } from '../workflows/execution/resultOf.js';
import { nextRun } from '../workflows/execution/runStates.js';
import { query, type WorkflowDefinition } from '../workflows/index.js';
import { Stage } from './stage/Stage.js';
import { WorkflowTest } from './stage/WorkflowTest.js';
import { checkTestOptions, type WorkflowTestOptions } from './stage/WorkflowTestOptions.js';

/** A completed execution of a test. */
export interface WorkflowRun<O> {
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
export interface WorkflowEnd<O> extends Omit<WorkflowRun<O>, 'result'> {
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
): Promise<WorkflowRun<O>> {
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
): Promise<WorkflowEnd<O>> {
  checkTestOptions(options);
  const { start = {}, during, ...cast } = options;
  const stage = new Stage(workflow, cast);
  try {
    await stage.whether(stage.open(start.taskList));
    const execution = await stage.whether(lastValueFrom(workflow.start(stage.domain, input, start)));
    if (during !== undefined) {
      const test = new WorkflowTest<O>(stage, execution, read =>
        execution.current().pipe(mergeMap(run => query(workflow, stage.domain, run, read))),
      );
      await test.settled();
      const done = lastValueFrom(
        runHandler(() => during(test), NEVER),
        { defaultValue: undefined },
      );
      await stage.whether(done);
    }
    const histories = await stage.whether(passed(stage, execution));
    return endOf(`${execution}`, stage, histories);
  } finally {
    await stage.close();
  }
}

/** A closed run. */
interface Closed {
  readonly run: WorkflowExecution;
  readonly history: History;
}

/** Advances time until an execution and all runs that continue it have closed. */
async function passed({ time }: Stage, execution: WorkflowExecution): Promise<readonly Closed[]> {
  const closed: Closed[] = [];
  for (let run: WorkflowExecution | undefined = execution; run !== undefined; ) {
    await time.pulse.idle();
    const { status } = await lastValueFrom(run.upstream());
    if (status === 'OPEN') await time.pass();
    else {
      const history: History = await lastValueFrom(run.history());
      closed.push({ run, history });
      run = nextRun(run, requireMember(history.last, 'events'));
    }
  }
  return closed;
}

function endOf<O>(what: string, { domain }: Stage, closed: readonly Closed[]): WorkflowEnd<O> {
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
