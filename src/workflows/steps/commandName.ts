import type { Described } from '../commands/Command.js';

/** Returns the name of a type without its version. */
const bare = (typeKey: string): string => typeKey.replace(/@[^@]*$/, '');

/** Returns a command in a few words. */
export function commandName({ kind, id, subject }: Described, subjectOf: (id: string) => string): string {
  // A history doesn't always tell the subject of a command that SWF refused.
  const known = subject === '*' ? id : subject;
  switch (kind) {
    case 'ScheduleActivityTask':
      return `run ${bare(known)}`;
    case 'RequestCancelActivityTask':
      return `cancel run ${bare(subjectOf(id))}`;
    case 'StartTimer':
      return `timer ${known}`;
    case 'CancelTimer':
      return `cancel timer ${subjectOf(id)}`;
    case 'RecordMarker':
      return `marker ${id}`;
    case 'StartChildWorkflowExecution':
      return `child ${bare(known)}`;
    case 'ScheduleLambdaFunction':
      return `lambda ${known}`;
    case 'SignalExternalWorkflowExecution':
      return subject === '*' ? `signal ${id}` : `signal ${subject} to ${id}`;
    case 'RequestCancelExternalWorkflowExecution':
      return `cancel ${id}`;
    case 'CompleteWorkflowExecution':
      return 'complete';
    case 'FailWorkflowExecution':
      return 'fail';
    case 'CancelWorkflowExecution':
      return 'cancel';
    case 'ContinueAsNewWorkflowExecution':
      return 'continue as new';
    default:
      return kind;
  }
}
