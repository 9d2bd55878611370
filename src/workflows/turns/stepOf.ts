import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import { commandOf } from './commandOf.js';

const ends: Readonly<Record<string, string>> = {
  WorkflowExecutionCompleted: 'completed',
  WorkflowExecutionFailed: 'failed',
  WorkflowExecutionCanceled: 'canceled',
  WorkflowExecutionContinuedAsNew: 'continued as new',
};

/** Returns the name of what an event means to the code, such as `run Charge@1`; `undefined` if it is no step. */
export function stepOf(event: Event): string | undefined {
  switch (event.name) {
    case 'WorkflowExecutionSignaled':
      return `signal ${event.attributes.signalName}`;
    case 'WorkflowExecutionCancelRequested':
      return 'cancel request';
    default:
      return ends[event.name] ?? commandStep(event);
  }
}

/** Returns the step that a command is. */
function commandStep(event: Event): string | undefined {
  const command = commandOf(event);
  switch (command?.kind) {
    case undefined:
      return undefined;
    case 'ScheduleActivityTask':
      return `run ${command.subject}`;
    case 'StartChildWorkflowExecution':
      return `child ${command.subject}`;
    case 'ScheduleLambdaFunction':
      return `lambda ${command.subject}`;
    case 'StartTimer':
      return 'timer';
    case 'CancelTimer':
      return 'cancel timer';
    case 'RecordMarker':
      return markerStep(command.id);
    case 'SignalExternalWorkflowExecution':
      return `send signal ${command.subject}`;
    case 'RequestCancelExternalWorkflowExecution':
      return 'cancel another execution';
    case 'RequestCancelActivityTask':
      return 'cancel an activity';
  }
}

/** Returns the step that a marker is. Side effects in a loop are one step, and so are parts of one record. */
function markerStep(id: string): string {
  if (isReserved(id, reserved.redriven)) return `marker ${reserved.redriven}`;
  if (!isReserved(id, reserved.sideEffect)) return `marker ${id}`;
  const name = id.slice(reserved.sideEffect.length + 1);
  // Unnamed ones are `3` or `3.failed`, and those of a name are `price`, `price#2` or `price#2#failed`.
  const isUnnamed = /^\d/.test(name);
  const step = name.endsWith(isUnnamed ? '.failed' : '#failed') ? 'failed side effect' : 'side effect';
  return isUnnamed ? step : `${step} ${name.replace(/#.*$/, '')}`;
}
