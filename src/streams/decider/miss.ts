import type { Decision } from '@aws-sdk/client-swf';
import { type DecisionTask, failWorkflowExecution, type History, limits } from '../../models/index.js';
import { describeFailure } from '../ActivityFailure.js';
import { isMark, mark, names, turnsOf, wake } from './marks.js';

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

export function missOf({ history, startedEventId }: DecisionTask, error: unknown, onError: OnError): Miss {
  if (onError === 'timeout') return leave;
  if (onError === 'fail') return { decisions: [failure(error)], retryIn: undefined };
  const failures = failuresInARow(history);
  // A refused decision brings the next task at once: to mark it once more would be a loop.
  if (failures === undefined) return leave;
  const marker = failureMark(error, startedEventId);
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

function failureMark(error: unknown, task: number): Decision {
  const { reason = '', details } = describeFailure(error);
  const short = { task, reason: reason.slice(0, limits.reason) };
  return orElse(
    () => mark(names.error, { ...short, details }),
    () => mark(names.error, short),
  );
}

/** The decision that fails the execution. */
function failure(error: unknown): Decision {
  const { reason = '', details } = describeFailure(error);
  const short = { reason: reason.slice(0, limits.reason) };
  return orElse(
    () => failWorkflowExecution({ ...short, details }),
    () => failWorkflowExecution(short),
  );
}

/** Details that have no form as a payload are left out. */
function orElse(whole: () => Decision, short: () => Decision): Decision {
  try {
    return whole();
  } catch {
    return short();
  }
}
