import type { Decision } from '@aws-sdk/client-swf';
import type { History } from '../../history/index.js';
import { type DataConverter, jsonConverter } from '../../payloads/index.js';
import { checkOptions, isInstance, type OptionNames } from '../../requests/index.js';
import { checkCount, optional } from '../../values/index.js';
import { NonDeterminismError, type WorkflowDefinition } from '../../workflows/index.js';
import { type ExecutionView, replayOf, viewOf } from '../../workflows/query/ExecutionView.js';
import type { Run } from '../../workflows/replay/Run.js';
import { checkType, type RecordedHistory, readRecorded } from './RecordedHistory.js';
import { wholeTurns } from './wholeTurns.js';

/** What a recorded history does not tell by itself. */
export interface ReplayOptions {
  /**
   * The run's id. `random()`, `uuid()` and the ids of children that were given none follow from it. A workflow that
   * uses none of these needs none. @defaultValue 'unknown'
   */
  readonly runId?: string | undefined;
  /** The execution's id, of which the ids of children that were given none are made. @defaultValue 'unknown' */
  readonly workflowId?: string | undefined;
  /** What `context.info.domain` is. @defaultValue 'unknown' */
  readonly domain?: string | undefined;
  /**
   * The last event to replay, by its id. Where that is in the middle of what one decision has written, the replay ends
   * where that decision begins. @defaultValue the last event of the history
   */
  readonly upTo?: number | undefined;
  /** How payloads are read. @defaultValue JSON */
  readonly dataConverter?: DataConverter | undefined;
}

const replayOptions: OptionNames<ReplayOptions> = {
  runId: true,
  workflowId: true,
  domain: true,
  upTo: true,
  dataConverter: true,
};

/** What a replay has come to. */
export interface ReplayReport<O> extends ExecutionView<O> {
  /** How many decisions were made again. */
  readonly turns: number;
  /** What the code decides next, where a decision is due; `undefined` where none is. */
  readonly decisions: readonly Decision[] | undefined;
}

/**
 * Replays a recorded history against the code of a workflow, in this process and at once, and tells what came of it.
 * For CI: run it over histories of production, and a change that would break running executions fails the build.
 * A history that was cut, by `upTo` or by `history.slice(0, n)`, is replayed to the last decision that it has as a whole.
 * Where a decision is due, that is made too, so that its errors show, but sent nowhere; a side effect that is not
 * recorded yet is called for it.
 *
 * @throws `NonDeterminismError` where the code decides otherwise than the history has, with both sides and the ids of
 *   the events; other `DeterminismError`s as a worker would; `InvalidArgumentError` for what is not the whole history
 *   of a run of this workflow
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
  workflow: WorkflowDefinition<I, O>,
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

/** Plays the whole history, and the decision that is due at its end. */
function decided(run: Run, history: History): readonly Decision[] | undefined {
  const due = history.finished ? undefined : history.decisions.open[0];
  if (due === undefined) {
    run.replay(history, true);
    return undefined;
  }
  const isStarted = history.decisions.started.length > 0;
  return run.decide(isStarted ? history : begun(history, due.id)).decisions;
}

/** The history as it goes on when a decider takes the task that waits. */
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

/** What may be the reason where no run id was given. */
function hinted(error: unknown): unknown {
  if (isInstance(error, NonDeterminismError))
    error.message +=
      '. The replay was given no runId: random(), uuid() and the ids of children that were given none follow from ' +
      'it. If the workflow uses those, give { workflowId, runId } of the recorded run';
  return error;
}
