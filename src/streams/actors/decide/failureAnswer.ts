import type { Decision } from '@aws-sdk/client-swf';
import { decisionBuilders } from '../../../decisions/index.js';
import { isReserved, reserved } from '../../../decisions/reservedNames.js';
import type { History } from '../../../history/index.js';
import { type DataConverter, fitDetails } from '../../../payloads/index.js';
import { failureFor } from '../perform/describeFailure.js';
import type { DecisionTask } from '../tasks/DecisionTask.js';
import { markedTurns } from './markedTurns.js';
import { wakeUp } from './wakeUp.js';

/** Treatment of a task whose decisions failed. */
export type OnError = 'timeout' | 'fail' | 'retry';

/** Answer to a task whose decisions failed. */
export interface FailureAnswer {
  /** `undefined` if the task is left to time out. */
  readonly decisions: readonly Decision[] | undefined;
  /** Seconds until the retry. */
  readonly retryIn: number | undefined;
}

/** Longest wait between two attempts, in seconds. */
const longestWait = 300;
const leave: FailureAnswer = { decisions: undefined, retryIn: undefined };

/** Returns the answer that `onError` wants for an error. */
export function failureAnswer(task: DecisionTask, error: unknown, onError: OnError): FailureAnswer {
  const { history, startedEventId } = task;
  const { dataConverter } = task.domain;
  if (onError === 'timeout') return leave;
  if (onError === 'fail') return { decisions: [failure(dataConverter, error)], retryIn: undefined };
  const failures = failuresInARow(history);
  // A refused decision triggers the next task immediately, so marking the failure again would cause a loop.
  if (failures === undefined) return leave;
  const marker = failureMark(dataConverter, error, startedEventId);
  if (history.timers.started.some(({ id }) => isReserved(id, reserved.error)))
    return { decisions: [marker], retryIn: undefined };
  const retryIn = Math.min(longestWait, 2 ** failures);
  return { decisions: [marker, wakeUp(reserved.error, startedEventId, retryIn)], retryIn };
}

/** Counts the latest consecutive failed turns; `undefined` if SWF refused to mark the last one. */
function failuresInARow(history: History): number | undefined {
  let failures = 0;
  for (const { failed, refused } of markedTurns(history)) {
    if (failures === 0 && refused.some(id => isReserved(id, reserved.error))) return undefined;
    if (!failed || 2 ** failures > longestWait) return failures;
    failures += 1;
  }
  return failures;
}

/**
 * Creates the marker of a failed turn. Its details are an ordinary payload, so they are encrypted if payloads
 * are.
 */
function failureMark(converter: DataConverter, error: unknown, task: number): Decision {
  return decisionBuilders(converter).recordMarker({
    markerName: reserved.error,
    details: fitDetails(converter, { task, ...failureFor(converter, error) }),
  });
}

/** Creates the decision that fails the execution. */
const failure = (converter: DataConverter, error: unknown): Decision =>
  decisionBuilders(converter).failWorkflowExecution(failureFor(converter, error));
