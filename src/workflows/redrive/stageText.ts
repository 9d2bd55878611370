import { isReserved } from '../../decisions/reservedNames.js';
import { attributesKey } from '../../history/events/eventTable.js';
import { adoptEvent, type Event } from '../../history/index.js';
import type { Note } from '../commands/notes.js';
import type { CommandKind } from '../turns/CommandIdentity.js';
import type { ScriptEntry, Stage } from './Stage.js';

/** An event: its id, its type, its time in milliseconds and those attributes that a replay reads. */
type EventTuple = readonly [number, string, number, object];
type TurnTuple = readonly [
  startedEventId: number,
  attempt: number,
  inputs: EventTuple[],
  commands: EventTuple[],
];
type EntryTuple = readonly [event: EventTuple, kind?: CommandKind, id?: string];
type StageTuple = readonly [turns: TurnTuple[], effects: readonly Note[], script: EntryTuple[]];

/** Returns stages as a text, without what a replay doesn't read: inputs, timeouts, notes of the user. */
export const formatStages = (stages: readonly Stage[]): string => JSON.stringify(stages.map(toTuple));

/** Returns the stages of a text. */
export const parseStages = (text: string): readonly Stage[] =>
  // Only formatStages writes the text.
  (JSON.parse(text) as StageTuple[]).map(fromTuple);

function toTuple({ turns, effects, script }: Stage): StageTuple {
  return [
    turns.map(({ startedEventId, attempt, inputs, commands }) => [
      startedEventId,
      attempt,
      inputs.map(eventTuple),
      commands.map(eventTuple),
    ]),
    effects,
    script.map(({ event, answers }) =>
      answers === undefined ? [eventTuple(event)] : [eventTuple(event), answers.kind, answers.id],
    ),
  ];
}

function fromTuple([turns, effects, script]: StageTuple): Stage {
  return {
    turns: turns.map(([startedEventId, attempt, inputs, commands]) => ({
      startedEventId,
      attempt,
      inputs: inputs.map(toEvent),
      commands: commands.map(toEvent),
    })),
    effects,
    script: script.map(toEntry),
  };
}

function toEntry([event, kind, id]: EntryTuple): ScriptEntry {
  return {
    event: toEvent(event),
    answers: kind === undefined || id === undefined ? undefined : { kind, id },
  };
}

/** The attributes that a replay reads. */
const read: ReadonlySet<string> = new Set([
  'activityId',
  'activityType',
  'cause',
  'control',
  'decisionTaskCompletedEventId',
  'details',
  'id',
  'initiatedEventId',
  'markerName',
  'name',
  'reason',
  'result',
  'scheduledEventId',
  'signalName',
  'startToFireTimeout',
  'startedEventId',
  'timeoutType',
  'timerId',
  'workflowExecution',
  'workflowId',
  'workflowType',
]);

function eventTuple(event: Event): EventTuple {
  return [event.id, event.name, event.timestamp.getTime(), attributesOf(event)];
}

function attributesOf(event: Event): object {
  if (event.name === 'WorkflowExecutionStarted') return {};
  const members: Readonly<Record<string, unknown>> = { ...event.raw };
  const attributes = Object.entries(members[attributesKey(event.name)] ?? {});
  return Object.fromEntries(attributes.filter(([name]) => isRead(event, name)));
}

function isRead(event: Event, attribute: string): boolean {
  // Of the inputs, only those of signals are read, and of the details of markers, only those of the library.
  if (attribute === 'input') return event.name === 'WorkflowExecutionSignaled';
  if (attribute === 'details' && event.name === 'MarkerRecorded')
    return isReserved(event.attributes.markerName);
  return read.has(attribute);
}

const toEvent = ([eventId, eventType, time, attributes]: EventTuple): Event =>
  adoptEvent({ eventId, eventType, eventTimestamp: new Date(time), [attributesKey(eventType)]: attributes });
