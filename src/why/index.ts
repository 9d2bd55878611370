/**
 * Explanations of what an execution waits for, and whether someone has to act: data, and plain English.
 *
 * @packageDocumentation
 */

export type { ExecutionFacts, Thresholds } from './data/Evidence.js';
export type {
  ActivityWait,
  ChildWait,
  Deadline,
  DecisionTaskWait,
  DecisionTimeoutsWait,
  Ending,
  ExplanationData,
  ExternalWait,
  FailingActivitiesWait,
  FailingDecisionsWait,
  LambdaWait,
  ListenedSignals,
  NextDeadline,
  RecordedFailure,
  RefusedDecision,
  RefusedDecisionsWait,
  SignalsWait,
  TimerWait,
  Wait,
} from './data/ExplanationData.js';
export type { ReplayedRun, SignalListeners } from './data/SignalListeners.js';
export type { TakenTask, TaskListReport, UnknownFact } from './data/TaskListReport.js';
export { Explanation } from './explanation/Explanation.js';
export { type ExplainOptions, explain } from './explanation/explain.js';
export type { Sentence } from './text/Sentence.js';
export type { TextOptions } from './text/Writer.js';
export { type WhyOptions, why } from './why.js';
