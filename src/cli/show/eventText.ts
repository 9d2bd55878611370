import type { Event, History } from '../../history/index.js';
import type { WorkflowExecution } from '../../models/index.js';
import { fromPayload } from '../../payloads/index.js';
import { reasonIn } from '../executions/reasonOf.js';
import { durationText } from '../frame/times.js';
import { errorReason, idOf } from './toReport.js';
import { valueText } from './view.js';

/**
 * Returns what an event means for those who follow an execution, in a line; `undefined` for the steps of decision
 * tasks, which follow each other event.
 *
 * @param history - the history with the event, in which the events before it are looked up
 */
export function eventText(
  event: Event,
  history: History,
  execution: Pick<WorkflowExecution, 'domain'>,
): string | undefined {
  const payloadText = (payload: string | undefined) =>
    valueText(fromPayload(execution.domain.dataConverter, payload));
  const scheduled = (eventId: number) => idIn(history.get(eventId)) ?? `of event ${eventId}`;
  switch (event.name) {
    case 'DecisionTaskScheduled':
    case 'DecisionTaskStarted':
    case 'DecisionTaskCompleted':
    case 'StartChildWorkflowExecutionInitiated':
      return undefined;
    case 'DecisionTaskTimedOut':
      return `decision task timed out: ${event.attributes.timeoutType}`;
    case 'WorkflowExecutionStarted':
      return withDetail('started', payloadText(event.attributes.input));
    case 'WorkflowExecutionSignaled':
      return withDetail(`signal ${event.attributes.signalName}`, payloadText(event.attributes.input));
    case 'WorkflowExecutionCancelRequested':
      return 'cancel requested';
    case 'WorkflowExecutionCompleted':
      return withDetail('completed', payloadText(event.attributes.result));
    case 'WorkflowExecutionFailed':
      return withDetail('failed', reasonIn(event, execution));
    case 'WorkflowExecutionTerminated':
      // Without a reason of the caller, the cause says it in full.
      return event.attributes.reason === undefined
        ? reasonIn(event, execution) || 'terminated'
        : withDetail('terminated', reasonIn(event, execution));
    case 'WorkflowExecutionTimedOut':
    case 'WorkflowExecutionCanceled':
    case 'WorkflowExecutionContinuedAsNew':
      return reasonIn(event, execution);
    case 'ActivityTaskScheduled': {
      const { activityId, activityType, taskList } = event.attributes;
      return `activity ${activityId} (${activityType.name}@${activityType.version}) scheduled on ${taskList}`;
    }
    case 'ActivityTaskStarted': {
      const { scheduledEventId, identity } = event.attributes;
      return `activity ${scheduled(scheduledEventId)} started${identity === undefined ? '' : ` by ${identity}`}`;
    }
    case 'ActivityTaskCompleted': {
      const { scheduledEventId, result } = event.attributes;
      return withDetail(`activity ${scheduled(scheduledEventId)} completed`, payloadText(result));
    }
    case 'ActivityTaskFailed': {
      const { scheduledEventId, reason = '' } = event.attributes;
      return withDetail(`activity ${scheduled(scheduledEventId)} failed`, reason);
    }
    case 'ActivityTaskTimedOut': {
      const { scheduledEventId, timeoutType } = event.attributes;
      return `activity ${scheduled(scheduledEventId)} timed out: ${timeoutType}`;
    }
    case 'ActivityTaskCanceled':
      return `activity ${scheduled(event.attributes.scheduledEventId)} canceled`;
    case 'TimerStarted': {
      const { timerId, startToFireTimeout } = event.attributes;
      return `timer ${timerId} started: ${durationText(startToFireTimeout * 1_000)}`;
    }
    case 'MarkerRecorded': {
      const { markerName, details } = event.attributes;
      if (markerName !== 'rx-swf.error') return withDetail(`marker ${markerName}`, payloadText(details));
      const read = fromPayload(execution.domain.dataConverter, details);
      return `decision failed: ${valueText(errorReason({ details: read }))}`;
    }
    case 'ChildWorkflowExecutionCompleted': {
      const { workflowExecution, result } = event.attributes;
      return withDetail(`child ${workflowExecution.workflowId} completed`, payloadText(result));
    }
    case 'ChildWorkflowExecutionFailed': {
      const { workflowExecution, reason = '' } = event.attributes;
      return withDetail(`child ${workflowExecution.workflowId} failed`, reason);
    }
    default:
      return otherText(event);
  }
}

const withDetail = (text: string, detail: string): string => (detail === '' ? text : `${text}: ${detail}`);

/** Returns the id in an event: of an activity, a timer and so on, or of a child. */
function idIn(event: Event | undefined): string | undefined {
  if (event === undefined) return undefined;
  const { attributes } = event;
  if ('workflowExecution' in attributes && typeof attributes.workflowExecution === 'object')
    return Reflect.get(attributes.workflowExecution ?? {}, 'workflowId');
  return idOf(event);
}

const subjects: Readonly<Record<string, string>> = {
  ActivityTask: 'activity',
  ChildWorkflowExecution: 'child',
  ExternalWorkflowExecution: 'external execution',
  LambdaFunction: 'Lambda function',
  WorkflowExecution: 'execution',
};

/** Renders the subject, the id and the state of an event, and why a decision was refused. */
function otherText(event: Event): string {
  const { type, state, attributes } = event;
  const words = [
    subjects[type] ?? type.toLowerCase(),
    idIn(event),
    state.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`),
  ];
  const text = words.filter(word => word !== undefined).join(' ');
  return 'cause' in attributes && typeof attributes.cause === 'string'
    ? withDetail(text, attributes.cause)
    : text;
}
