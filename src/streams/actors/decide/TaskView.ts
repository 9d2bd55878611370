import { isReserved, reserved } from '../../../decisions/reservedNames.js';
import type { Event, History } from '../../../history/index.js';
import { SwfError } from '../../../requests/index.js';
import { DecisionTask } from '../tasks/DecisionTask.js';
import { markedTurns, type Progress } from './markedTurns.js';

/** A decision task from the handler's point of view. */
export interface TaskView {
  readonly task: DecisionTask;
  /** Progress of sending its decisions. */
  readonly progress: Pick<Progress, 'task' | 'sent' | 'digest'>;
  /** Whether there are later events that the handler doesn't see. */
  readonly outdated: boolean;
}

/**
 * Returns the task that the handler should see: an earlier task if not all of its decisions have been sent,
 * otherwise this one. New events count from the last decided task; a failed turn doesn't count as decided.
 */
export function taskViewOf(task: DecisionTask): TaskView {
  const { history, startedEventId } = task;
  const { unfinished, decided, marked } = stateOf(history);
  if (unfinished !== undefined) {
    const then = history.slice(0, unfinished.task);
    return {
      task: seenAs(task, then, unfinished.task, stateOf(then).decided),
      progress: unfinished,
      outdated: hasNews(history, unfinished.task),
    };
  }
  return {
    task: marked ? seenAs(task, history, startedEventId, decided) : task,
    progress: { task: startedEventId, sent: 0, digest: '' },
    outdated: false,
  };
}

interface State {
  readonly unfinished: Progress | undefined;
  /** Started event id of the last decided task; 0 before the first. */
  readonly decided: number;
  /** Whether that differs from what the service reports. */
  readonly marked: boolean;
}

function stateOf(history: History): State {
  let marked = false;
  for (const { startedEventId, failed, progress, refused } of markedTurns(history)) {
    if (refused.includes(reserved.more))
      throw new SwfError(
        'SWF refused the marker rx-swf.more, which is needed to send decisions in several answers',
      );
    if (!failed) {
      return {
        unfinished: progress?.done === false ? progress : undefined,
        decided: progress?.task ?? startedEventId,
        marked: marked || progress !== undefined,
      };
    }
    marked = true;
  }
  return { unfinished: undefined, decided: 0, marked };
}

function seenAs(
  { domain, taskToken, workflowExecution, workflowType }: DecisionTask,
  history: History,
  startedEventId: number,
  previousStartedEventId: number,
): DecisionTask {
  const sdk = {
    events: [],
    taskToken,
    workflowExecution,
    workflowType,
    startedEventId,
    previousStartedEventId,
  };
  return new DecisionTask(domain, sdk, history);
}

/** Whether there are events after `eventId`, other than effects of decisions and SWF's own bookkeeping. */
function hasNews(history: History, eventId: number): boolean {
  for (let i = history.length - 1; i >= 0; i -= 1) {
    const event = history.at(i);
    if (event === undefined || event.id <= eventId) return false;
    if (!isOurs(event)) return true;
  }
  return false;
}

function isOurs(event: Event): boolean {
  if (event.type === 'DecisionTask' || 'decisionTaskCompletedEventId' in event.attributes) return true;
  if (event.name === 'TimerFired') return isReserved(event.attributes.timerId);
  return event.name === 'ActivityTaskStarted' || event.name === 'LambdaFunctionStarted';
}
