import type { Wait } from '../data/ExplanationData.js';
import { typeText, type Writer } from './Writer.js';

/**
 * Writes what was open when an execution closed.
 *
 * @param writer - of times relative to the close
 */
export function leftOpenText(wait: Wait, writer: Writer): string {
  switch (wait.kind) {
    case 'activity':
      return `Activity "${wait.id}"${typeText(wait.activityType)}, ${taskText(wait, writer)}.`;
    case 'decisionTask':
      return `A decision task, ${taskText(wait, writer)}.`;
    case 'timer':
      return `Timer "${wait.id}"${wait.deadline === undefined ? '' : `, due ${writer.at(wait.deadline.at)}`}.`;
    case 'child':
      return `Child "${wait.workflowId}"${typeText(wait.workflowType)}, started ${writer.at(wait.since)}.`;
    case 'lambda':
      return `Lambda function call "${wait.id}", scheduled ${writer.at(wait.scheduledAt)}.`;
    case 'externalSignal':
      return `Signal "${wait.signalName}" to execution "${wait.workflowId}", sent ${writer.at(wait.since)}.`;
    case 'externalCancel':
      return `The cancel request to execution "${wait.workflowId}", sent ${writer.at(wait.since)}.`;
    default:
      return '';
  }
}

/** A task that was with a worker or a decider, or in its task list. */
interface LeftTask {
  readonly taskList?: string;
  readonly scheduledAt?: Date;
  readonly startedAt?: Date;
  readonly identity?: string;
}

function taskText({ taskList, scheduledAt, startedAt, identity }: LeftTask, writer: Writer): string {
  if (startedAt === undefined) return `in task list "${taskList}" ${writer.since(scheduledAt)}`;
  return `taken${identity === undefined ? '' : ` by "${identity}"`} ${writer.at(startedAt)}`;
}
