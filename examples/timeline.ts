import type { Event, History } from 'rx-swf';

/** Returns the interesting events of a history, one per line, with the time since the start. */
export function timeline(history: History): string {
  const start = history.first?.timestamp ?? new Date(0);
  return [...history]
    .map(event => ({ event, text: describe(event, history) }))
    .filter(({ text }) => text !== undefined)
    .map(({ event, text }) => `${elapsed(start, event.timestamp).padStart(13)}  ${text}`)
    .join('\n');
}

function describe(event: Event, history: History): string | undefined {
  switch (event.name) {
    case 'WorkflowExecutionStarted':
      return `${event.attributes.workflowType.name} starts: ${brief(event.attributes.input)}`;
    case 'WorkflowExecutionSignaled':
      return `signal ${event.attributes.signalName}: ${brief(event.attributes.input)}`;
    case 'WorkflowExecutionCancelRequested':
      return 'cancel requested';
    case 'ActivityTaskCompleted':
      return told(activityOf(event.attributes.scheduledEventId, history), event.attributes.result);
    case 'ActivityTaskFailed':
      return `${activityOf(event.attributes.scheduledEventId, history)} FAILED: ${event.attributes.reason}`;
    case 'ActivityTaskCanceled':
      return `${activityOf(event.attributes.scheduledEventId, history)} canceled`;
    case 'ChildWorkflowExecutionStarted':
      return `child ${event.attributes.workflowType.name} starts`;
    case 'ChildWorkflowExecutionCompleted':
      return told(`child ${event.attributes.workflowType.name}`, event.attributes.result);
    case 'ChildWorkflowExecutionFailed':
      return `child ${event.attributes.workflowType.name} FAILED: ${event.attributes.reason}`;
    case 'ChildWorkflowExecutionCanceled':
      return `child ${event.attributes.workflowType.name} canceled`;
    case 'WorkflowExecutionCompleted':
      return `COMPLETED: ${brief(event.attributes.result)}`;
    case 'WorkflowExecutionFailed':
      return `FAILED: ${event.attributes.reason}`;
    case 'WorkflowExecutionCanceled':
      return 'CANCELED';
    case 'WorkflowExecutionContinuedAsNew':
      return `CONTINUES AS NEW: ${brief(event.attributes.input)}`;
    default:
      return undefined;
  }
}

function activityOf(scheduledEventId: number | undefined, history: History): string {
  const event = [...history].find(({ id }) => id === scheduledEventId);
  if (event?.name !== 'ActivityTaskScheduled') return 'an activity';
  return `${event.attributes.activityType.name} ${brief(event.attributes.input)}`;
}

const told = (what: string, result: string | undefined) =>
  result === undefined ? what : `${what} → ${brief(result)}`;

/** Shortens JSON so that it is readable at a glance. */
function brief(json: string | undefined): string {
  const text = (json ?? '')
    .replaceAll(/"(\w+)":/g, '$1: ')
    .replaceAll(',', ', ')
    .replaceAll('"', "'");
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}

/** Returns days, hours, minutes and seconds, as in `2d 03:00:00`. */
function elapsed(from: Date, to: Date): string {
  const seconds = Math.floor((to.getTime() - from.getTime()) / 1_000);
  const days = Math.floor(seconds / 86_400);
  const clock = [(seconds % 86_400) / 3_600, (seconds % 3_600) / 60, seconds % 60]
    .map(part => String(Math.floor(part)).padStart(2, '0'))
    .join(':');
  return days === 0 ? clock : `${days}d ${clock}`;
}
