/** An event as AWS JSON. */
export interface RecordedWireEvent {
  readonly eventId: number;
  readonly eventType: string;
  readonly eventTimestamp: number;
}

/** Returns the attributes of an event of any type. */
export function eventAttributes(event: object | undefined): Record<string, unknown> {
  const found = Object.entries(event ?? {}).find(([member]) => member.endsWith('EventAttributes'))?.[1];
  return { ...found };
}

/** Members that name executions other than the forked one, whose runs are new ones in a fork. */
const foreign = [
  'workflowExecution',
  'newExecutionRunId',
  'externalWorkflowExecution',
  'externalInitiatedEventId',
];

/** Returns what a fork must repeat of an event: id, seconds, type, and attributes without runs elsewhere. */
export function toRow(event: RecordedWireEvent, withTime = true): unknown[] {
  const attributes = eventAttributes(event);
  for (const member of foreign) delete attributes[member];
  // An execution elsewhere cancels or terminates a fork through its API.
  if (/^WorkflowExecution(CancelRequested|Terminated)$/.test(event.eventType)) delete attributes['cause'];
  return [event.eventId, withTime ? event.eventTimestamp : 0, event.eventType, attributes];
}
