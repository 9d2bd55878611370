import type { Decision } from '@aws-sdk/client-swf';
import type { History } from '../../history/index.js';
import { isInstance } from '../../requests/index.js';
import { type AnyWorkflow, NonDeterminismError, type WorkflowDefinition } from '../../workflows/index.js';
import { type ExecutionView, replayOf, viewOf } from '../../workflows/query/ExecutionView.js';
import type { Run } from '../../workflows/replay/Run.js';
import { dueOf } from './dueOf.js';
import { prepareReplay, type ReplayOptions } from './prepareReplay.js';
import type { RecordedHistory } from './RecordedHistory.js';

/** The report of a replay. */
export interface ReplayReport<O> extends ExecutionView<O> {
  /** The number of decisions replayed. */
  readonly turns: number;
  /** The next decisions of the code, if a decision is due; otherwise `undefined`. */
  readonly decisions: readonly Decision[] | undefined;
}

/**
 * Replays a recorded history against the code of a workflow, synchronously and in this process, and returns a
 * report. Run it in CI over production histories, so that a change that would break running executions fails
 * the build. A history that was cut, by `upTo` or by `history.slice(0, n)`, is replayed up to its last
 * complete decision. If a decision is due, it is made too, so that its errors show, but it is not sent; side
 * effects that are not recorded yet are called for it.
 *
 * @throws `NonDeterminismError` if the code's decisions differ from the history, with both sides and the ids
 * of the events; other `DeterminismError`s as in a worker; `InvalidArgumentError` if the history is not the
 * complete history of a run of this workflow
 * @example
 * ```ts
 * import { readFileSync } from 'node:fs';
 * import { activity, workflow } from 'rx-swf/workflows';
 * import { replay } from 'rx-swf/testing';
 *
 * const resize = activity<string, string>({ name: 'Resize', version: '1' });
 * const thumbnail = workflow({ name: 'Thumbnail', version: '1' }, (file: string, { run }) => run(resize, file));
 *
 * // aws swf get-workflow-execution-history --domain media --execution workflowId=…,runId=… > album-7.json
 * const { turns, outcome } = replay(thumbnail, readFileSync('album-7.json', 'utf8'));
 * console.log(`${turns} decisions, ${outcome ?? 'still open'}`);
 * ```
 */
export function replay<I, O>(
  workflow: WorkflowDefinition<I, O> | AnyWorkflow,
  history: RecordedHistory,
  options: ReplayOptions = {},
): ReplayReport<O> {
  const { whole, of } = prepareReplay('replay()', workflow, history, options);
  const run = replayOf(workflow, of);
  try {
    const decisions = decided(run, whole);
    return { ...viewOf<O>(run, whole), turns: run.turns, decisions };
  } catch (error) {
    throw options.runId === undefined ? hinted(error) : error;
  }
}

/** Replays the whole history, and makes the decision that is due at its end. */
function decided(run: Run, history: History): readonly Decision[] | undefined {
  const due = dueOf(history);
  if (due !== undefined) return run.decide(due).decisions;
  run.replay(history, true);
  return undefined;
}

/** A hint for failures that a missing run id may have caused. */
export function hinted(error: unknown): unknown {
  if (isInstance(error, NonDeterminismError))
    error.message +=
      '. The replay has no runId, from which random(), uuid() and the default ids of children are derived. If the ' +
      'workflow uses these, pass the { workflowId, runId } of the recorded run';
  return error;
}
