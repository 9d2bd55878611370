import { events } from './events/index.js';
import { anyOf, maybe, type Output } from './Output.js';
import { childPolicy, execution, taskList, type } from './shared.js';

export { childPolicy, execution, taskList, type };

// Outputs that several operations share.
const registrationStatus = anyOf('REGISTERED', 'DEPRECATED');
const closeStatus = anyOf('COMPLETED', 'FAILED', 'CANCELED', 'TERMINATED', 'CONTINUED_AS_NEW', 'TIMED_OUT');

export const domainInfo = {
  name: 'text',
  status: registrationStatus,
  description: maybe('text'),
  arn: 'text',
} as const satisfies Output;

const typeInfo = {
  status: registrationStatus,
  description: maybe('text'),
  creationDate: 'time',
  deprecationDate: maybe('time'),
} as const;

export const workflowTypeInfo = { workflowType: type, ...typeInfo } as const satisfies Output;
export const activityTypeInfo = { activityType: type, ...typeInfo } as const satisfies Output;

export const executionInfo = {
  execution,
  workflowType: type,
  startTimestamp: 'time',
  closeTimestamp: maybe('time'),
  executionStatus: anyOf('OPEN', 'CLOSED'),
  closeStatus: maybe(closeStatus),
  parent: maybe(execution),
  tagList: maybe(['text']),
  cancelRequested: 'flag',
} as const satisfies Output;

/** The member of an event that holds the attributes of its type. */
export const attributesMember = (eventType: string): string =>
  `${eventType.charAt(0).toLowerCase()}${eventType.slice(1)}EventAttributes`;

export const historyEvent: Output = {
  eventTimestamp: 'time',
  eventType: anyOf(...Object.keys(events)),
  eventId: 'number',
  ...Object.fromEntries(Object.entries(events).map(([name, said]) => [attributesMember(name), maybe(said)])),
};

export const history: Output = { events: [historyEvent], nextPageToken: maybe('text') };
