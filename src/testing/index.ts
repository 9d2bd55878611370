/**
 * Tests of durable workflows: on skipped time, against recorded histories, and with marble diagrams.
 *
 * @packageDocumentation
 */

export type * from '../requests/sdkTypes.js';
export { checkConverter } from './checkConverter.js';
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
