import type { Event } from '../../history/index.js';
import { type TypeId, typeKey } from '../../values/index.js';
import type { CommandIdentity, CommandKind } from './CommandIdentity.js';

/** The subject of a command if the history does not contain it. */
const anySubject = '*';

/** Returns the subject for the type of an event, which may lack one. */
const subjectIn = (type: TypeId | undefined): string => (type === undefined ? anySubject : typeKey(type));

/**
 * Returns the command that an event records as carried out or refused; `undefined` for all other events,
 * including those that close the execution.
 */
export function commandOf(event: Event): CommandIdentity | undefined {
  switch (event.name) {
    case 'ActivityTaskScheduled':
    case 'ScheduleActivityTaskFailed': {
      const { activityId, activityType } = event.attributes;
      return identity('ScheduleActivityTask', activityId, subjectIn(activityType));
    }
    case 'ActivityTaskCancelRequested':
    case 'RequestCancelActivityTaskFailed':
      return identity('RequestCancelActivityTask', event.attributes.activityId, '');
    case 'TimerStarted':
      return identity('StartTimer', event.attributes.timerId, secondsIn(event.attributes.startToFireTimeout));
    case 'StartTimerFailed':
      return identity('StartTimer', event.attributes.timerId);
    case 'TimerCanceled':
    case 'CancelTimerFailed':
      return identity('CancelTimer', event.attributes.timerId, '');
    case 'MarkerRecorded':
    case 'RecordMarkerFailed':
      return identity('RecordMarker', event.attributes.markerName, '');
    case 'LambdaFunctionScheduled':
    case 'ScheduleLambdaFunctionFailed':
      return identity('ScheduleLambdaFunction', event.attributes.id, event.attributes.name);
    default:
      return commandToOthers(event);
  }
}

/** Commands about other executions. An immediately refused one has no initiating event. */
function commandToOthers(event: Event): CommandIdentity | undefined {
  switch (event.name) {
    case 'StartChildWorkflowExecutionInitiated':
    case 'StartChildWorkflowExecutionFailed': {
      const { workflowId, workflowType } = event.attributes;
      return orUndefined(event, 'StartChildWorkflowExecution', workflowId, subjectIn(workflowType));
    }
    case 'SignalExternalWorkflowExecutionInitiated': {
      const { workflowId, signalName } = event.attributes;
      return identity('SignalExternalWorkflowExecution', workflowId, signalName);
    }
    case 'SignalExternalWorkflowExecutionFailed':
      return orUndefined(event, 'SignalExternalWorkflowExecution', event.attributes.workflowId);
    case 'RequestCancelExternalWorkflowExecutionInitiated':
    case 'RequestCancelExternalWorkflowExecutionFailed':
      return orUndefined(event, 'RequestCancelExternalWorkflowExecution', event.attributes.workflowId, '');
    default:
      return undefined;
  }
}

function orUndefined(event: Event, ...of: Parameters<typeof identity>): CommandIdentity | undefined {
  // With the id of an earlier event, it reports a later failure instead.
  return beginningOf(event) > 0 ? undefined : identity(...of);
}

function identity(kind: CommandKind, id: string | undefined, subject = anySubject): CommandIdentity {
  return { kind, id: id ?? '', subject };
}

/** Returns the duration of a timer as the subject of its command. */
export const secondsOf = (seconds: number): string => `${seconds} s`;

const secondsIn = (seconds: number | undefined): string =>
  seconds === undefined ? anySubject : secondsOf(seconds);

/** Returns whether a command is the recorded one. */
export function isRecordedAs(
  command: CommandIdentity & { readonly ignoresSubject?: boolean },
  recorded: CommandIdentity,
): boolean {
  return (
    command.kind === recorded.kind &&
    command.id === recorded.id &&
    (command.ignoresSubject || recorded.subject === anySubject || command.subject === recorded.subject)
  );
}

/** Returns the id of the event that recorded or refused the command that an event is about. */
export function originOf(event: Event): number {
  return beginningOf(event) || event.id;
}

function beginningOf({ attributes }: Event): number {
  // The order matters: events of a worker or a child also contain the id of their own start.
  const { scheduledEventId, initiatedEventId, startedEventId } = attributes as {
    readonly [K in 'scheduledEventId' | 'initiatedEventId' | 'startedEventId']?: number;
  };
  return scheduledEventId ?? initiatedEventId ?? startedEventId ?? 0;
}
