import type { Event, History } from '../../../history/index.js';
import { SwfError } from '../../../requests/index.js';
import { DecisionTask } from '../tasks/DecisionTask.js';
import { isMark, names, type Progress, turnsOf } from './marks.js';

/** A decision task as its handler is to see it. */
export interface View {
  readonly task: DecisionTask;
  /** How far the decisions for it have been sent already. */
  readonly progress: Pick<Progress, 'task' | 'sent' | 'digest'>;
  /** Whether something has happened since that the handler does not see. */
  readonly outdated: boolean;
}

/**
 * The task as its handler is to see it: the one before whose decisions have not all been sent, or this one. What is
 * news to it counts from the last task that it has decided, which a turn that failed is not.
 */
export function viewOf(task: DecisionTask): View {
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
  /** The start of the last task that was decided; 0 before the first. */
  readonly decided: number;
  /** Whether the service counts otherwise. */
  readonly marked: boolean;
}

function stateOf(history: History): State {
  let marked = false;
  for (const { startedEventId, failed, progress, refused } of turnsOf(history)) {
    if (refused.includes(names.more))
      throw new SwfError(
        'SWF refused the marker rx-swf.more, without which decisions cannot be sent in parts',
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

/** Whether anything came after an event but what decisions did, and what SWF tells of its own work. */
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
  if (event.name === 'TimerFired') return isMark(event.attributes.timerId);
  return event.name === 'ActivityTaskStarted' || event.name === 'LambdaFunctionStarted';
}
