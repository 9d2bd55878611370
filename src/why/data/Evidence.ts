import type { Duration, ExecutionId, TypeId } from '../../values/index.js';
import type { ExplanationData, ListenedSignals } from './ExplanationData.js';
import type { ListKey, TaskListReport, UnknownFact } from './TaskListReport.js';

/** Facts about an execution that its history may not show, such as its own ids. */
export interface ExecutionFacts extends Partial<ExecutionId> {
  readonly workflowType?: TypeId | undefined;
  readonly startTimestamp?: Date | undefined;
  readonly executionStartToCloseTimeout?: Duration | undefined;
}

/** Thresholds that tell a stuck execution from a waiting one. */
export interface Thresholds {
  /**
   * Seconds for which a task may wait in its task list. After that it is stuck if no task was seen to be taken from
   * the list since, and none that was taken is still being worked on.
   * @defaultValue 60
   */
  readonly patience?: number;
  /** Number of failures in a row after which decisions count as stuck. @defaultValue 3 */
  readonly repeats?: number;
}

/** Everything beside a history that an explanation is made from. */
export interface Evidence extends Required<Thresholds> {
  readonly now: Date;
  readonly execution: ExecutionFacts;
  readonly lists: ReadonlyMap<ListKey, TaskListReport>;
  /** Explanations of children by the id of their initiated event. */
  readonly children: ReadonlyMap<number, ExplanationData | UnknownFact>;
  readonly listening: ListenedSignals | UnknownFact;
}
