/**
 * Tests of deciders and durable workflows: built and recorded histories, skipped time, and marble diagrams.
 *
 * @packageDocumentation
 */

export type * from '../sdk/sdkTypes.js';
export type { OpenSubscription, Step, StepCommand, StepEvent } from '../workflows/steps/Step.js';
export { checkConverter } from './checkConverter.js';
export { WorkflowTest } from './environment/WorkflowTest.js';
export type { WorkflowTestOptions } from './environment/WorkflowTestOptions.js';
export type { ActivityStepOptions } from './history/activitySteps.js';
export type { ChildStepOptions } from './history/childSteps.js';
export type { HistoryBuilderOptions } from './history/EventLog.js';
export type { StartStepOptions } from './history/executionSteps.js';
export type { ExternalCancelStepOptions, ExternalSignalStepOptions } from './history/externalSteps.js';
export { HistoryBuilder } from './history/HistoryBuilder.js';
export type { LambdaStepOptions } from './history/lambdaSteps.js';
export type { TimerStepOptions } from './history/timerSteps.js';
export type { DecisionSummary } from './marbles/DecisionSummary.js';
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
  lambdaCompleted,
  lambdaFailed,
  type MarbleEvent,
  signaled,
} from './marbles/marbleEvents.js';
export type { InputSelector } from './marbles/openCommands.js';
export { fails, type MockAnswer, takes, timesOut } from './mocks/MockAnswer.js';
export { type ActivityMockAnswer, mock, type WorkflowMockAnswer } from './mocks/mock.js';
export { NotMockedError } from './mocks/NotMockedError.js';
export type { ReplayOptions } from './replay/prepareReplay.js';
export type { RecordedHistory } from './replay/RecordedHistory.js';
export { type ReplayReport, replay } from './replay/replay.js';
export { type RecordedRun, type ReplayResult, replayAll } from './replay/replayAll.js';
export { type RunWorkflowResult, runWorkflow, type TryWorkflowResult, tryWorkflow } from './runWorkflow.js';
export { stepsOf } from './steps/stepsOf.js';
