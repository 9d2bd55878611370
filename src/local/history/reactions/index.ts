import type { ReactingEvent } from '../../api/events.js';
import type { PendingReaction } from '../../state/Region.js';
import {
  childCanceled,
  childCompleted,
  childFailed,
  childTerminated,
  childTimedOut,
  startChild,
} from './children.js';
import { cancelExternal, signalExternal } from './externalExecutions.js';
import { startLambda } from './lambdaFunctions.js';
import type { Reactions } from './Reaction.js';

const reactions: Reactions = {
  StartChildWorkflowExecutionInitiated: startChild,
  SignalExternalWorkflowExecutionInitiated: signalExternal,
  RequestCancelExternalWorkflowExecutionInitiated: cancelExternal,
  LambdaFunctionScheduled: startLambda,
  WorkflowExecutionCompleted: childCompleted,
  WorkflowExecutionFailed: childFailed,
  WorkflowExecutionCanceled: childCanceled,
  WorkflowExecutionTimedOut: childTimedOut,
  WorkflowExecutionTerminated: childTerminated,
};

/** Applies the effects of one event outside of its own history. */
export function react<T extends ReactingEvent>({
  type,
  execution,
  attributes,
  eventId,
}: PendingReaction<T>): void {
  const reaction: Reactions[T] = reactions[type];
  reaction(execution, attributes, eventId);
}
