/**
 * Tests of deciders and durable workflows: built and recorded histories, skipped time, and marble diagrams.
 *
 * @packageDocumentation
 */

export type * from '../requests/sdkTypes.js';
export { checkConverter } from './checkConverter.js';
export type { ActivityStepOptions } from './history/activitySteps.js';
export type { ChildStepOptions } from './history/childSteps.js';
export type { HistoryBuilderOptions } from './history/EventLog.js';
export type { StartStepOptions } from './history/executionSteps.js';
export type { ExternalCancelStepOptions, ExternalSignalStepOptions } from './history/externalSteps.js';
export { HistoryBuilder } from './history/HistoryBuilder.js';
export type { LambdaStepOptions } from './history/lambdaSteps.js';
export type { TimerStepOptions } from './history/timerSteps.js';
export { decisionsOf, type MarbleContext, type MarbleOptions } from './marbles/decisionsOf.js';
export {
  activityCanceled,
  activityCompleted,
  activityFailed,
  activityStarted,
  activityTimedOut,
  cancelRequested,
  childCanceled,
  childCompleted,
  childFailed,
  type Happening,
  lambdaCompleted,
  lambdaFailed,
  signaled,
} from './marbles/happenings.js';
export type { Which } from './marbles/open.js';
export type { Said } from './marbles/Said.js';
export { type ActivityAnswer, mock, type WorkflowAnswer } from './mock.js';
export type { RecordedHistory } from './replay/RecordedHistory.js';
export { type ReplayOptions, type ReplayReport, replay } from './replay/replay.js';
export { type Recording, type Replayed, replayAll } from './replay/replayAll.js';
export { runWorkflow, tryWorkflow, type WorkflowEnd, type WorkflowRun } from './runWorkflow.js';
export { Answer, fails, takes, timesOut } from './stage/Answer.js';
export { NotMockedError } from './stage/NotMockedError.js';
export { WorkflowTest } from './stage/WorkflowTest.js';
export type { WorkflowTestOptions } from './stage/WorkflowTestOptions.js';
