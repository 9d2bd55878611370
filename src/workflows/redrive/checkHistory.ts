import { isReserved } from '../../decisions/reservedNames.js';
import type { Event } from '../../history/index.js';
import { parseEnvelope } from '../../payloads/index.js';
import { commandOf } from '../turns/commandOf.js';
import { NotRedrivableError } from './NotRedrivableError.js';
import { partsIn } from './parts.js';

/**
 * Refuses the history of a decider that is not a durable workflow: its commands cannot be matched with those of a
 * new run.
 *
 * @param what - the run, for the message
 * @throws `NotRedrivableError`
 */
export function checkDurable(what: string, events: readonly Event[]): void {
  const foreign = events.find(isForeign);
  if (foreign === undefined && (events.some(isDurable) || !events.some(isCommand))) return;
  throw new NotRedrivableError(
    'notDurable',
    what,
    `was decided by something other than a durable workflow${foreign === undefined ? '' : ` (${foreign})`}`,
    'Use rerun() to start it again from the beginning',
  );
}

/**
 * Refuses a run that has done nothing that another one could take over.
 *
 * @throws `NotRedrivableError`
 */
export function checkBegun(what: string, events: readonly Event[]): void {
  if (events.some(event => isCommand(event) || event.name === 'WorkflowExecutionSignaled')) return;
  throw new NotRedrivableError(
    'nothingDone',
    what,
    'has done nothing that could be taken over',
    'Use rerun() to start it again from the beginning',
  );
}

/**
 * Refuses a run that should take over another one, and closed before it had recorded all of that.
 *
 * @throws `NotRedrivableError`
 */
export function checkWhole(what: string, events: readonly Event[]): void {
  const [started] = events;
  if (started?.name !== 'WorkflowExecutionStarted') return;
  const { redrive } = parseEnvelope(started.attributes.input);
  if (redrive === undefined || partsIn(markersIn(events)).isWhole) return;
  throw new NotRedrivableError(
    'nothingDone',
    what,
    `closed before it had taken over run ${redrive.runId}`,
    'Redrive that run instead, with despiteLaterRun: true',
  );
}

const markersIn = (events: readonly Event[]) =>
  new Map(
    events.flatMap(event => {
      if (event.name !== 'MarkerRecorded') return [];
      const { markerName = '', details } = event.attributes;
      return [[markerName, details] as const];
    }),
  );

const isNumber = (id: string | undefined) => /^\d+$/.test(id ?? '');

/** Returns whether no durable workflow writes an event: the ids of its timers and Lambda calls are numbers. */
function isForeign(event: Event): boolean {
  if (event.name === 'TimerStarted')
    return !isNumber(event.attributes.timerId) && !isReserved(event.attributes.timerId);
  return event.name === 'LambdaFunctionScheduled' && !isNumber(event.attributes.id);
}

/** Returns whether an event shows a durable workflow: a numbered command, a note, or a task list of one worker. */
function isDurable(event: Event): boolean {
  if (event.name === 'DecisionTaskScheduled') return /\.[0-9a-f]{8}$/.test(event.attributes.taskList ?? '');
  const id = commandOf(event)?.id;
  return isNumber(id) || isReserved(id) || /\.[0-9a-z]+\.\d+$/.test(id ?? '');
}

const isCommand = (event: Event) => commandOf(event) !== undefined;
