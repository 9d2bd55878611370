import { isReserved, reserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import type { CommandKind } from '../turns/CommandIdentity.js';
import { commandOf, originOf } from '../turns/commandOf.js';
import type { Cut } from './Cut.js';
import { commandName } from './commandName.js';
import { decidedTurns } from './decidedTurns.js';
import { isFailure, isSuccess } from './outcomes.js';
import type { RedrivePlan, RedriveStep } from './RedrivePlan.js';

/** The kinds of commands that a plan lists: those with an outcome. */
const listed: ReadonlySet<CommandKind> = new Set([
  'ScheduleActivityTask',
  'StartTimer',
  'StartChildWorkflowExecution',
  'ScheduleLambdaFunction',
  'SignalExternalWorkflowExecution',
  'RequestCancelExternalWorkflowExecution',
]);

type Steps = Pick<
  RedrivePlan,
  'taken' | 'again' | 'offered' | 'sideEffects' | 'signals' | 'isCancelRequested'
>;

/** Returns what a redrive takes over of a closed run, and what it does again. */
export function planOf(events: readonly Event[], cut: Cut): Steps {
  const { at, from = 0 } = cut;
  const repeated = new Set(
    decidedTurns(events).flatMap(({ startedEventId, commands }) =>
      startedEventId < at ? commands : startedEventId === at ? commands.filter(({ id }) => id < from) : [],
    ),
  );
  const outcomes = new Map(events.filter(event => isSuccess(event) || isFailure(event)).map(byOrigin));
  const withdrawn = new Set(events.flatMap(withdrawnBy));
  const steps = { taken: [] as RedriveStep[], again: [] as RedriveStep[], offered: [] as RedriveStep[] };
  for (const event of events) {
    const command = commandOf(event);
    if (command === undefined || !listed.has(command.kind) || isReserved(command.id)) continue;
    const list = listOf(event, outcomes.get(event.id), cut, repeated.has(event));
    if (list === undefined || (list === 'again' && withdrawn.has(event.id))) continue;
    const note = noteOf(event, outcomes.get(event.id), cut);
    steps[list].push({ name: commandName(command), eventId: event.id, note });
  }
  return {
    ...steps,
    sideEffects: [...repeated].filter(isSideEffect).length,
    signals: events.filter(({ name }) => name === 'WorkflowExecutionSignaled').length,
    isCancelRequested: events.some(({ name, id }) => name === 'WorkflowExecutionCancelRequested' && id < at),
  };
}

const isSideEffect = (event: Event) =>
  event.name === 'MarkerRecorded' && isReserved(event.attributes.markerName, reserved.sideEffect);

const byOrigin = (event: Event) => [originOf(event), event] as const;

/** Returns the list that a command belongs to; `undefined` for one that the new run need not issue. */
function listOf(
  event: Event,
  outcome: Event | undefined,
  { at, from = Number.POSITIVE_INFINITY }: Cut,
  isRepeated: boolean,
): 'taken' | 'again' | 'offered' | undefined {
  if (event.id >= from) return 'again';
  const isKept = outcome !== undefined && (isSuccess(outcome) || outcome.id < at);
  if (isRepeated) return isKept ? 'taken' : 'again';
  return outcome !== undefined && isSuccess(outcome) ? 'offered' : undefined;
}

/** Returns the event whose command an event withdraws. */
function withdrawnBy(event: Event): number[] {
  if (event.name !== 'TimerCanceled') return [];
  const { startedEventId } = event.attributes;
  return startedEventId === undefined ? [] : [startedEventId];
}

function noteOf(
  event: Event,
  outcome: Event | undefined,
  { at, from = Number.POSITIVE_INFINITY }: Cut,
): string {
  if (event.id >= from) return outcome === undefined ? 'was open' : `was ${wordOf(outcome)}`;
  if (outcome === undefined) return openNotes[event.name] ?? 'was open';
  if (isSuccess(outcome)) return wordOf(outcome);
  return outcome.id < at ? `${wordOf(outcome)}, which the workflow handled` : wordOf(outcome);
}

/** Notes on commands that were open, by the events that recorded them. */
const openNotes: { readonly [T in Event['name']]?: string } = {
  TimerStarted: 'had not elapsed',
  StartChildWorkflowExecutionInitiated: 'was open: it must have ended before it is started again',
};

/** Returns the end of a command in a word: `completed`, `failed: card declined`. */
function wordOf(outcome: Event): string {
  const { reason, cause, timeoutType } = outcome.attributes as {
    readonly [K in 'reason' | 'cause' | 'timeoutType']?: string;
  };
  const detail = reason ?? cause ?? timeoutType;
  const word = wordsByState[outcome.state] ?? (isSuccess(outcome) ? 'completed' : 'failed');
  return detail === undefined ? word : `${word}: ${detail}`;
}

const wordsByState: Readonly<Record<string, string>> = {
  canceled: 'canceled',
  fired: 'elapsed',
  signaled: 'sent',
  terminated: 'terminated',
  timedOut: 'timed out',
};
