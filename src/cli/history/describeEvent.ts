import type { Event, History } from '../../history/index.js';
import { durationText } from '../frame/times.js';

/** Attributes of an event of any type. */
type Attributes = Readonly<Record<string, unknown>>;

/** Attributes that refer to the event that something began with. */
const references = ['scheduledEventId', 'initiatedEventId', 'startedEventId'];

/** Attributes that name what an event is about, the most telling one first. */
const names = ['signalName', 'markerName', 'activityId', 'timerId', 'id', 'workflowId'];

/** Returns what an event is about and what it says of it, without payloads. */
export function describeEvent(event: Event, history: History): string {
  const attributes = attributesOf(event);
  const parts =
    event.type === 'Unknown'
      ? [JSON.stringify(attributes)]
      : [subjectOf(event, history), ...factsOf(attributes)];
  return parts.filter(part => part !== '').join(', ');
}

/** Returns the payloads of an event by name. */
export function payloadsOf(event: Event): readonly (readonly [name: string, payload: string])[] {
  const attributes = attributesOf(event);
  return ['input', 'result', 'details', 'control', 'executionContext'].flatMap(name => {
    const payload = attributes[name];
    return typeof payload === 'string' ? [[name, payload] as const] : [];
  });
}

const attributesOf = ({ attributes }: Event): Attributes => ({ ...attributes });

/** Returns the name of what an event is about: its own, or that in the event that it refers to. */
function subjectOf(event: Event, history: History): string {
  const own = nameOf(attributesOf(event));
  if (own !== '' || event.type === 'DecisionTask') return own;
  const eventId = references
    .map(name => attributesOf(event)[name])
    .find(id => typeof id === 'number' && id > 0);
  if (typeof eventId !== 'number') return '';
  const began = history.get(eventId);
  return began === undefined ? `of event ${eventId}` : nameOf(attributesOf(began));
}

function nameOf(attributes: Attributes): string {
  const type = typeOf(attributes['activityType'] ?? attributes['workflowType']);
  const id = names.map(name => attributes[name]).find(value => typeof value === 'string');
  const execution = textAt(attributes['workflowExecution'], 'workflowId');
  const lambda = 'id' in attributes ? textAt(attributes, 'name') : '';
  return [type, lambda, id ?? execution].filter(part => part !== '').join(' ');
}

const typeOf = (type: unknown): string => {
  const name = textAt(type, 'name');
  return name === '' ? '' : `${name}@${textAt(type, 'version')}`;
};

/** Facts by the attribute that they are in, in the order in which they are shown. */
const facts: readonly (readonly [attribute: string, show: (value: unknown) => string])[] = [
  ['taskList', list => `on ${list}`],
  ['identity', identity => `by ${identity}`],
  ['startToFireTimeout', seconds => `fires in ${durationText(Number(seconds) * 1_000)}`],
  ['timeoutType', type => `${type}`],
  ['reason', reason => `${reason}`],
  ['cause', cause => `${cause}`],
  ['message', message => `${message}`],
  ['newExecutionRunId', runId => `as run ${runId}`],
  ['continuedExecutionRunId', runId => `continues run ${runId}`],
  ['parentWorkflowExecution', parent => `child of ${textAt(parent, 'workflowId')}`],
  ['externalWorkflowExecution', sender => `from ${textAt(sender, 'workflowId')}`],
  ['tagList', tags => (Array.isArray(tags) && tags.length > 0 ? `tags ${tags.join(' ')}` : '')],
];

const factsOf = (attributes: Attributes): readonly string[] =>
  facts.flatMap(([name, show]) => {
    const value = attributes[name];
    return value === undefined || value === '' ? [] : [show(value)];
  });

const textAt = (holder: unknown, name: string): string => {
  const value: unknown =
    typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  return typeof value === 'string' ? value : '';
};
