import type { Decision } from '@aws-sdk/client-swf';
import type { History } from '../../history/index.js';
import { type DataConverter, jsonConverter } from '../../payloads/index.js';
import { checkOptions, isInstance, type OptionNames } from '../../requests/index.js';
import { checkCount, optional } from '../../values/index.js';
import { type AnyWorkflow, NonDeterminismError, type WorkflowDefinition } from '../../workflows/index.js';
import { type ExecutionView, replayOf, viewOf } from '../../workflows/query/ExecutionView.js';
import type { Run } from '../../workflows/replay/Run.js';
import { checkType, type RecordedHistory, readRecorded } from './RecordedHistory.js';
import { wholeTurns } from './wholeTurns.js';

/** Options of a replay: details that a recorded history does not contain. */
export interface ReplayOptions {
  /**
   * The run's id. `random()`, `uuid()` and the default ids of children are derived from it. A workflow that
   * uses none of these does not need it. @defaultValue 'unknown'
   */
  readonly runId?: string | undefined;
  /** The execution's id. The default ids of children are derived from it. @defaultValue 'unknown' */
  readonly workflowId?: string | undefined;
  /** The value of `context.info.domain`. @defaultValue 'unknown' */
  readonly domain?: string | undefined;
  /**
   * The id of the last event to replay. If it lies among the events that one decision wrote, the replay ends
   * before that decision. @defaultValue the last event of the history
   */
  readonly upTo?: number | undefined;
  /** The converter for payloads. @defaultValue JSON */
  readonly dataConverter?: DataConverter | undefined;
}

const replayOptions: OptionNames<ReplayOptions> = {
  runId: true,
  workflowId: true,
  domain: true,
  upTo: true,
  dataConverter: true,
};

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
  checkOptions('replay()', options, replayOptions);
  const { domain = 'unknown', workflowId = 'unknown', runId = 'unknown' } = options;
  const { dataConverter: converter = jsonConverter } = options;
  optional(checkCount, 'upTo', options.upTo, 1);
  const recorded = readRecorded(history, converter);
  checkType(recorded, workflow);
  const whole = wholeTurns(recorded.slice(0, options.upTo));
  const run = replayOf(workflow, { domain, execution: { workflowId, runId }, converter });
  try {
    const decisions = decided(run, whole);
    return { ...viewOf<O>(run, whole), turns: run.turns, decisions };
  } catch (error) {
    throw options.runId === undefined ? hinted(error) : error;
  }
}

/** Replays the whole history, and makes the decision that is due at its end. */
function decided(run: Run, history: History): readonly Decision[] | undefined {
  const due = history.finished ? undefined : history.decisions.open[0];
  if (due === undefined) {
    run.replay(history, true);
    return undefined;
  }
  const isStarted = history.decisions.started.length > 0;
  return run.decide(isStarted ? history : begun(history, due.id)).decisions;
}

/** Returns the history as it continues when a decider starts the pending task. */
function begun(history: History, scheduledEventId: number): History {
  const { last } = history;
  return history.concat([
    {
      eventId: history.lastEventId + 1,
      eventType: 'DecisionTaskStarted',
      eventTimestamp: last?.timestamp,
      decisionTaskStartedEventAttributes: { scheduledEventId },
    },
  ]);
}

/** A hint for failures that a missing run id may have caused. */
function hinted(error: unknown): unknown {
  if (isInstance(error, NonDeterminismError))
    error.message +=
      '. The replay has no runId, from which random(), uuid() and the default ids of children are derived. If the ' +
      'workflow uses these, pass the { workflowId, runId } of the recorded run';
  return error;
}
