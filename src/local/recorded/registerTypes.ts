import type { Attributes, HistoryEvent } from '../api/events.js';
import { change } from '../changes/index.js';
import type { Region } from '../state/Region.js';
import type { ExportedExecution } from './RecordedExecution.js';

type Started =
  | Attributes<'WorkflowExecutionStarted'>
  | Attributes<'StartChildWorkflowExecutionInitiated'>
  | Attributes<'WorkflowExecutionContinuedAsNew'>;

function registerWorkflowType(region: Region, domain: string, started: Started): void {
  const { name, version } = started.workflowType;
  if (region.domains.get(domain)?.workflowTypes.get(name, version) !== undefined) return;
  const configuration = {
    defaultExecutionStartToCloseTimeout: started.executionStartToCloseTimeout,
    defaultTaskStartToCloseTimeout: started.taskStartToCloseTimeout,
    defaultTaskList: started.taskList,
    defaultTaskPriority: started.taskPriority,
    defaultChildPolicy: started.childPolicy,
    defaultLambdaRole: started.lambdaRole,
  };
  change(region, { kind: 'workflowType', domain, name, version, description: undefined, configuration });
}

function registerActivityType(
  region: Region,
  domain: string,
  scheduled: Attributes<'ActivityTaskScheduled'>,
): void {
  const { name, version } = scheduled.activityType;
  if (region.domains.get(domain)?.activityTypes.get(name, version) !== undefined) return;
  const configuration = {
    defaultTaskList: scheduled.taskList,
    defaultTaskPriority: scheduled.taskPriority,
    defaultTaskHeartbeatTimeout: scheduled.heartbeatTimeout,
    defaultTaskScheduleToStartTimeout: scheduled.scheduleToStartTimeout,
    defaultTaskScheduleToCloseTimeout: scheduled.scheduleToCloseTimeout,
    defaultTaskStartToCloseTimeout: scheduled.startToCloseTimeout,
  };
  change(region, { kind: 'activityType', domain, name, version, description: undefined, configuration });
}

/** Registers the types that a history uses, unless they are. Their defaults are the values of the first use. */
export function registerTypesOf(region: Region, domain: string, events: readonly HistoryEvent[]): void {
  for (const event of events) {
    const started =
      event.workflowExecutionStartedEventAttributes ??
      event.startChildWorkflowExecutionInitiatedEventAttributes ??
      event.workflowExecutionContinuedAsNewEventAttributes;
    if (started !== undefined) registerWorkflowType(region, domain, started);
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled !== undefined) registerActivityType(region, domain, scheduled);
  }
}

/** Registers the types of an exported execution as they were, unless they are registered. */
export function registerExported(
  region: Region,
  domain: string,
  { workflowTypes, activityTypes }: Pick<ExportedExecution, 'workflowTypes' | 'activityTypes'>,
): void {
  const known = region.domains.get(domain);
  for (const { description, ...type } of workflowTypes) {
    if (known?.workflowTypes.get(type.name, type.version) !== undefined) continue;
    change(region, { kind: 'workflowType', domain, description, ...type });
  }
  for (const { description, ...type } of activityTypes) {
    if (known?.activityTypes.get(type.name, type.version) !== undefined) continue;
    change(region, { kind: 'activityType', domain, description, ...type });
  }
}
