export type { ReplayedRun, SignalListeners } from './calls/SignalListeners.js';
export type { ExecutionFacts, Thresholds } from './Evidence.js';
export { Explanation } from './Explanation.js';
export type {
  ActivityWait,
  ChildWait,
  Deadline,
  DecisionTaskWait,
  DecisionTimeoutsWait,
  Ending,
  ExplanationData,
  ExternalWait,
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
} from './ExplanationData.js';
export { type ExplainOptions, explain } from './explain.js';
export type { TakenTask, TaskListReport, UnknownFact } from './TaskListReport.js';
export type { Sentence } from './text/Sentence.js';
export type { TextOptions } from './text/Writer.js';
export { type WhyOptions, why } from './why.js';
