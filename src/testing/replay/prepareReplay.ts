import type { History } from '../../history/index.js';
import { type DataConverter, jsonConverter } from '../../payloads/index.js';
import { checkOptions, type OptionNames } from '../../requests/index.js';
import { checkCount, type ExecutionId, optional, type TypeId } from '../../values/index.js';
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

/** A history that can be replayed, and what it does not contain. */
export interface PreparedReplay {
  /** The history up to its last complete decision. */
  readonly whole: History;
  readonly of: {
    readonly domain: string;
    readonly execution: ExecutionId;
    readonly converter: DataConverter;
  };
}

/** Checks the options of a replay, and reads the history. */
export function prepareReplay(
  what: string,
  workflow: TypeId,
  history: RecordedHistory,
  options: ReplayOptions,
): PreparedReplay {
  checkOptions(what, options, replayOptions);
  const { domain = 'unknown', workflowId = 'unknown', runId = 'unknown' } = options;
  const { dataConverter: converter = jsonConverter } = options;
  optional(checkCount, 'upTo', options.upTo, 1);
  const recorded = readRecorded(history, converter);
  checkType(recorded, workflow);
  const whole = wholeTurns(recorded.slice(0, options.upTo));
  return { whole, of: { domain, execution: { workflowId, runId }, converter } };
}
