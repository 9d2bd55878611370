import type { Event } from '../../history/index.js';
import { parseEnvelope } from '../../payloads/index.js';
import { commandOf } from '../turns/commandOf.js';
import { commandName, hasName } from './commandName.js';
import { culpritOf } from './culpritOf.js';
import { decidedTurns } from './decidedTurns.js';
import { NotRedrivableError } from './NotRedrivableError.js';
import type { DecidedTurn } from './Stage.js';

/** Where a redrive leaves the history of the earlier run. */
export interface Cut {
  /** The event from which on turns are not repeated. Of later events, only successes count. */
  readonly at: number;
  /** The event whose command, and all later ones, are done again. */
  readonly from?: number;
}

/**
 * Returns where a redrive leaves the history of a closed run.
 *
 * @param what - the run, for messages
 * @param from - the name of the first command to do again
 * @throws `NotRedrivableError` if no command has that name
 */
export function cutOf(what: string, events: readonly Event[], from: string | undefined): Cut {
  const turns = decidedTurns(events);
  const at = endOf(events, turns);
  if (from === undefined) return { at };
  const first = startOf(what, turns, from);
  // What ended the run is left out, even if it came before.
  return { at: Math.min(at, first.at), from: first.from };
}

/** Returns the event that ended a run, or the one after the last that its workflow has seen. */
function endOf(events: readonly Event[], turns: readonly DecidedTurn[]): number {
  const closing = events.at(-1);
  const seen = turns.at(-1)?.startedEventId ?? 0;
  switch (closing?.name) {
    case 'WorkflowExecutionFailed':
      return culpritOf(events, turns, closing.attributes.reason)?.id ?? seen;
    case 'WorkflowExecutionCanceled': {
      const request = events.find(({ name }) => name === 'WorkflowExecutionCancelRequested');
      return request?.id ?? (hasCarriedCancel(events) ? 0 : seen);
    }
    default:
      return seen + 1;
  }
}

/** Returns the command with a name, and the turn that issued it. */
function startOf(what: string, turns: readonly DecidedTurn[], from: string): Required<Cut> {
  for (const { startedEventId, commands } of turns) {
    const event = commands.find(one => isNamed(one, from));
    if (event !== undefined) return { at: startedEventId, from: event.id };
  }
  const names = [...new Set(turns.flatMap(({ commands }) => commands.flatMap(nameOf)))];
  const shown = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');
  throw new NotRedrivableError(
    'noSuchCommand',
    what,
    `has no command ${JSON.stringify(from)} of its own`,
    names.length === 0 ? 'It has issued none' : `It has: ${shown}`,
  );
}

/** The commands that a redrive can begin with. */
const starts: ReadonlySet<string> = new Set([
  'ScheduleActivityTask',
  'StartTimer',
  'StartChildWorkflowExecution',
  'ScheduleLambdaFunction',
]);

function isNamed(event: Event, name: string): boolean {
  const command = commandOf(event);
  return command !== undefined && starts.has(command.kind) && hasName(command, name);
}

function nameOf(event: Event): string[] {
  const command = commandOf(event);
  return command !== undefined && starts.has(command.kind) ? [commandName(command)] : [];
}

/** Returns whether the run before has passed a cancel request on. */
const hasCarriedCancel = ([started]: readonly Event[]) =>
  started?.name === 'WorkflowExecutionStarted' &&
  parseEnvelope(started.attributes.input).cancel !== undefined;
