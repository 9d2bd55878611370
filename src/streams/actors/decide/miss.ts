import type { Decision } from '@aws-sdk/client-swf';
import { decisionBuilders } from '../../../decisions/index.js';
import type { History } from '../../../history/index.js';
import { type DataConverter, fitDetails } from '../../../payloads/index.js';
import { failureFor } from '../perform/describeFailure.js';
import type { DecisionTask } from '../tasks/DecisionTask.js';
import { isMark, names, turnsOf, wake } from './marks.js';

/** What becomes of a task for which there are no decisions. */
export type OnError = 'timeout' | 'fail' | 'retry';

/** What such a task is answered with. */
export interface Miss {
  /** `undefined` where it is left to time out. */
  readonly decisions: readonly Decision[] | undefined;
  /** Seconds until it is tried again. */
  readonly retryIn: number | undefined;
}

/** No wait between two attempts is longer. In seconds. */
const longestWait = 300;
const leave: Miss = { decisions: undefined, retryIn: undefined };

export function missOf(task: DecisionTask, error: unknown, onError: OnError): Miss {
  const { history, startedEventId } = task;
  const { dataConverter } = task.domain;
  if (onError === 'timeout') return leave;
  if (onError === 'fail') return { decisions: [failure(dataConverter, error)], retryIn: undefined };
  const failures = failuresInARow(history);
  // A refused decision brings the next task at once: to mark it once more would be a loop.
  if (failures === undefined) return leave;
  const marker = failureMark(dataConverter, error, startedEventId);
  if (history.timers.started.some(({ id }) => isMark(id, names.error)))
    return { decisions: [marker], retryIn: undefined };
  const retryIn = Math.min(longestWait, 2 ** failures);
  return { decisions: [marker, wake(names.error, startedEventId, retryIn)], retryIn };
}

/** How many turns in a row have failed; `undefined` if SWF refused to mark the last. */
function failuresInARow(history: History): number | undefined {
  let failures = 0;
  for (const { failed, refused } of turnsOf(history)) {
    if (failures === 0 && refused.some(id => isMark(id, names.error))) return undefined;
    if (!failed || 2 ** failures > longestWait) return failures;
    failures += 1;
  }
  return failures;
}

/** The marker of a failed turn. Its details are a payload like any other: they are encrypted where those are. */
function failureMark(converter: DataConverter, error: unknown, task: number): Decision {
  return decisionBuilders(converter).recordMarker({
    markerName: names.error,
    details: fitDetails(converter, { task, ...failureFor(converter, error) }),
  });
}

/** The decision that fails the execution. */
const failure = (converter: DataConverter, error: unknown): Decision =>
  decisionBuilders(converter).failWorkflowExecution(failureFor(converter, error));
