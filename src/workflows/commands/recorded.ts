import type { Event } from '../../history/index.js';
import type { TypeId } from '../../values/index.js';
import type { Command, CommandIdentity, CommandKind } from './Command.js';

/** The subject where the history does not tell it. */
const anySubject = '*';

/** A type as a command's subject. */
export const subjectOf = ({ name, version }: { [K in keyof TypeId]: string | undefined }): string =>
  `${name}@${version}`;

/** The same of an event, which may lack it. */
const subjectIn = (type: TypeId | undefined): string => (type === undefined ? anySubject : subjectOf(type));

/**
 * The command that an event tells of having been carried out or refused; `undefined` for all other events, those
 * that close the execution included.
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

/** Commands about other executions: what is refused at once has no event of its beginning. */
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
  // With the id of an earlier event it tells of what happened later.
  return beginningOf(event) > 0 ? undefined : identity(...of);
}

function identity(kind: CommandKind, id: string | undefined, subject = anySubject): CommandIdentity {
  return { kind, id: id ?? '', subject };
}

/** A timer's length as a command's subject. */
export const secondsOf = (seconds: number): string => `${seconds} s`;

const secondsIn = (seconds: number | undefined): string =>
  seconds === undefined ? anySubject : secondsOf(seconds);

/** Whether a command is the one that the history has. */
export function isRecordedAs(
  command: CommandIdentity & Pick<Command, 'ignoresSubject'>,
  recorded: CommandIdentity,
): boolean {
  return (
    command.kind === recorded.kind &&
    command.id === recorded.id &&
    (command.ignoresSubject || recorded.subject === anySubject || command.subject === recorded.subject)
  );
}

/** The id of the event that recorded, or refused, the command of which an event tells what became of it. */
export function originOf(event: Event): number {
  return beginningOf(event) || event.id;
}

function beginningOf({ attributes }: Event): number {
  // The order matters: what a worker or a child does has the id of its own start too.
  const { scheduledEventId, initiatedEventId, startedEventId } = attributes as {
    readonly [K in 'scheduledEventId' | 'initiatedEventId' | 'startedEventId']?: number;
  };
  return scheduledEventId ?? initiatedEventId ?? startedEventId ?? 0;
}
